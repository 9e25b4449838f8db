#!/usr/bin/env bash
# Kills training runs at 20 points, resumes each, and compares the weights with those of one whole run:
# with JACQUARD_THREADS=1 and 2, and beside a process that hogs a core.
#
#     benchmarks/kill.sh [FOLDER]     # FOLDER keeps the runs; by default a temporary one that is removed
#
# Settings of the runs come from KILL_SETTINGS, for example KILL_SETTINGS="--set train.epochs=1".
set -euo pipefail

here="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
if [ $# -gt 0 ]; then
    folder="$1"
    mkdir -p "$folder"
else
    folder="$(mktemp -d)"
    trap 'rm -rf "$folder"' EXIT
fi
points=20
# shellcheck disable=SC2206
settings=(--set data.train_limit=6000 --set data.test_limit=1000 --set train.epochs=4
    --set log.every=5 --set checkpoint.every=40 ${KILL_SETTINGS:-})

# Builds first, so that what is killed below is the run.
"$here/jacquard" --version >&2

lines() {
    if [ -f "$1/metrics.jsonl" ]; then wc -l <"$1/metrics.jsonl"; else echo 0; fi
}

whole="$folder/whole"
JACQUARD_THREADS=2 "$here/jacquard" train mnist "${settings[@]}" --out "$whole" >/dev/null 2>&1
total="$(lines "$whole")"
echo "whole run: $total lines, $(sha256sum <"$whole/model.safetensors" | cut -c1-16)"

hog=
start_hog() {
    (while :; do :; done) &
    hog=$!
}
stop_hog() {
    [ -z "$hog" ] || { kill "$hog" && wait "$hog" 2>/dev/null || true; }
    hog=
}

# Starts a run, kills it when its log has so many lines, resumes it, compares.
check() {
    local point="$1" threads="$2" run="$folder/point$1"
    local wanted=$((point * total / (points + 1)))
    JACQUARD_THREADS="$threads" "$here/jacquard" train mnist "${settings[@]}" --out "$run" \
        >"$folder/point$point.log" 2>&1 &
    local pid=$!
    while kill -0 "$pid" 2>/dev/null && [ "$(lines "$run")" -lt "$wanted" ]; do sleep 0.01; done
    local reached
    reached="$(lines "$run")"
    kill -9 "$pid" 2>/dev/null || true
    wait "$pid" 2>/dev/null || true
    if [ -f "$run/result.json" ]; then
        echo "point $point: FAILED, the run was over before it was killed"
        return 1
    fi
    JACQUARD_THREADS="$threads" "$here/jacquard" resume "$run" >>"$folder/point$point.log" 2>&1
    if cmp -s "$whole/model.safetensors" "$run/model.safetensors"; then
        echo "point $point: killed at line $reached of $total, threads $threads, hog $([ -n "$hog" ] && echo yes || echo no): same bytes"
    else
        echo "point $point: FAILED, other bytes (killed at line $reached of $total, threads $threads)"
        return 1
    fi
}

failed=0
for point in $(seq 1 "$points"); do
    if [ $((point % 3)) -eq 0 ]; then start_hog; fi
    check "$point" $((1 + point % 2)) || failed=$((failed + 1))
    stop_hog
done
echo "$((points - failed)) of $points points gave the same bytes"
[ "$failed" -eq 0 ]
