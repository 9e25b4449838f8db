#!/usr/bin/env bash
# Serves blocks of training steps of a JVM library, as ../serve.py does. Builds itself with Maven the first time:
# 540 MB of jars from Maven Central; at its first run each library unpacks its natives (0.4 to 0.7 GB) in the home folder.
#
#     run.sh djl|dl4j|dl4j-onednn|tensorflow mlp|cnn
#
# OMP_NUM_THREADS is the number of threads. dl4j-onednn is Deeplearning4j with the oneDNN forms of its layers, which its
# release 1.0.0-M2.1 cannot turn on by itself (see org/nd4j/nativeblas in dl4j/).
set -euo pipefail
here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
if [ $# -ne 2 ]; then
    echo "usage: run.sh djl|dl4j|dl4j-onednn|tensorflow mlp|cnn" >&2
    exit 2
fi
threads="${OMP_NUM_THREADS:-2}"
flags=()
case "$1" in
djl)
    module=djl main=DjlSteps
    flags=(-Dai.djl.offline=true -DOPT_OUT_TRACKING=true
        "-Dai.djl.pytorch.num_threads=$threads" -Dai.djl.pytorch.num_interop_threads=1) ;;
dl4j)
    module=dl4j main=Dl4jSteps ;;
dl4j-onednn)
    module=dl4j main=Dl4jSteps
    flags=(-Dorg.eclipse.deeplearning4j.helpers.disable=false) ;;
tensorflow)
    module=tensorflow main=TensorFlowSteps ;;
*)
    echo "run.sh: no library '$1'; there are djl, dl4j, dl4j-onednn, tensorflow" >&2
    exit 2 ;;
esac
if [ ! -s "$here/$module/target/classpath" ] ||
    [ -n "$(find "$here" -name '*.java' -newer "$here/$module/target/classpath" -print -quit)" ]; then
    (cd "$here" && mvn -B -ntp -q -pl "steps,$module" package && touch "$module/target/classpath") >&2
fi
java="$("$here/../../../jacquard" --jdk-home)/bin/java"
export OMP_NUM_THREADS="$threads" OPENBLAS_NUM_THREADS="$threads" TF_CPP_MIN_LOG_LEVEL=2
exec "$java" --enable-native-access=ALL-UNNAMED -Xmx2g "${flags[@]}" \
    -cp "$here/$module/target/classes:$(<"$here/$module/target/classpath")" "peers.$main" "$2"
