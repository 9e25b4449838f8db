#!/usr/bin/env bash
# What a step costs on XLA's CPU through our client, beside JAX with its own: the training step, the same fed
# from host memory by a trainer, and programs that compute next to nothing, which show what a call costs.
# Pairs of blocks as in benchmarks/README.md; the results lie in benchmarks/results/xla-*.json.
#
#     JACQUARD_PJRT_PATH=cpu=FOLDER/xla_cpu_pjrt.so JACQUARD_PEERS_PYTHON=VENV/bin/python benchmarks/xla/compare.sh
#     benchmarks/xla/compare.sh mlp arguments     # some of mlp, mlp-plugin, mlp-host, arguments, small, small-read
#
# mlp-plugin is mlp beside JAX on our plugin instead of the XLA in jaxlib: the clients differ, the compiler does not.
#
# OUR_DEVICE and PAIRS change the device of our side and the number of steady pairs.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
./jacquard --version >&2
device="${OUR_DEVICE:-xla:cpu}"
python="${JACQUARD_PEERS_PYTHON:-python3}"
classes="cli/target/jacquard-cli.jar:$(<cli/target/jacquard.classpath)"
ours="$(./jacquard --jdk-home)/bin/java --enable-native-access=ALL-UNNAMED --add-modules jdk.incubator.vector"
ours="$ours -cp $classes benchmarks/xla/Steps.java"
theirs="$python benchmarks/xla/jax_steps.py"

compare() {
    local name="$1" our_command="$2" peer_command="$3"
    python3 benchmarks/compare.py "$name" --ours-command "$our_command" --peer-command "$peer_command" \
        --pairs "${PAIRS:-10}" --json "benchmarks/results/xla-$name.json"
}

[ $# -gt 0 ] || set -- mlp mlp-plugin mlp-host arguments small small-read
for program in "$@"; do
    case "$program" in
    mlp-host)
        compare mlp-host "./jacquard bench mlp --serve --device $device" "$theirs mlp-host" ;;
    mlp-plugin)
        file="${JACQUARD_PJRT_PATH:?names the plugin, cpu=FILE}"
        compare mlp-plugin "$ours mlp --device $device" "$theirs mlp --plugin ${file#cpu=}" ;;
    small-read)
        compare small-read "$ours small --read-every 1 --device $device" "$theirs small --read-every 1" ;;
    *)
        compare "$program" "$ours $program --device $device" "$theirs $program" ;;
    esac
done
