#!/usr/bin/env bash
# Whether memory stays flat from step 5,000 to step 50,000 of training, with a fixed heap. Prints a
# JSON line every 5,000 steps and fails if resident memory grows by more than 1 % in all or 0.25 % in the
# second half, or the device's memory at all. 10,000 steps of another model come first: the JVM compiles in them.
#
#     benchmarks/memory.sh [DEVICE]     # for example xla:cpu; by default the best
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
./jacquard --version >/dev/null
java="$(./jacquard --jdk-home)/bin/java"
exec "$java" -Xms256m -Xmx256m -XX:+AlwaysPreTouch -XX:+UseParallelGC \
    --enable-native-access=ALL-UNNAMED --add-modules jdk.incubator.vector \
    -cp "cli/target/jacquard-cli.jar:$(<cli/target/jacquard.classpath)" benchmarks/Memory.java "$@"
