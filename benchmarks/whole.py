#!/usr/bin/env python3
"""The whole program: `./jacquard train mnist` beside the same in Keras, wall clock, in pairs.

Usage: whole.py [--pairs 10] [--json FILE] [--python VENV/bin/python] [--backend tensorflow|jax]

Ours trains ten epochs on the embedded MNIST and writes the run folder with model and report; Keras loads
the same four files from JACQUARD_DATA, trains ten epochs and evaluates. Each run is a new process, and
the clock runs from its start to its end. The accuracies stand beside the times. One run of each side
before the pairs is not counted: it builds ours, compiles Python's files and fills the page cache.
"""

import argparse
import json
import os
import shlex
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE / "peers"))

import machine
import protocol


def parse():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    arguments.add_argument("--ours", default="./jacquard train mnist", help="gets --seed N --out DIR")
    arguments.add_argument("--pairs", type=int, default=10, help="steady pairs wanted")
    arguments.add_argument("--most", type=int, default=20, help="pairs at most")
    arguments.add_argument("--backend", choices=("tensorflow", "jax", "torch"), default="tensorflow")
    arguments.add_argument("--validate", action="store_true", help="Keras evaluates after each epoch too")
    arguments.add_argument("--json", metavar="FILE", help="write the whole result to FILE")
    arguments.add_argument("--python", default=os.environ.get("JACQUARD_PEERS_PYTHON", sys.executable),
                           help="the interpreter that has the peers' packages")
    return arguments.parse_args()


def clock(command, environment):
    """Returns (seconds, standard output) of one process; ends this program if it fails."""
    begin = time.perf_counter()
    done = subprocess.run(command, env=environment, cwd=HERE.parent, capture_output=True, text=True)
    seconds = time.perf_counter() - begin
    if done.returncode:
        sys.exit(f"{shlex.join(command)} failed with {done.returncode}:\n{done.stderr[-2000:]}")
    return seconds, done.stdout


class Sides:
    """Runs either side with the next seed."""

    def __init__(self, chosen):
        self.chosen, self.seeds = chosen, {"ours": 0, "peer": 0}
        self.folder = Path(tempfile.mkdtemp(prefix="jacquard-whole-"))

    def next_seed(self, side):
        self.seeds[side] += 1
        return str(self.seeds[side])

    def ours(self):
        seed = self.next_seed("ours")
        out = self.folder / seed
        command = [*shlex.split(self.chosen.ours), "--seed", seed, "--out", str(out)]
        seconds, _ = clock(command, os.environ)
        result = json.loads((out / "result.json").read_text(encoding="utf-8"))
        return {"seconds": seconds, "accuracy": result["test"]["accuracy"]}

    def peer(self):
        script = str(HERE / "peers" / "keras_mnist.py")
        command = [self.chosen.python, script, "--seed", self.next_seed("peer")]
        if self.chosen.validate:
            command.append("--validate")
        seconds, text = clock(command, {**os.environ, "KERAS_BACKEND": self.chosen.backend})
        return {"seconds": seconds, "accuracy": json.loads(text.splitlines()[-1])["test"]["accuracy"]}

    def close(self):
        shutil.rmtree(self.folder)


def main():
    chosen = parse()
    sides = Sides(chosen)
    try:
        sides.ours(), sides.peer()
        pairs = protocol.measure(sides.ours, sides.peer, chosen.pairs, chosen.most)
    finally:
        sides.close()
    kept, thrown, best = protocol.split(pairs)
    result = {
        "program": "train mnist, 10 epochs",
        "peer": f"keras-{chosen.backend}" + ("-validating" if chosen.validate else ""),
        "pairs": {"kept": len(kept), "thrownAway": len(thrown), "wanted": chosen.pairs},
        "calibrationBestSeconds": best,
        "machine": machine.cpu(),
        "date": machine.today(),
        "all": [vars(pair) for pair in pairs],
    }
    if kept:
        result["ratio"] = protocol.spread([pair.ratio("seconds") for pair in kept])
    for side in ("ours", "peer"):
        blocks = [getattr(pair, side) for pair in kept or pairs]
        result[side + "Seconds"] = protocol.spread([block["seconds"] for block in blocks])
        result[side + "Accuracy"] = sum(block["accuracy"] for block in blocks) / len(blocks)
    if chosen.json:
        Path(chosen.json).write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")
    print(json.dumps({key: value for key, value in result.items() if key != "all"}))
    if len(kept) < chosen.pairs:
        sys.exit(f"only {len(kept)} of {chosen.pairs} pairs were steady: the machine is busy")


if __name__ == "__main__":
    main()
