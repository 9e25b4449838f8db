#!/usr/bin/env bash
# Packs what run.sh needs on a machine without Java and network: a Java of the modules we use, our jars
# without the oneDNN natives, the programs, and CIFAR-10 if it is at hand.
#
#     benchmarks/gpu/pack.sh [FOLDER]      # by default benchmarks/gpu/bundle, which git ignores
#
# Fails if the bundle and the tracked files of the checkout, which travel together, are 64 MiB or more.
# MNIST is read from the checkout. JACQUARD_DATA names the folder of the data sets.
set -euo pipefail

here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
root="$(cd "$here/../.." && pwd)"
bundle="${1:-$here/bundle}"
limit=$((64 << 20))

"$root/jacquard" --version >&2
jdk="$("$root/jacquard" --jdk-home)"
scratch="$(mktemp -d)"
trap 'rm -rf "$scratch"' EXIT
rm -rf "$bundle"
mkdir -p "$bundle/lib" "$scratch/classes"

echo "jars ..." >&2
classpath="$root/cli/target/jacquard-cli.jar:$(<"$root/cli/target/jacquard.classpath")"
IFS=: read -ra jars <<<"$classpath"
for jar in "${jars[@]}"; do
    case "${jar##*/}" in
    dnnl-*) ;;                # natives of the CPU backend
    jacquard-mnist-*) ;;      # the digits are in the checkout
    *) cp "$jar" "$bundle/lib/" ;;
    esac
done
"$jdk/bin/javac" --release 25 -nowarn -d "$scratch/classes" -cp "$classpath" \
    "$here"/java/*.java "$root"/examples/programs/io/jacquard/examples/*.java
"$jdk/bin/jar" --create --file "$bundle/lib/programs.jar" -C "$scratch/classes" .

# Left uncompressed inside, the archive as a whole gets two fifths smaller than with zip-9.
echo "Java ..." >&2
"$jdk/bin/jlink" --add-modules java.base,java.desktop,java.logging,jdk.incubator.vector \
    --compress zip-0 --strip-debug --no-header-files --no-man-pages --output "$scratch/java"
if command -v strip >/dev/null; then
    strip --strip-unneeded "$scratch/java/lib/server/libjvm.so" "$scratch"/java/lib/*.so
fi
tar -C "$scratch" -c java | xz -9 -T0 >"$bundle/java.tar.xz"

pictures="${JACQUARD_DATA:-$HOME/.cache/jacquard/data}/cifar-10"
if [ -f "$pictures/cifar-10-jpg-train.tar.gz" ]; then
    mkdir -p "$bundle/data/cifar-10"
    cp "$pictures"/cifar-10-jpg-{train,test}.tar.gz "$bundle/data/cifar-10/"
else
    echo "pack.sh: no CIFAR-10 in $pictures: the bundle goes without, and run.sh skips CifarCnn" >&2
fi

bytes() { awk '{ sum += $1 } END { printf "%d", sum }'; }
own="$(find "$bundle" -type f -printf '%s\n' | bytes)"
tracked="$(cd "$root" && git ls-files -z | xargs -0 stat -c %s | bytes)"
echo "bundle $((own >> 10)) KiB, tracked files $((tracked >> 10)) KiB, together $(((own + tracked) >> 10)) of $((limit >> 10)) KiB"
if [ $((own + tracked)) -ge "$limit" ]; then
    echo "pack.sh: too large by $(((own + tracked - limit) >> 10)) KiB; leave CIFAR-10 out: JACQUARD_DATA=/nowhere $0" >&2
    exit 1
fi
