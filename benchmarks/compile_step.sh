#!/usr/bin/env bash
# How long training steps take to compile on the CPU, from the layers to an executable: the first time in a
# process that has compiled nothing, and the second time. Prints a JSON line each, in milliseconds.
# compile_step.sh [WORKLOADS [OPTIMIZERS [PROCESSES [PAUSE]]]], for example compile_step.sh "mlp resnet18" adam 5 1000:
# five processes each, 1,000 ms between making the model and the first compilation, as if data were read.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
./jacquard --version >/dev/null
java="$(./jacquard --jdk-home)/bin/java"
classes="$(mktemp -d)"
trap 'rm -rf "$classes"' EXIT
classpath="$classes:cli/target/jacquard-cli.jar:$(<cli/target/jacquard.classpath)"
"${java}c" -d "$classes" -cp "$classpath" benchmarks/CompileStep.java
for ((process = 0; process < ${3:-1}; process++)); do
    for workload in ${1:-mlp resnet18 resnet18-cifar}; do
        for optimizer in ${2:-adam sgd}; do
            "$java" --enable-native-access=ALL-UNNAMED --add-modules jdk.incubator.vector \
                -cp "$classpath" CompileStep "$workload" "$optimizer" 2 "${4:-0}"
        done
    done
done
