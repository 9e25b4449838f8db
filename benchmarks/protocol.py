"""Paired measurement on a shared machine: calibration, which pairs count, median of ratios.

Standard library only. The calibration is a fixed loop on every core at once; it says how much of
the machine a block had. A pair one of whose calibrations is more than ALLOWED slower than the best
one of the run is thrown away and counted.
"""

import os
import subprocess
import sys
import time
from dataclasses import dataclass, field

ALLOWED = 1.05
QUIET_SECONDS = 0.3
LOOP = """
import sys, time
for line in sys.stdin:
    begin, x = time.perf_counter(), 1
    for _ in range(400_000):
        x = x * 1664525 + 1013904223 & 0xFFFFFFFF
    print(time.perf_counter() - begin, flush=True)
"""


class Calibration:
    """One live process per core that runs the fixed loop when asked."""

    def __init__(self):
        self.workers = []
        for core in sorted(os.sched_getaffinity(0)):
            worker = subprocess.Popen(
                [sys.executable, "-c", LOOP], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
            os.sched_setaffinity(worker.pid, {core})
            self.workers.append(worker)

    def seconds(self):
        """The slowest core's time; the pause before lets the threads of a block go to sleep."""
        time.sleep(QUIET_SECONDS)
        for worker in self.workers:
            worker.stdin.write("run\n")
            worker.stdin.flush()
        return max(float(worker.stdout.readline()) for worker in self.workers)

    def close(self):
        for worker in self.workers:
            worker.stdin.close()
            worker.wait()


@dataclass
class Pair:
    """What one block of ours and one of the peer gave, and the calibrations around them."""

    ours: dict
    peer: dict
    calibrations: list = field(default_factory=list)

    def ratio(self, key):
        return self.ours[key] / self.peer[key]

    def steady(self, best):
        return max(self.calibrations) <= ALLOWED * best


def measure(ours, peer, wanted, most):
    """Pairs until `wanted` are steady, `most` at most. Each of `ours`, `peer` runs a block when called."""
    calibration, pairs = Calibration(), []
    try:
        before = calibration.seconds()
        for number in range(1, most + 1):
            pair = Pair({}, {}, [before])
            pair.ours = ours()
            pair.calibrations.append(calibration.seconds())
            pair.peer = peer()
            before = calibration.seconds()
            pair.calibrations.append(before)
            pairs.append(pair)
            kept = split(pairs)[0]
            print(f"pair {number}: {len(kept)} steady", file=sys.stderr)
            if len(kept) >= wanted:
                break
    finally:
        calibration.close()
    return pairs


def split(pairs):
    """Returns (the steady pairs, the thrown away ones, the best calibration in seconds)."""
    best = min(min(pair.calibrations) for pair in pairs)
    kept = [pair for pair in pairs if pair.steady(best)]
    return kept, [pair for pair in pairs if not pair.steady(best)], best


def quantile(values, share):
    """Linear interpolation between order statistics; `share` from 0 to 1."""
    ordered, place = sorted(values), share * (len(values) - 1)
    low = int(place)
    high = min(low + 1, len(ordered) - 1)
    return ordered[low] + (place - low) * (ordered[high] - ordered[low])


def spread(values):
    return {"median": quantile(values, 0.5), "p10": quantile(values, 0.1), "p90": quantile(values, 0.9)}
