"""The live processes that are measured: ours and the peers, by name. Standard library only.

Any command counts that prints `ready` and then, for each line `run` it reads, runs a block of at
least half a second and prints {"median_ms", "best_ms", "steps"}.
"""

import json
import os
import shlex
import subprocess
import sys
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent

# name: (script under peers/ with its options, other environment)
PYTHON = {
    "torch": ("torch_steps.py", {}),
    "torch-compile": ("torch_steps.py --compile", {}),
    "torch-one-graph": ("torch_steps.py --one-graph", {}),
    "jax": ("jax_steps.py", {}),
    "keras": ("keras_steps.py", {"KERAS_BACKEND": "tensorflow"}),
    "keras-64": ("keras_steps.py --steps-per-execution 64", {"KERAS_BACKEND": "tensorflow"}),
    "keras-on-batch": ("keras_steps.py --on-batch", {"KERAS_BACKEND": "tensorflow"}),
    "keras-jax": ("keras_steps.py", {"KERAS_BACKEND": "jax"}),
}
# name: what peers/jvm/run.sh calls it
JVM = {"djl": "djl", "tf-java": "tensorflow", "dl4j": "dl4j", "dl4j-onednn": "dl4j-onednn"}
PEERS = [*PYTHON, *JVM]


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
        """A block of at least half a second; `block_ms` is the time of a step by our clock."""
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
            self.process.wait()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()


def options(arguments):
    """What every program that starts workers can be told."""
    arguments.add_argument("--threads", type=int, default=2)
    arguments.add_argument("--ours", default="./jacquard bench",
                           help="the command of our side, which gets WORKLOAD --serve")
    arguments.add_argument("--python", default=os.environ.get("JACQUARD_PEERS_PYTHON", sys.executable),
                           help="the interpreter that has the peers' packages")


def environment(threads):
    return {**os.environ, "OMP_NUM_THREADS": str(threads), "JACQUARD_THREADS": str(threads)}


def ours(chosen, workload, *sizes):
    """Our side, `sizes` being options such as `--batch 4`."""
    command = [*shlex.split(chosen.ours), workload, *sizes, "--serve"]
    return Worker("ours", command, environment(chosen.threads))


def peer(chosen, name, workload, *sizes):
    """A peer by name."""
    if name in JVM:
        command = [str(HERE / "peers" / "jvm" / "run.sh"), JVM[name], workload, *sizes]
        return Worker(name, command, environment(chosen.threads))
    line, extra = PYTHON[name]
    script, *rest = line.split()
    command = [chosen.python, str(HERE / "peers" / script), workload, *rest, *sizes]
    return Worker(name, command, {**environment(chosen.threads), **extra})


def start(chosen, name, workload, *sizes):
    """Our side if the name is `ours`, else a peer."""
    if name == "ours":
        return ours(chosen, workload, *sizes)
    return peer(chosen, name, workload, *sizes)
