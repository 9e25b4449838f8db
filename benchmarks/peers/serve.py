"""The stdin protocol by which workers.py runs blocks of training steps in a live process.

The process warms up and prints `ready`. On each line `run` it trains for at least BLOCK_SECONDS and
prints one JSON line: `steps`, and `median_ms` and `best_ms` of one step over groups of READ_EVERY
steps, the loss being read once at the end of a group. A line before `ready` that is a JSON object
tells the name and versions. The process ends when its input ends.
"""

import json
import statistics
import sys
import time

BLOCK_SECONDS = 0.5
WARM_UP_SECONDS = 2.0
READ_EVERY = 10
POOL = 64


def group(step, read, steps):
    """Runs one group of steps, reads the last loss; returns the seconds a step took."""
    begin = time.perf_counter()
    for _ in range(steps):
        loss = step()
    read(loss)
    return (time.perf_counter() - begin) / steps


def block(seconds, run_group, steps):
    """Groups until the time is over: the time of one step in each."""
    end, times = time.perf_counter() + seconds, []
    while time.perf_counter() < end:
        times.append(run_group())
    return {
        "median_ms": 1e3 * statistics.median(times),
        "best_ms": 1e3 * min(times),
        "steps": steps * len(times),
    }


def serve_groups(info, run_group, steps):
    print(json.dumps(info), flush=True)
    block(WARM_UP_SECONDS, run_group, steps)
    print("ready", flush=True)
    for line in sys.stdin:
        if line.strip() == "run":
            print(json.dumps(block(BLOCK_SECONDS, run_group, steps)), flush=True)


def serve(info, step, read=float):
    """`step()` trains on the next batch of the pool and returns its loss, `read` waits for it."""
    serve_groups(info, lambda: group(step, read, READ_EVERY), READ_EVERY)
