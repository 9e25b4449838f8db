#!/usr/bin/env python3
"""Our own step in two ways, in pairs of blocks as compare.py runs them.

Usage: own.py fit WORKLOAD         fit over shuffled examples read ahead, by the step on ready batches
       own.py no-flags WORKLOAD    without any flag of the JVM, as a library is used, by ./jacquard

Further options are compare.py's: --pairs, --most, --threads, --json.
"""

import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent


def output(*command):
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.strip()


def without_flags():
    """The command line of a program that has our jars on its class path and says nothing to the JVM."""
    output("./jacquard", "--version")  # builds
    home = output("./jacquard", "--jdk-home")
    jars = (ROOT / "cli/target/jacquard.classpath").read_text(encoding="utf-8").strip()
    return f"{home}/bin/java -cp cli/target/jacquard-cli.jar:{jars} io.jacquard.cli.Main"


def main():
    if len(sys.argv) < 3 or sys.argv[1] not in ("fit", "no-flags"):
        sys.exit(__doc__)
    way, workload, *rest = sys.argv[1:]
    plain = f"./jacquard bench {workload} --serve"
    ours = f"{plain} --fit" if way == "fit" else f"{without_flags()} bench {workload} --serve"
    compare = [sys.executable, str(HERE / "compare.py"), f"{workload}-{way}"]
    sys.exit(subprocess.run([*compare, "--ours-command", ours, "--peer-command", plain, *rest]).returncode)


if __name__ == "__main__":
    main()
