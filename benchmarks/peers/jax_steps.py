"""JAX training steps, jit with parameters and moments donated. Usage: jax_steps.py mlp|cnn"""

import itertools
import sys

import jax
import jax.numpy as jnp
import numpy as np

import machine
import serve

RNG = np.random.default_rng(0)
SHAPES = {
    "mlp": [(784, 256), (256, 128), (128, 10)],
    "cnn": [(3, 3, 3, 32), (3, 3, 32, 64), (3, 3, 64, 64), (1024, 64), (64, 10)],
}
INPUTS = {"mlp": (784,), "cnn": (32, 32, 3)}


def parameters(shapes):
    def pair(shape):
        limit = np.sqrt(3 / np.prod(shape[:-1]))
        weight = RNG.uniform(-limit, limit, shape).astype(np.float32)
        return jnp.asarray(weight), jnp.zeros(shape[-1], jnp.float32)

    return [pair(shape) for shape in shapes]


def pool(shape):
    batches = []
    for _ in range(serve.POOL):
        x = RNG.normal(size=(serve.BATCH, *shape)).astype(np.float32)
        batches.append((jnp.asarray(x), jnp.asarray(RNG.integers(0, 10, serve.BATCH), jnp.int32)))
    return itertools.cycle(batches)


def dense(x, layer):
    return x @ layer[0] + layer[1]


def mlp(layers, x):
    for layer in layers[:-1]:
        x = jax.nn.relu(dense(x, layer))
    return dense(x, layers[-1])


def convolution(x, layer):
    y = jax.lax.conv_general_dilated(
        x, layer[0], (1, 1), "VALID", dimension_numbers=("NHWC", "HWIO", "NHWC"))
    return jax.nn.relu(y + layer[1])


def max_pool(x):
    return jax.lax.reduce_window(x, -jnp.inf, jax.lax.max, (1, 2, 2, 1), (1, 2, 2, 1), "VALID")


def cnn(layers, x):
    x = max_pool(convolution(x, layers[0]))
    x = max_pool(convolution(x, layers[1]))
    x = convolution(x, layers[2]).reshape(len(x), -1)
    return dense(jax.nn.relu(dense(x, layers[3])), layers[4])


FORWARD = {"mlp": mlp, "cnn": cnn}


def train_step(forward):
    def loss_of(layers, x, y):
        log = jax.nn.log_softmax(forward(layers, x))
        return -jnp.take_along_axis(log, y[:, None], -1).mean()

    def step(layers, first, second, t, x, y):
        loss, gradients = jax.value_and_grad(loss_of)(layers, x, y)
        t = t + 1
        first = jax.tree.map(lambda m, g: 0.9 * m + 0.1 * g, first, gradients)
        second = jax.tree.map(lambda v, g: 0.999 * v + 0.001 * g * g, second, gradients)
        rate = 1e-3 / (1 - 0.9**t)
        update = lambda p, m, v: p - rate * m / (jnp.sqrt(v / (1 - 0.999**t)) + 1e-8)
        return jax.tree.map(update, layers, first, second), first, second, t, loss

    return jax.jit(step, donate_argnums=(0, 1, 2, 3))


def main():
    if len(sys.argv) != 2 or sys.argv[1] not in SHAPES:
        sys.exit(__doc__)
    workload = sys.argv[1]
    layers = parameters(SHAPES[workload])
    zeros = lambda: jax.tree.map(jnp.zeros_like, layers)
    state, batches = [layers, zeros(), zeros(), jnp.float32(0)], pool(INPUTS[workload])
    compiled = train_step(FORWARD[workload])

    def step():
        *state[:], loss = compiled(*state, *next(batches))
        return loss

    serve.serve({"name": "jax-jit", "versions": machine.versions("jax", "jaxlib")}, step)


if __name__ == "__main__":
    main()
