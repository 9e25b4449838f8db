#!/usr/bin/env python3
"""One training step, ours beside a peer's, in pairs of blocks in two live processes.

Usage: compare.py mlp|cnn PEER [--pairs 10] [--json FILE] [--python VENV/bin/python]
       compare.py mlp|cnn --ours COMMAND --peer COMMAND

Any command counts that prints `ready` and then, for each line `run` it reads, runs a block of at
least half a second and prints {"median_ms", "best_ms", "steps"}. The ratio reported is of whole
blocks (this program's clock, from the request to the answer, by the steps run), so nothing a process
leaves out of its own median is hidden; the ratio of the medians stands beside it.
"""

import argparse
import json
import os
import shlex
import subprocess
import sys
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE / "peers"))

import machine
import protocol

PEERS = {
    "torch": "torch_steps.py {workload}",
    "torch-compile": "torch_steps.py {workload} --compile",
    "jax": "jax_steps.py {workload}",
    "keras": "keras_steps.py {workload}",
    "keras-64": "keras_steps.py {workload} --steps-per-execution 64",
    "keras-on-batch": "keras_steps.py {workload} --on-batch",
    "keras-jax": "keras_steps.py {workload}",
}
BACKENDS = {"keras-jax": "jax"}


class Worker:
    """A live process that trains in blocks."""

    def __init__(self, name, command, environment):
        self.name, self.info = name, {}
        self.process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment,
            cwd=HERE.parent)
        while (line := self.line()) != "ready":
            if line.startswith("{"):
                self.info = json.loads(line)

    def line(self):
        line = self.process.stdout.readline()
        if not line:
            sys.exit(f"{self.name} ended (exit status {self.process.wait()}) before it answered")
        return line.strip()

    def block(self):
        begin = time.perf_counter()
        self.process.stdin.write("run\n")
        self.process.stdin.flush()
        result = json.loads(self.line())
        result["block_ms"] = 1e3 * (time.perf_counter() - begin) / result["steps"]
        return result

    def close(self):
        self.process.stdin.close()
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()


def parse():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    arguments.add_argument("workload", help="mlp or cnn")
    arguments.add_argument("name", nargs="?", choices=PEERS, help="a peer under peers/")
    arguments.add_argument("--ours", help="default: ./jacquard bench WORKLOAD --serve")
    arguments.add_argument("--peer", help="a command in place of a named peer")
    arguments.add_argument("--pairs", type=int, default=10, help="steady pairs wanted")
    arguments.add_argument("--most", type=int, default=40, help="pairs at most")
    arguments.add_argument("--threads", type=int, default=2)
    arguments.add_argument("--json", metavar="FILE", help="write the whole result to FILE")
    arguments.add_argument("--python", default=os.environ.get("JACQUARD_PEERS_PYTHON", sys.executable),
                           help="the interpreter that has the peers' packages")
    chosen = arguments.parse_args()
    if bool(chosen.name) == bool(chosen.peer):
        arguments.error("name one peer, or give --peer COMMAND")
    return chosen


def start(chosen):
    environment = {**os.environ, "OMP_NUM_THREADS": str(chosen.threads),
                   "JACQUARD_THREADS": str(chosen.threads)}
    ours = shlex.split(chosen.ours or f"./jacquard bench {chosen.workload} --serve")
    if chosen.peer:
        peer = shlex.split(chosen.peer)
    else:
        script, *options = PEERS[chosen.name].format(workload=chosen.workload).split()
        peer = [chosen.python, str(HERE / "peers" / script), *options]
    theirs = {**environment, "KERAS_BACKEND": BACKENDS.get(chosen.name, "tensorflow")}
    return Worker("ours", ours, environment), Worker("the peer", peer, theirs)


def summarize(chosen, ours, peer, pairs):
    kept, thrown, best = protocol.split(pairs)
    result = {
        "workload": chosen.workload,
        "peer": peer.info.get("name") or chosen.name or chosen.peer,
        "threads": chosen.threads,
        "pairs": {"kept": len(kept), "thrownAway": len(thrown), "wanted": chosen.pairs},
        "calibrationBestSeconds": best,
        "ours": ours.info,
        "peerInfo": peer.info,
        "machine": machine.cpu(),
        "date": machine.today(),
        "all": [vars(pair) for pair in pairs],
    }
    if kept:
        result["ratio"] = protocol.spread([pair.ratio("block_ms") for pair in kept])
        result["ratioOfMedians"] = protocol.spread([pair.ratio("median_ms") for pair in kept])
        for side in ("ours", "peer"):
            blocks = [getattr(pair, side) for pair in kept]
            result[side + "Ms"] = {
                "block": protocol.spread([b["block_ms"] for b in blocks]),
                "median": protocol.spread([b["median_ms"] for b in blocks]),
                "best": min(b["best_ms"] for b in blocks),
            }
    return result


def row(result):
    """One line of the table in benchmarks/README.md."""
    pairs = f"{result['pairs']['kept']} ({result['pairs']['thrownAway']} thrown away)"
    cpu = result["machine"]
    where = f"{cpu['model']} (family {cpu['family']}, {', '.join(cpu['extensions'])})"
    if "ratio" not in result:
        return f"| {result['workload']} | {result['peer']} | no steady pair | | | {pairs} | {where} | {result['date']} |"
    r, ours, peer = result["ratio"], result["oursMs"]["block"], result["peerMs"]["block"]
    return (f"| {result['workload']} | {result['peer']} | {ours['median']:.3g} | {peer['median']:.3g} "
            f"| {r['median']:.2f} ({r['p10']:.2f} to {r['p90']:.2f}) | {pairs} | {where} | {result['date']} |")


def main():
    chosen = parse()
    ours, peer = start(chosen)
    try:
        pairs = protocol.measure(ours.block, peer.block, chosen.pairs, chosen.most)
    finally:
        ours.close()
        peer.close()
    result = summarize(chosen, ours, peer, pairs)
    if chosen.json:
        Path(chosen.json).write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")
    print(row(result))
    print(json.dumps({key: value for key, value in result.items() if key != "all"}))
    if result["pairs"]["kept"] < chosen.pairs:
        sys.exit(f"only {result['pairs']['kept']} of {chosen.pairs} pairs were steady: the machine is busy")


if __name__ == "__main__":
    main()
