#!/usr/bin/env bash
# Everything there is to show on an NVIDIA GPU, in one command and under nine minutes: the devices examined,
# three programs trained, GPT-2 and ResNet-50 beside JAX and torch.compile, attention beside what it is
# made of, the same losses as the peers'. Needs the bundle of pack.sh and a Python with torch and JAX's
# plugin for CUDA; no Java, no network.
#
#     benchmarks/gpu/run.sh [--toy] [--device NAME] [--out FOLDER] [--seconds N] [--python COMMAND]
#
# --toy      tiny sizes, for the processor: proves the script, measures nothing (default device: cpu)
# --device   default: cuda
# --out      where results.json, table.md and log.txt go; default: $OUT, or else benchmarks/gpu/out
# --seconds  after these nothing new begins and what runs is ended; default 520
# --python   default: python3
#
# Every section has a time limit of its own, and one that fails does not keep the others from running.
# The result files are written again after each, so that they are there whatever happens. Ends with 1 if
# a section failed or was left out. JACQUARD_CLASSPATH adds jars, such as the natives of the CPU backend.
set -uo pipefail

here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
root="$(cd "$here/../.." && pwd)"
begin="$(date +%s)"
out="${OUT:-$here/out}" size=full device= seconds=520 python=python3
while [ $# -gt 0 ]; do
    case "$1" in
    --toy) size=toy && shift ;;
    --device) device="$2" && shift 2 ;;
    --out) out="$2" && shift 2 ;;
    --seconds) seconds="$2" && shift 2 ;;
    --python) python="$2" && shift 2 ;;
    *) sed -n '2,18s/^# \{0,1\}//p' "${BASH_SOURCE[0]}" >&2 && exit 2 ;;
    esac
done
if [ "$size" = toy ]; then device="${device:-cpu}"; else device="${device:-cuda}"; fi
case "$device" in *cuda*) platform=cuda ;; *) platform=cpu ;; esac
mkdir -p "$out"
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT

left() { echo $((seconds - ($(date +%s) - begin))); }
say() { printf '%4d s  %s\n' $(($(date +%s) - begin)) "$*"; }

# What is known so far, into $out.
report() {
    "$python" "$here/report.py" "$work" "$out" "$size" "$device" || say "no report"
}

# section NAME LIMIT COMMAND ...: standard output goes to $work/NAME.out.
section() {
    local name="$1" most="$2" room start status=0
    shift 2
    room="$(left)"
    start="$(date +%s)"
    if [ "$room" -lt 5 ]; then
        status=left-out
    else
        [ "$most" -le "$room" ] || most="$room"
        timeout -k 10 "$most" "$@" >"$work/$name.out" 2>"$work/$name.err" || status=$?
    fi
    case "$status" in
    124 | 137) status=out-of-time ;;
    1) if [ "${may_fall_short:-no}" = yes ] && grep -q '^test: ' "$work/$name.out"; then status=0; fi ;;
    esac
    printf '{"section": "%s", "status": "%s", "seconds": %d, "limit": %d}\n' \
        "$name" "$status" $(($(date +%s) - start)) "$most" >>"$work/sections.jsonl"
    say "$name: $status"
}

unpack() {
    tar -C "$work" -xJf "$here/bundle/java.tar.xz" 2>/dev/null ||
        "$python" -c 'import sys, tarfile; tarfile.open(sys.argv[1]).extractall(sys.argv[2])' \
            "$here/bundle/java.tar.xz" "$work"
}

# The plugin of the Python that is there, unless one is named already, and where its libraries are.
find_plugin() {
    local found
    found="$("$python" - <<'PYTHON'
import importlib.util
import pathlib

for package, library in (("jax_plugins.xla_cuda13", "xla_cuda_plugin.so"),
                         ("jax_plugins.xla_cuda12", "xla_cuda_plugin.so")):
    try:
        spec = importlib.util.find_spec(package)
    except ModuleNotFoundError:
        continue
    for folder in spec.submodule_search_locations or [] if spec else []:
        file = pathlib.Path(folder) / library
        if file.exists():
            print(file)
            raise SystemExit
PYTHON
    )"
    if [ -n "$found" ]; then
        export JACQUARD_PJRT_PATH="${JACQUARD_PJRT_PATH:-cuda=$found}"
    fi
    # JAX tells XLA where CUDA's compiler is, at every compile; so do we.
    found="$("$python" -c 'from jax._src import lib; print(lib.cuda_path or "")' 2>/dev/null)"
    if [ -n "$found" ] && [ "$platform" = cuda ]; then
        export JACQUARD_XLA_FLAGS="${JACQUARD_XLA_FLAGS:-xla_gpu_cuda_data_dir=$found}"
    fi
    echo "plugin: ${JACQUARD_PJRT_PATH:-none found}; XLA flags: ${JACQUARD_XLA_FLAGS:-none}"
    "$python" -c 'import jax, jaxlib, torch; print("jax", jax.__version__, "jaxlib", jaxlib.__version__, "torch", torch.__version__)'
    nvidia-smi --query-gpu=name,driver_version,memory.total --format=csv,noheader 2>/dev/null || echo "no nvidia-smi"
    lscpu | grep -E '^(Model name|CPU\(s\)):' || true
}

unpack || { echo "run.sh: no $here/bundle/java.tar.xz; run pack.sh where there is a JDK" >&2 && exit 2; }
say "unpacked"
find_plugin >"$work/machine.txt" 2>&1
export JACQUARD_DATA="$here/bundle/data"
# The peers must leave the others memory, and JAX takes three quarters unless told.
export XLA_PYTHON_CLIENT_PREALLOCATE=false JAX_PLATFORMS="$platform" PYTHONUNBUFFERED=1
classes="$here/bundle/lib/*:$root/mnist/src/main/resources${JACQUARD_CLASSPATH:+:$JACQUARD_CLASSPATH}"
java=("$work/java/bin/java" --enable-native-access=ALL-UNNAMED --add-modules=jdk.incubator.vector
    -XX:+UseParallelGC -Djava.awt.headless=true -cp "$classes")
ours="$work/java/bin/java --enable-native-access=ALL-UNNAMED --add-modules=jdk.incubator.vector"
ours="$ours -XX:+UseParallelGC -cp '$classes'"
peers="$python $here/peers"

case "$size" in
toy)
    rounds=2 block=0.2 dtype=f32 side=256 gpt2=4 resnet=4 may_fall_short=yes
    attention=(batch=2 heads=2 contexts=64,128 size=32 dtype=f32)
    programs=(epochs=1 examples=800)
    recurrent=(epochs=1 examples=800)
    ;;
full)
    rounds=7 block=1 dtype=bf16 side=8192 gpt2=16 resnet=256
    attention=(batch=8 heads=12 contexts=1024,4096 size=64 dtype=bf16)
    programs=(epochs=10)
    recurrent=(epochs=3)
    ;;
esac

# beside WORKLOAD LIMIT ARGUMENTS-OF-OURS ARGUMENTS-OF-THE-PEERS [OPTION ...]
beside() {
    local name="$1" most="$2" own="$3" theirs="$4" main=Train
    shift 4
    [ "$name" != matmul ] || main=Matmul
    [ "$most" -le "$(left)" ] || most="$(left)"
    section "$name" "$most" "$python" "$here/beside.py" "$name" --out "$work/$name.json" \
        --seconds $((most - 5)) --rounds "$rounds" --block "$block" "$@" \
        "jacquard=$ours $main $own device=$device" \
        "jax=$peers/${name}_jax.py $theirs --device $platform" \
        "torch=$peers/${name}_torch.py $theirs --device $platform"
}

# The losses of five steps in f32 from the same parameters and data. Sums are ordered otherwise on a GPU, hence
# the tolerance there.
equal() {
    local name="$1" tolerance=1e-5 file="$work/$1.safetensors"
    [ "$platform" = cpu ] || tolerance=1e-4
    local theirs="--device $platform --losses 5 --load $file"
    section "equal-$name" 90 "$python" "$here/equal.py" "$tolerance" \
        "$ours Train name=$name size=toy device=$device losses=5 save=$file" \
        "$peers/${name}_jax.py $theirs" "$peers/${name}_torch.py $theirs"
}

# A program of examples/, which fails when it ends short of the score of a full run; where may_fall_short is
# yes the run is shorter than that, and it need only come to its end.
program() {
    local name="$1"
    shift
    section "program-$name" 120 "${java[@]}" "io.jacquard.examples.$name" "device=$device" "$@"
}

report
section counts 30 "${java[@]}" Counts
section doctor 60 "${java[@]}" io.jacquard.cli.Main doctor
report
# What counts for these is that they train, not how fast, so they share the device.
program MnistMlp "${programs[@]}" &
may_fall_short=yes program MnistLstm "${recurrent[@]}" &
if [ -d "$JACQUARD_DATA/cifar-10" ]; then
    program CifarCnn "${programs[@]}" &
else
    say "CifarCnn: the bundle has no CIFAR-10"
fi
wait
report
beside matmul 60 "side=$side" "--side $side"
report
beside gpt2 180 "name=gpt2 size=$size batch=$gpt2 dtype=$dtype" \
    "--size $size --batch $gpt2 --dtype $dtype" --early torch
report
section attention 60 "${java[@]}" Attention "device=$device" "${attention[@]}"
report
beside resnet50 200 "name=resnet50 size=$size batch=$resnet dtype=$dtype" \
    "--size $size --batch $resnet --dtype $dtype"
report
equal gpt2
equal resnet50
report
say "results: $out/table.md, results.json, log.txt"
cat "$out/table.md"
! grep -qv '"status": "0"' "$work/sections.jsonl"
