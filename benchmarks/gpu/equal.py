#!/usr/bin/env python3
"""Whether several programs give the same losses. Usage: equal.py TOLERANCE COMMAND COMMAND ...

Runs one after another; the first writes what the others begin from. The last line of each that is
JSON has `name` and `losses`; the tolerance is relative to the loss. Prints a line of JSON and fails if
two losses of a step are further apart.
"""

import json
import shlex
import subprocess
import sys


def run(command):
    done = subprocess.run(shlex.split(command), stdout=subprocess.PIPE, text=True, check=False)
    lines = [line for line in done.stdout.splitlines() if line.startswith("{")]
    if done.returncode or not lines:
        sys.exit(f"exit status {done.returncode}, {len(lines)} lines of JSON: {command}")
    return json.loads(lines[-1])


def main():
    tolerance = float(sys.argv[1])
    ours, *others = [run(command) for command in sys.argv[2:]]
    worst = max(abs(mine - theirs) / abs(theirs)
                for other in others for mine, theirs in zip(ours["losses"], other["losses"], strict=True))
    print(json.dumps({
        "workload": ours["workload"], "dtype": ours["dtype"], "tolerance": tolerance,
        "largest_difference": worst, "equal": worst <= tolerance,
        "losses": {program["name"]: program["losses"] for program in (ours, *others)}}))
    sys.exit(0 if worst <= tolerance else 1)


if __name__ == "__main__":
    main()
