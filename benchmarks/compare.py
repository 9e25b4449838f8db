#!/usr/bin/env python3
"""One training step, ours beside a peer's, in pairs of blocks in two live processes.

Usage: compare.py WORKLOAD PEER [--pairs 10] [--json FILE] [--python VENV/bin/python]
       compare.py NAME --ours-command COMMAND --peer-command COMMAND

Workloads are those of ./jacquard bench, peers and what a command must answer stand in workers.py. The
ratio reported is of whole blocks (this program's clock, from the request to the answer, by the steps
run), so nothing a process leaves out of its own median is hidden; the ratio of the medians stands beside it.
"""

import argparse
import json
import shlex
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE / "peers"))

import machine
import protocol
import workers


def parse():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    known = "mlp, cnn, dense, bncnn, lstm64, lstm512, resnet18, resnet18-cifar, gpt-6x384 or gpt2-124m"
    arguments.add_argument("workload", help=known)
    arguments.add_argument("name", nargs="?", choices=workers.PEERS, help="a peer")
    arguments.add_argument("--ours-command", help="in place of ./jacquard bench WORKLOAD --serve")
    arguments.add_argument("--peer-command", help="in place of a named peer")
    arguments.add_argument("--pairs", type=int, default=10, help="steady pairs wanted")
    arguments.add_argument("--most", type=int, default=40, help="pairs at most")
    arguments.add_argument("--json", metavar="FILE", help="write the whole result to FILE")
    workers.options(arguments)
    chosen = arguments.parse_args()
    if bool(chosen.name) == bool(chosen.peer_command):
        arguments.error("name one peer, or give --peer-command")
    return chosen


def typed(name, command, threads):
    return workers.Worker(name, shlex.split(command), workers.environment(threads))


def start(chosen):
    if chosen.ours_command:
        ours = typed("ours", chosen.ours_command, chosen.threads)
    else:
        ours = workers.ours(chosen, chosen.workload)
    if chosen.peer_command:
        return ours, typed("the peer", chosen.peer_command, chosen.threads)
    return ours, workers.peer(chosen, chosen.name, chosen.workload)


def summarize(chosen, ours, peer, pairs):
    kept, thrown, best = protocol.split(pairs)
    result = {
        "workload": chosen.workload,
        "peer": peer.info.get("name") or chosen.name or chosen.peer_command,
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


def measure(chosen):
    """Runs the pairs; returns the result that --json writes."""
    ours, peer = start(chosen)
    with ours, peer:
        pairs = protocol.measure(ours.block, peer.block, chosen.pairs, chosen.most)
    return summarize(chosen, ours, peer, pairs)


def write(result, file):
    Path(file).write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")


def main():
    chosen = parse()
    result = measure(chosen)
    if chosen.json:
        write(result, chosen.json)
    print(row(result))
    print(json.dumps({key: value for key, value in result.items() if key != "all"}))
    if result["pairs"]["kept"] < chosen.pairs:
        sys.exit(f"only {result['pairs']['kept']} of {chosen.pairs} pairs were steady: the machine is busy")


if __name__ == "__main__":
    main()
