#!/usr/bin/env python3
"""Runs the same work in several live processes, block after block in turn, and keeps every figure.

Usage: beside.py NAME --out FILE --seconds LIMIT [--rounds N] [--block SECONDS] [--early NAME] NAME=COMMAND ...

Each command prints a line of JSON about itself, then `ready`, then answers each line `run SECONDS`
with {"steps", "seconds", ...}. They get ready one after another, so that none tunes its kernels while
another uses the device (but for those named `--early`, which compile on the processor meanwhile);
then each runs a block in turn, N rounds or as many as there is time for. A process that fails or does
not answer in time is left out, and why is written down; the others go on. What is known is written
to FILE after every round, so that nothing is lost if this program is ended.
"""

import argparse
import json
import os
import select
import signal
import subprocess
import sys
import time
from pathlib import Path


# Seconds that a block may take.
PATIENCE = 60


class Worker:
    """A live process. `failure` says why it is left out; empty while it takes part."""

    def __init__(self, name, command, log):
        self.name, self.failure, self.info, self.blocks = name, "", {}, []
        self.buffer, self.begin, self.ready_seconds = b"", time.perf_counter(), None
        self.process = subprocess.Popen(
            ["bash", "-c", "exec " + command], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=log,
            start_new_session=True)

    def line(self, deadline):
        """The next line; raises TimeoutError or EOFError."""
        while b"\n" not in self.buffer:
            left = deadline - time.perf_counter()
            if left <= 0 or not select.select([self.process.stdout], [], [], left)[0]:
                raise TimeoutError("no answer in time")
            more = os.read(self.process.stdout.fileno(), 1 << 16)
            if not more:
                raise EOFError(f"it ended with exit status {self.process.wait()}")
            self.buffer += more
        line, self.buffer = self.buffer.split(b"\n", 1)
        return line.decode(errors="replace").strip()

    def get_ready(self, deadline):
        while (line := self.line(deadline)) != "ready":
            if line.startswith("{"):
                self.info = json.loads(line)
        self.ready_seconds = time.perf_counter() - self.begin

    def block(self, seconds, deadline):
        begin = time.perf_counter()
        self.process.stdin.write(f"run {seconds}\n".encode())
        self.process.stdin.flush()
        result = json.loads(self.line(deadline))
        result["step_ms"] = 1e3 * (time.perf_counter() - begin) / result["steps"]
        return result

    def attempt(self, what, *arguments):
        """Calls a method; a failure leaves this process out. Returns the result or None."""
        try:
            return getattr(self, what)(*arguments)
        except (TimeoutError, EOFError, OSError, ValueError) as failure:
            self.failure = f"{what}: {failure}"
            print(f"beside.py: {self.name} is left out: {self.failure}", file=sys.stderr, flush=True)
            self.end()
            return None

    def end(self):
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()

    def tree(self):
        return {"failure": self.failure, "ready_seconds": self.ready_seconds, "info": self.info,
                "blocks": self.blocks}


def parse():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("name")
    parser.add_argument("--out", required=True, type=Path)
    parser.add_argument("--seconds", type=float, required=True, help="for everything")
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--block", type=float, default=1.0, help="seconds of a block at least")
    parser.add_argument("--early", action="append", default=[], metavar="NAME",
                        help="gets ready while the others do")
    parser.add_argument("workers", nargs="+", metavar="NAME=COMMAND")
    return parser.parse_args()


def write(chosen, workers):
    tree = {"name": chosen.name, "rounds": chosen.rounds,
            "workers": {worker.name: worker.tree() for worker in workers}}
    scratch = chosen.out.with_suffix(".part")
    scratch.write_text(json.dumps(tree) + "\n", encoding="utf-8")
    scratch.replace(chosen.out)


def get_ready(chosen, workers, end):
    commands = dict(given.split("=", 1) for given in chosen.workers)
    early = {name: Worker(name, commands[name], sys.stderr) for name in chosen.early}
    workers.extend(early.values())
    names = [name for name in commands if name not in early]
    for number, name in enumerate(names):
        # Each may take its share of what is left, less a tenth for the blocks.
        share = 0.9 * (end - time.perf_counter()) / (len(names) - number)
        workers.append(Worker(name, commands[name], sys.stderr))
        workers[-1].attempt("get_ready", time.perf_counter() + share)
        write(chosen, workers)
    for worker in early.values():
        worker.attempt("get_ready", end)
    workers.sort(key=lambda worker: list(commands).index(worker.name))
    write(chosen, workers)


def run_rounds(chosen, workers, end):
    longest = 0.0
    for number in range(chosen.rounds):
        begin = time.perf_counter()
        if begin + 1.2 * longest > end:
            print(f"beside.py: {chosen.name}: time for {number} rounds only", file=sys.stderr, flush=True)
            return
        for worker in workers:
            if not worker.failure:
                result = worker.attempt("block", chosen.block, min(end, time.perf_counter() + PATIENCE))
                if result:
                    worker.blocks.append(result)
        write(chosen, workers)
        longest = max(longest, time.perf_counter() - begin)
        print(f"beside.py: {chosen.name}: round {number + 1} of {chosen.rounds}", file=sys.stderr, flush=True)


def main():
    chosen = parse()
    end = time.perf_counter() + chosen.seconds
    workers = []
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    try:
        get_ready(chosen, workers, end)
        run_rounds(chosen, workers, end)
    finally:
        for worker in workers:
            worker.end()
        write(chosen, workers)
    sys.exit(1 if any(worker.failure for worker in workers) else 0)


if __name__ == "__main__":
    main()
