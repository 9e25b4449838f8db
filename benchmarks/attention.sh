#!/usr/bin/env bash
# Causal attention on the CPU, alone and with its gradients, beside PyTorch's scaled_dot_product_attention on as many
# threads: the batch of a small GPT, then one sequence of 128 to 16,384. Writes results/attention.csv and attention.svg.
# Needs a machine that does nothing else and JACQUARD_PEERS_PYTHON.
#
#     benchmarks/attention.sh [SHAPE ...]     # batch,heads,time,size, or batch,heads,1,size,keys for one query
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
shapes=("$@")
[ $# -gt 0 ] || shapes=(16,6,256,64 1,8,128,64 1,8,256,64 1,8,512,64 1,8,1024,64 1,8,2048,64 1,8,4096,64 1,8,8192,64 1,8,16384,64
    1,8,1,64,4096)
java=(java)
if [ -z "${JACQUARD_CLASSPATH:-}" ]; then
    ./jacquard --version >/dev/null
    java=("$(./jacquard --jdk-home)/bin/java")
    JACQUARD_CLASSPATH="cli/target/jacquard-cli.jar:$(<cli/target/jacquard.classpath)"
fi
{
    for shape in "${shapes[@]}"; do
        "${java[@]}" -Xmx2g --enable-native-access=ALL-UNNAMED --add-modules jdk.incubator.vector \
            -cp "$JACQUARD_CLASSPATH" benchmarks/AttentionTimes.java "$shape"
        "${JACQUARD_PEERS_PYTHON:-python3}" benchmarks/attention.py peer "$shape"
    done
} | tee /dev/stderr | "${JACQUARD_PEERS_PYTHON:-python3}" benchmarks/attention.py plot
