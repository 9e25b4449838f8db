#!/usr/bin/env python3
"""A training step while another process computes without end: median and mean against the quiet step.

Usage: contention.py WORKLOAD [NAME ...] [--seconds 60] [--quiet 10] [--pin] [--json FILE]

Names are `ours` and the peers of workers.py; by default ours, torch, torch-compile and jax. Each is measured by
itself: quiet for some seconds, then as long as asked beside the other process, which the system may move from
core to core unless --pin binds it to the first. The median is that of the blocks of half a second, each block
giving the median of its groups of ten steps; the mean is all the time by all the steps.
"""

import argparse
import json
import os
import subprocess
import sys
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE / "peers"))

import machine
import protocol
import workers

NAMES = ("ours", "torch", "torch-compile", "jax")


def parse():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    arguments.add_argument("workload")
    arguments.add_argument("names", nargs="*", metavar="NAME", default=NAMES)
    arguments.add_argument("--seconds", type=float, default=60)
    arguments.add_argument("--quiet", type=float, default=10, help="seconds before")
    arguments.add_argument("--pin", action="store_true", help="bind the other process to the first core")
    arguments.add_argument("--json", metavar="FILE", help="write the whole result to FILE")
    workers.options(arguments)
    return arguments.parse_args()


class Hog:
    """A process that takes a core."""

    def __init__(self, pinned):
        self.process = subprocess.Popen([sys.executable, "-c", "while True: pass"])
        if pinned:
            os.sched_setaffinity(self.process.pid, {min(os.sched_getaffinity(0))})

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.kill()
        self.process.wait()


def during(seconds, worker):
    """Milliseconds a step of blocks one after the other, and how many steps."""
    end, blocks = time.perf_counter() + seconds, []
    while time.perf_counter() < end:
        blocks.append(worker.block())
    steps = sum(block["steps"] for block in blocks)
    total = sum(block["block_ms"] * block["steps"] for block in blocks)
    return {
        "median": protocol.quantile([block["median_ms"] for block in blocks], 0.5),
        "mean": total / steps,
        "worstBlock": max(block["block_ms"] for block in blocks),
        "steps": steps,
    }


def loop_seconds():
    """The fixed loop on every core at once: tells whether anything else was running."""
    calibration = protocol.Calibration()
    try:
        return min(calibration.seconds() for _ in range(3))
    finally:
        calibration.close()


def measure(chosen, name):
    before = loop_seconds()
    with workers.start(chosen, name, chosen.workload) as worker:
        quiet = during(chosen.quiet, worker)
        with Hog(chosen.pin):
            busy = during(chosen.seconds, worker)
        info = worker.info
    return {
        "name": name,
        "info": info,
        "calibrationSeconds": [before, loop_seconds()],
        "quietMs": quiet,
        "busyMs": busy,
        "medianRatio": busy["median"] / quiet["median"],
        "meanRatio": busy["mean"] / quiet["mean"],
    }


def row(workload, r):
    quiet, busy = r["quietMs"], r["busyMs"]
    return (f"| {workload} | {r['name']} | {quiet['median']:.3g} | {busy['median']:.3g} | {busy['mean']:.3g} "
            f"| {r['medianRatio']:.2f} | {r['meanRatio']:.2f} |")


def main():
    chosen = parse()
    if unknown := set(chosen.names) - {"ours", *workers.PEERS}:
        sys.exit(f"no peer {', '.join(sorted(unknown))}; there are ours, {', '.join(workers.PEERS)}")
    print("| workload | name | quiet median, ms | beside it: median, ms | mean, ms | median by quiet | mean by quiet |")
    print("|---|---|---|---|---|---|---|")
    results = []
    for name in chosen.names:
        results.append(measure(chosen, name))
        print(row(chosen.workload, results[-1]), flush=True)
    loops = [seconds for r in results for seconds in r["calibrationSeconds"]]
    if max(loops) > protocol.ALLOWED * min(loops):
        print(f"the machine was not steady: the fixed loop took {min(loops):.4f} to {max(loops):.4f} s", file=sys.stderr)
    if chosen.json:
        whole = {
            "workload": chosen.workload, "threads": chosen.threads, "seconds": chosen.seconds,
            "pinned": chosen.pin, "machine": machine.cpu(), "date": machine.today(), "results": results,
        }
        Path(chosen.json).write_text(json.dumps(whole, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
