"""Trains the decoder of Gpt2.java with JAX: one jitted step, its state donated, bf16 compute."""

import functools
import math

import jax
import jax.numpy as jnp
import numpy as np

import blocks

LAYERS, HEADS, WIDTH, CONTEXT, VOCABULARY = range(5)
SIZES = {"toy": (2, 2, 64, 64, 257), "full": (12, 12, 768, 1024, 50304)}
RATE, BETA1, BETA2, EPSILON, DECAY = 3e-4, 0.9, 0.95, 1e-8, 0.1


def fresh(size):
    """Values as GPT-2 starts: normal with deviation 0.02, smaller where a residual is added."""
    width, random, values = size[WIDTH], np.random.default_rng(0), {}

    def normal(name, shape, deviation=0.02):
        values[name] = random.standard_normal(shape, np.float32) * np.float32(deviation)

    normal("wte", (size[VOCABULARY], width))
    normal("wpe", (size[CONTEXT], width))
    for layer in range(size[LAYERS]):
        for name, before, after in (("attn.c_attn", 1, 3), ("attn.c_proj", 1, 1),
                                    ("mlp.c_fc", 1, 4), ("mlp.c_proj", 4, 1)):
            small = 0.02 / math.sqrt(2 * size[LAYERS]) if name.endswith("c_proj") else 0.02
            normal(f"h.{layer}.{name}.weight", (before * width, after * width), small)
            values[f"h.{layer}.{name}.bias"] = np.zeros(after * width, np.float32)
    for norm in [f"h.{layer}.ln_{i}" for layer in range(size[LAYERS]) for i in (1, 2)] + ["ln_f"]:
        values[norm + ".weight"] = np.ones(width, np.float32)
        values[norm + ".bias"] = np.zeros(width, np.float32)
    return values


def forward(size, compute, fused, values, ids, targets):
    def norm(x, name):
        x = x.astype(jnp.float32)
        mean = x.mean(-1, keepdims=True)
        variance = jnp.square(x - mean).mean(-1, keepdims=True)
        y = (x - mean) * jax.lax.rsqrt(variance + 1e-5)
        return (y * values[name + ".weight"] + values[name + ".bias"]).astype(compute)

    def dense(x, name):
        return x @ values[name + ".weight"].astype(compute) + values[name + ".bias"].astype(compute)

    def attention(x):
        batch, context, width = x.shape[0], x.shape[1], x.shape[2] // 3
        parts = (part.reshape(batch, context, size[HEADS], -1) for part in jnp.split(x, 3, -1))
        y = jax.nn.dot_product_attention(
            *parts, is_causal=True, implementation="cudnn" if fused else "xla")
        return y.reshape(batch, context, width)

    x = (values["wte"][ids] + values["wpe"]).astype(compute)
    for layer in range(size[LAYERS]):
        name = f"h.{layer}."
        x = x + dense(attention(dense(norm(x, name + "ln_1"), name + "attn.c_attn")), name + "attn.c_proj")
        wide = jax.nn.gelu(dense(norm(x, name + "ln_2"), name + "mlp.c_fc"), approximate=True)
        x = x + dense(wide, name + "mlp.c_proj")
    logits = (norm(x, "ln_f") @ values["wte"].astype(compute).T).astype(jnp.float32)
    chosen = jnp.take_along_axis(logits, targets[..., None], -1)[..., 0]
    return (jax.nn.logsumexp(logits, -1) - chosen).mean()


def adamw(count, value, gradient, mean, square):
    decay = DECAY if value.ndim >= 2 else 0.0
    mean = BETA1 * mean + (1 - BETA1) * gradient
    square = BETA2 * square + (1 - BETA2) * gradient * gradient
    root = jnp.sqrt(square) / jnp.sqrt(1 - BETA2**count) + EPSILON
    return value * (1 - RATE * decay) - RATE / (1 - BETA1**count) * mean / root, mean, square


def step_of(loss):
    @functools.partial(jax.jit, donate_argnums=(0,))
    def step(state, ids, targets):
        values, means, squares, count = state
        value, gradients = jax.value_and_grad(loss)(values, ids, targets)
        count = count + 1
        updated = {n: adamw(count, values[n], gradients[n], means[n], squares[n]) for n in values}
        return tuple({n: u[i] for n, u in updated.items()} for i in range(3)) + (count,), value

    return step


def main():
    chosen = blocks.arguments(__doc__)
    size = SIZES[chosen.size]
    if chosen.load:
        values, data = blocks.load(chosen.load)
        ids, targets = data["ids"], data["targets"]
    else:
        values = fresh(size)
        ids, targets = np.random.default_rng(1).integers(
            0, size[VOCABULARY], (2, chosen.batch, size[CONTEXT]), np.int32)
    compute = jnp.bfloat16 if chosen.dtype == "bf16" else jnp.float32
    if chosen.dtype == "f32":
        jax.config.update("jax_default_matmul_precision", "highest")
    fused = chosen.device == "cuda" and chosen.dtype == "bf16"
    values = {name: jnp.asarray(value) for name, value in values.items()}
    zeros = lambda: {name: jnp.zeros_like(value) for name, value in values.items()}
    parameters = sum(value.size for value in values.values())
    state = (values, zeros(), zeros(), jnp.float32(0))
    del values
    step = step_of(functools.partial(forward, size, compute, fused))
    ids, targets = jnp.asarray(ids), jnp.asarray(targets)

    def next_step():
        nonlocal state
        state, loss = step(state, ids, targets)
        return loss

    info = {"name": "jax", "workload": "gpt2", "version": jax.__version__, "dtype": chosen.dtype,
            "device": jax.devices()[0].device_kind, "attention": "cudnn" if fused else "xla",
            "parameters": parameters, "items": ids.size}
    blocks.run(chosen, info, next_step)


if __name__ == "__main__":
    main()
