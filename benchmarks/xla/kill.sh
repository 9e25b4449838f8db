#!/usr/bin/env bash
# Kills (kill -9) training runs on XLA's CPU at 20 random moments, spoils what they left in the cache of compiled
# programs, and runs again: that must end with exit status 0 and the loss and weights of an undisturbed run.
#
#     JACQUARD_PJRT_PATH=cpu=FOLDER/xla_cpu_pjrt.so benchmarks/xla/kill.sh [FOLDER]
#
# FOLDER keeps runs and caches; by default a temporary one that is removed. Every other point begins with an empty
# cache, so that the kill may come while programs are compiled or written; the others with a good one.
# KILL_SEED is the seed of the moments, 1 by default.
set -euo pipefail

here="$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)"
if [ $# -gt 0 ]; then
    folder="$1"
    mkdir -p "$folder"
else
    folder="$(mktemp -d)"
    trap 'rm -rf "$folder"' EXIT
fi
points=20
kinds=(truncated garbage empty flipped)
RANDOM="${KILL_SEED:-1}"

"$here/jacquard" --version >&2

# A run with a cache; FOLDER of the run, FOLDER of the cache.
train() {
    JACQUARD_EXECUTABLES="$2" exec "$here/jacquard" train mnist --device xla:cpu --seed 1 \
        --set data.train_limit=6000 --set data.test_limit=1000 --set train.epochs=2 --out "$1"
}

# Loss on the test set and the digest of the weights.
outcome() {
    local loss
    loss="$(python3 -c 'import json, sys; print(json.load(open(sys.argv[1]))["test"]["loss"])' "$1/result.json")"
    echo "$loss $(sha256sum <"$1/model.safetensors" | cut -c1-16)"
}

programs() {
    find "$1" -name '*.xla' 2>/dev/null | sort
}

spoil() {
    local kind="$1" file="$2" size
    size="$(stat -c %s "$file")"
    case "$kind" in
    truncated) truncate -s $((size / 2)) "$file" ;;
    garbage) head -c "$size" /dev/urandom >"$file" ;;
    empty) : >"$file" ;;
    flipped)
        python3 - "$file" $((RANDOM * 32768 + RANDOM)) <<'PYTHON'
import sys

with open(sys.argv[1], "r+b") as file:
    at = int(sys.argv[2]) % len(file.read())
    file.seek(at)
    byte = file.read(1)[0]
    file.seek(at)
    file.write(bytes([byte ^ 1]))
PYTHON
        ;;
    esac
}

begin="$(date +%s%N)"
(train "$folder/whole" "$folder/good") >"$folder/whole.log" 2>&1
milliseconds=$((($(date +%s%N) - begin) / 1000000))
wanted="$(outcome "$folder/whole")"
echo "undisturbed run: loss and weights $wanted, $(programs "$folder/good" | wc -l) programs in the cache, $milliseconds ms"

# Starts a run and kills it at a moment; fails if it was over by then.
killed() {
    local run="$1" cache="$2" before="$3" moment="$4" pid
    rm -rf "$run" "$cache"
    [ "$before" = empty ] || cp -r "$folder/good" "$cache"
    (train "$run" "$cache") >"$run.log" 2>&1 &
    pid=$!
    sleep "$((moment / 1000)).$(printf %03d $((moment % 1000)))"
    kill -9 "$pid" 2>/dev/null || true
    wait "$pid" 2>/dev/null || true
    [ ! -f "$run/result.json" ]
}

check() {
    local point="$1" kind="${kinds[$(($1 % 4))]}" cache="$folder/cache$1" run="$folder/point$1"
    local moment=$((RANDOM * milliseconds / 32768)) before=empty
    [ $((point / 2 % 2)) -eq 1 ] || before=good
    until killed "$run" "$cache" "$before" "$moment"; do
        moment=$((moment / 2)) # the run was over
    done
    local left=0 files
    files="$(programs "$cache")"
    for file in $files; do
        spoil "$kind" "$file"
        left=$((left + 1))
    done
    local text="point $point: $before cache, killed after $moment ms, $left programs $kind"
    if ! (train "$run-after" "$cache") >"$run-after.log" 2>&1; then
        echo "$text: FAILED, the run afterwards did not end well"
        return 1
    fi
    if [ "$(outcome "$run-after")" != "$wanted" ]; then
        echo "$text: FAILED, the run afterwards has $(outcome "$run-after")"
        return 1
    fi
    echo "$text: same loss and weights afterwards"
}

failed=0
for point in $(seq 1 "$points"); do
    check "$point" || failed=$((failed + 1))
done
echo "$((points - failed)) of $points points gave the same loss and weights"
[ "$failed" -eq 0 ]
