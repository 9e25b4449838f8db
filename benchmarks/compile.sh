#!/usr/bin/env bash
# How long functions of 500 to 20,000 operations take to compile on the CPU. Prints a JSON line each and
# fails if one of at most 5,000 operations takes 2 s or longer. Each is compiled by a process of its own.
# compile.sh [GRAPHS [SIZES [TIMES]]], for example compile.sh "mixed wide" 5000 3
# compile.sh "" "" 3 | python3 benchmarks/compile_plot.py writes the table and the plot in results.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
./jacquard --version >/dev/null
java="$(./jacquard --jdk-home)/bin/java"
status=0
for ((time = 0; time < ${3:-1}; time++)); do
    for graph in ${1:-pointwise mixed chain wide training}; do
        for operations in ${2:-500 1000 2000 5000 10000 20000}; do
            "$java" --enable-native-access=ALL-UNNAMED --add-modules jdk.incubator.vector \
                -cp "cli/target/jacquard-cli.jar:$(<cli/target/jacquard.classpath)" \
                benchmarks/Compile.java "$graph" "$operations" || status=1
        done
    done
done
exit $status
