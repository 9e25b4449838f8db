"""What Steps.java measures, in JAX with its own client. Usage: jax_steps.py mlp|mlp-host|arguments|small [--read-every N] [--plugin FILE]

mlp        a training step of 784-256-128-10 with Adam: state donated, a pool of batches on the device
mlp-host   the same with the batches in host memory, as a trainer has them
arguments  as many arguments and results as that step, a number each
small      the same with one argument

With --plugin JAX runs on that PJRT plugin with one CPU device, as ours does, instead of the XLA in jaxlib.
"""

import argparse
import importlib.util
import itertools
import sys
from pathlib import Path

import jax
import jax.numpy as jnp
import numpy as np

PEERS = Path(__file__).resolve().parent.parent / "peers"
sys.path.insert(0, str(PEERS))

import machine
import serve


def training():
    """peers/jax_steps.py, whose name is ours too."""
    spec = importlib.util.spec_from_file_location("training_steps", PEERS / "jax_steps.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def mlp(on_device):
    steps = training()
    if on_device:
        return steps.stepping("mlp")
    layers, shape, classes, batch, _ = steps.WORKLOADS["mlp"]
    pool = steps.pool(shape, classes, batch)
    host = [jax.tree.map(np.array, next(pool)) for _ in range(serve.POOL)]
    return steps.stepping("mlp", batches=itertools.cycle(host))


def numbers(donated, others):
    def add(state, rest):
        state = [x + 1 for x in state]
        return state, sum(rest, state[-1] * 2)

    compiled = jax.jit(add, donate_argnums=0)
    zeros = lambda count: [jnp.zeros((), jnp.float32) for _ in range(count)]
    state, rest = [zeros(donated)], zeros(others)

    def step():
        state[0], seen = compiled(state[0], rest)
        return seen

    return step


PROGRAMS = {
    "mlp": lambda: mlp(True),
    "mlp-host": lambda: mlp(False),
    "arguments": lambda: numbers(19, 2),
    "small": lambda: numbers(1, 0),
}


def on_plugin(file):
    from jax._src import xla_bridge

    xla_bridge.register_plugin("plugin_cpu", library_path=file, options={"cpu_device_count": 1})
    jax.config.update("jax_platforms", "plugin_cpu")


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    arguments.add_argument("program", choices=PROGRAMS)
    arguments.add_argument("--read-every", type=int, default=serve.READ_EVERY)
    arguments.add_argument("--plugin", metavar="FILE", help="a PJRT plugin for the CPU")
    chosen = arguments.parse_args()
    if chosen.plugin:
        on_plugin(chosen.plugin)
    step, every = PROGRAMS[chosen.program](), chosen.read_every
    info = {"name": "jax-jit", "versions": machine.versions("jax", "jaxlib")}
    serve.serve_groups(info, lambda: serve.group(step, float, every), every)


if __name__ == "__main__":
    main()
