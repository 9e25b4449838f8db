"""JAX training steps, jit with the state donated. Usage: jax_steps.py WORKLOAD [--batch N] [--width W]

--width W makes mlp 784-W-W/2-10.
"""

import argparse
import itertools

import jax
import jax.numpy as jnp
import numpy as np

import machine
import serve

RNG = np.random.default_rng(0)
DECAY = 0.01


class Network:
    """A network: parameters and running statistics in the order in which they are made, and `forward`."""

    def __init__(self):
        self.parameters, self.statistics = [], []

    def weight(self, *shape):
        """Glorot uniform; returns the parameter's number."""
        limit = np.sqrt(6 / (np.prod(shape[:-1]) + shape[-1] * np.prod(shape[:-2])))
        return self.parameter(RNG.uniform(-limit, limit, shape))

    def parameter(self, value):
        self.parameters.append(jnp.asarray(value, jnp.float32))
        return len(self.parameters) - 1

    def statistic(self, value):
        self.statistics.append(jnp.asarray(value, jnp.float32))
        return len(self.statistics) - 1


class Pass:
    """One forward pass: parameters `p`, running statistics, and a key where something is random."""

    def __init__(self, p, statistics, key):
        self.p, self.statistics, self.key = p, list(statistics), key


def dense(net, inside, out):
    w, b = net.weight(inside, out), net.parameter(np.zeros(out))
    return lambda run, x: x @ run.p[w] + run.p[b]


def relu(run, x):
    return jax.nn.relu(x)


def dropout(run, x):
    run.key, key = jax.random.split(run.key)
    return jnp.where(jax.random.bernoulli(key, 0.8, x.shape), x / 0.8, 0)


def slide(x, w, stride, padding):
    return jax.lax.conv_general_dilated(
        x, w, (stride, stride), padding, dimension_numbers=("NHWC", "HWIO", "NHWC"))


def biased(net, channels, out):
    w, b = net.weight(3, 3, channels, out), net.parameter(np.zeros(out))
    return lambda run, x: slide(x, run.p[w], 1, "VALID") + run.p[b]


def conv(net, channels, out, kernel=3, stride=1):
    w, pad = net.weight(kernel, kernel, channels, out), (kernel // 2, kernel // 2)
    return lambda run, x: slide(x, run.p[w], stride, (pad, pad))


def batch_norm(net, features):
    scale, shift = net.parameter(np.ones(features)), net.parameter(np.zeros(features))
    mean, variance = net.statistic(np.zeros(features)), net.statistic(np.ones(features))

    def normalize(run, x):
        count = x.size // features
        m = x.mean((0, 1, 2))
        v = jnp.square(x).mean((0, 1, 2)) - jnp.square(m)
        run.statistics[mean] = 0.9 * run.statistics[mean] + 0.1 * m
        run.statistics[variance] = 0.9 * run.statistics[variance] + 0.1 * v * count / (count - 1)
        return (x - m) * jax.lax.rsqrt(v + 1e-5) * run.p[scale] + run.p[shift]

    return normalize


def max_pool(size=2, pad=0):
    pads, strides = ((0, 0), (pad, pad), (pad, pad), (0, 0)), (1, 2, 2, 1)
    return lambda run, x: jax.lax.reduce_window(
        x, -jnp.inf, jax.lax.max, (1, size, size, 1), strides, pads)


def flatten(run, x):
    return x.reshape(len(x), -1)


def average(run, x):
    return x.mean((1, 2))


def chain(layers):
    def forward(run, x):
        for layer in layers:
            x = layer(run, x)
        return x

    return forward


def block(net, channels, out, stride):
    branch = chain([conv(net, channels, out, 3, stride), batch_norm(net, out), relu,
                    conv(net, out, out), batch_norm(net, out)])
    around = chain([] if stride == 1 and channels == out else
                   [conv(net, channels, out, 1, stride), batch_norm(net, out)])
    return lambda run, x: jax.nn.relu(branch(run, x) + around(run, x))


def lstm(net, features, width):
    """The input's products of all steps at once, then a scan; PyTorch's two biases."""
    w, r = net.weight(features, 4 * width), net.weight(width, 4 * width)
    b, d = net.parameter(np.zeros(4 * width)), net.parameter(np.zeros(4 * width))

    def forward(run, x):
        inputs = x.swapaxes(0, 1) @ run.p[w] + (run.p[b] + run.p[d])

        def cell(state, gates):
            h, c = state
            i, f, n, o = jnp.split(gates + h @ run.p[r], 4, -1)
            c = jax.nn.sigmoid(f) * c + jax.nn.sigmoid(i) * jnp.tanh(n)
            h = jax.nn.sigmoid(o) * jnp.tanh(c)
            return (h, c), h

        zero = jnp.zeros((x.shape[0], width))
        return jax.lax.scan(cell, (zero, zero), inputs)[1].swapaxes(0, 1)

    return forward


def last(run, x):
    return x[:, -1]


def lstm64(net):
    return [lstm(net, 1, 64), lstm(net, 64, 64), last, dense(net, 64, 10)]


def lstm512(net):
    return [lstm(net, 64, 512), lstm(net, 512, 512), last, dense(net, 512, 10)]


def mlp(net, width=256):
    return [dense(net, 784, width), relu, dense(net, width, width // 2), relu, dense(net, width // 2, 10)]


def dropped(net):
    return [dense(net, 617, 300), relu, dropout, dense(net, 300, 77), relu, dropout, dense(net, 77, 26)]


def cnn(net):
    return [biased(net, 3, 32), relu, max_pool(), biased(net, 32, 64), relu, max_pool(),
            biased(net, 64, 64), relu, flatten, dense(net, 1024, 64), relu, dense(net, 64, 10)]


def bncnn(net):
    layers, channels = [], 3
    for number, out in enumerate((32, 64, 64, 128, 128), 1):
        layers += [conv(net, channels, out), batch_norm(net, out), relu]
        layers += [max_pool()] if number in (2, 4) else []
        channels = out
    return [*layers, average, dense(net, 128, 10)]


def stages(net):
    layers, channels = [], 64
    for stage, out in enumerate((64, 128, 256, 512)):
        layers += [block(net, channels, out, 2 if stage else 1), block(net, out, out, 1)]
        channels = out
    return [*layers, average, dense(net, 512, 10)]


def resnet18(net):
    return [conv(net, 3, 64, 7, 2), batch_norm(net, 64), relu, max_pool(3, 1), *stages(net)]


def resnet18_cifar(net):
    return [conv(net, 3, 64), batch_norm(net, 64), relu, *stages(net)]


def layer_norm(net, width):
    scale, shift = net.parameter(np.ones(width)), net.parameter(np.zeros(width))

    def normalize(run, x):
        m = x.mean(-1, keepdims=True)
        return (x - m) * jax.lax.rsqrt(x.var(-1, keepdims=True) + 1e-5) * run.p[scale] + run.p[shift]

    return normalize


def attention(net, width, heads):
    all, out = dense(net, width, 3 * width), dense(net, width, width)

    def attend(run, x):
        q, k, v = (t.reshape(*x.shape[:2], heads, -1) for t in jnp.split(all(run, x), 3, -1))
        return out(run, jax.nn.dot_product_attention(q, k, v, is_causal=True).reshape(x.shape))

    return attend


def gpt_block(net, width, heads):
    attend = chain([layer_norm(net, width), attention(net, width, heads)])
    think = chain([layer_norm(net, width), dense(net, width, 4 * width),
                   lambda run, x: jax.nn.gelu(x), dense(net, 4 * width, width)])

    def forward(run, x):
        x = x + attend(run, x)
        return x + think(run, x)

    return forward


def gpt(net, vocabulary, context, width, heads, blocks):
    """GPT-2; logits are `[tokens, vocabulary]`."""
    tokens = net.parameter(RNG.normal(0, 0.02, (vocabulary, width)))
    positions = net.parameter(RNG.normal(0, 0.02, (context, width)))
    embed = lambda run, ids: run.p[tokens][ids] + run.p[positions][: ids.shape[1]]
    logits = lambda run, x: x.reshape(-1, width) @ run.p[tokens].T
    inner = [gpt_block(net, width, heads) for _ in range(blocks)]
    return [embed, *inner, layer_norm(net, width), logits]


def gpt_6x384(net):
    return gpt(net, 65, 256, 384, 6, 6)


def gpt2_124m(net):
    return gpt(net, 50257, 1024, 768, 12, 12)


# name: (layers, shape of an example (text: of ids), number of classes, batch, weight decay)
WORKLOADS = {
    "mlp": (mlp, (784,), 10, 32, 0),
    "cnn": (cnn, (32, 32, 3), 10, 32, 0),
    "dense": (dropped, (617,), 26, 40, DECAY),
    "bncnn": (bncnn, (32, 32, 3), 10, 32, 0),
    "lstm64": (lstm64, (10, 1), 10, 32, 0),
    "lstm512": (lstm512, (128, 64), 10, 32, 0),
    "gpt-6x384": (gpt_6x384, (256,), 65, 16, DECAY),
    "gpt2-124m": (gpt2_124m, (512,), 50257, 2, DECAY),
    "resnet18": (resnet18, (32, 32, 3), 10, 32, 0),
    "resnet18-cifar": (resnet18_cifar, (32, 32, 3), 10, 32, 0),
}


def pool(shape, classes, batch, text=False):
    batches = []
    for _ in range(serve.POOL):
        if text:
            ids = jnp.asarray(RNG.integers(0, classes, (batch, shape[0] + 1)), jnp.int32)
            batches.append((ids[:, :-1], ids[:, 1:].reshape(-1)))
            continue
        x = RNG.normal(size=(batch, *shape)).astype(np.float32)
        batches.append((jnp.asarray(x), jnp.asarray(RNG.integers(0, classes, batch), jnp.int32)))
    return itertools.cycle(batches)


def train_step(forward, decay):
    def loss_of(p, statistics, key, x, y):
        run = Pass(p, statistics, key)
        log = jax.nn.log_softmax(forward(run, x))
        return -jnp.take_along_axis(log, y[:, None], -1).mean(), (run.statistics, run.key)

    def step(p, statistics, first, second, key, t, x, y):
        found, gradients = jax.value_and_grad(loss_of, has_aux=True)(p, statistics, key, x, y)
        loss, (statistics, key) = found
        t = t + 1
        first = jax.tree.map(lambda m, g: 0.9 * m + 0.1 * g, first, gradients)
        second = jax.tree.map(lambda v, g: 0.999 * v + 0.001 * g * g, second, gradients)
        rate = 1e-3 / (1 - 0.9**t)

        def update(p, m, v):
            kept = p * (1 - 1e-3 * decay) if decay else p
            return kept - rate * m / (jnp.sqrt(v / (1 - 0.999**t)) + 1e-8)

        return jax.tree.map(update, p, first, second), statistics, first, second, key, t, loss

    return jax.jit(step, donate_argnums=(0, 1, 2, 3, 4, 5))


def stepping(workload, batch=None, width=None, batches=None):
    """A function that trains one step on the next batch and returns the loss.

    `batches` replaces the pool of ready ones on the device.
    """
    layers, shape, classes, usual, decay = WORKLOADS[workload]
    net = Network()
    forward = chain(layers(net, width) if width else layers(net))
    zeros = lambda: [jnp.zeros_like(p) for p in net.parameters]
    state = [net.parameters, net.statistics, zeros(), zeros(), jax.random.key(0), jnp.float32(0)]
    batches = batches or pool(shape, classes, batch or usual, workload.startswith("gpt"))
    compiled = train_step(forward, decay)

    def step():
        *state[:], loss = compiled(*state, *next(batches))
        return loss

    return step


def main():
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("workload", choices=WORKLOADS)
    arguments.add_argument("--batch", type=int)
    arguments.add_argument("--width", type=int)
    chosen = arguments.parse_args()
    step = stepping(chosen.workload, chosen.batch, chosen.width)
    serve.serve({"name": "jax-jit", "versions": machine.versions("jax", "jaxlib")}, step)


if __name__ == "__main__":
    main()
