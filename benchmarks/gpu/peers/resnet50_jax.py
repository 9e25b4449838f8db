"""Trains the network of ResNet50.java with JAX: one jitted step, its state donated, channels-last."""

import functools

import jax
import jax.numpy as jnp
import numpy as np

import blocks

SIZES = {"toy": ((1, 1, 1, 1), 8, 64, 10), "full": ((3, 4, 6, 3), 64, 224, 1000)}
EXPANSION = 4
RATE, MOMENTUM, DECAY, RUNNING, EPSILON = 0.01, 0.9, 1e-4, 0.1, 1e-5
AXES = ("NHWC", "HWIO", "NHWC")


def fresh(size):
    """He normal kernels, Glorot uniform last map, norms that change nothing."""
    stages, width, _, classes = size
    random, values = np.random.default_rng(0), {}

    def unit(convolution, norm, before, after, window):
        deviation = np.float32(np.sqrt(2 / (window * window * before)))
        shape = (window, window, before, after)
        values[convolution + ".weight"] = random.standard_normal(shape, np.float32) * deviation
        for part, start in (("weight", 1), ("bias", 0), ("running_mean", 0), ("running_var", 1)):
            values[f"{norm}.{part}"] = np.full(after, start, np.float32)

    unit("conv1", "bn1", 3, width, 7)
    channels = width
    for stage, count in enumerate(stages):
        inside, out = width << stage, EXPANSION * (width << stage)
        for block in range(count):
            name = f"layer{stage + 1}.{block}."
            unit(name + "conv1", name + "bn1", channels, inside, 1)
            unit(name + "conv2", name + "bn2", inside, inside, 3)
            unit(name + "conv3", name + "bn3", inside, out, 1)
            if block == 0:
                unit(name + "downsample.0", name + "downsample.1", channels, out, 1)
            channels = out
    limit = np.sqrt(6 / (channels + classes))
    values["fc.weight"] = random.uniform(-limit, limit, (channels, classes)).astype(np.float32)
    values["fc.bias"] = np.zeros(classes, np.float32)
    return values


def forward(size, compute, values, running, pictures, classes):
    """The loss, and the running statistics after it."""
    after = {}

    def unit(x, convolution, norm, stride=1):
        kernel = values[convolution + ".weight"].astype(compute)
        pad = kernel.shape[0] // 2
        y = jax.lax.conv_general_dilated(
            x, kernel, (stride, stride), [(pad, pad), (pad, pad)], dimension_numbers=AXES)
        wide = y.astype(jnp.float32)
        mean = wide.mean((0, 1, 2))
        variance = jnp.square(wide - mean).mean((0, 1, 2))
        points = wide.size // wide.shape[-1]
        for part, now in (("running_mean", mean), ("running_var", variance * (points / (points - 1)))):
            name = f"{norm}.{part}"
            after[name] = (1 - RUNNING) * running[name] + RUNNING * jax.lax.stop_gradient(now)
        scaled = (wide - mean) * (jax.lax.rsqrt(variance + EPSILON) * values[norm + ".weight"])
        return (scaled + values[norm + ".bias"]).astype(compute)

    def block(x, name, stride):
        y = jax.nn.relu(unit(x, name + "conv1", name + "bn1"))
        y = jax.nn.relu(unit(y, name + "conv2", name + "bn2", stride))
        y = unit(y, name + "conv3", name + "bn3")
        if name + "downsample.0.weight" in values:
            x = unit(x, name + "downsample.0", name + "downsample.1", stride)
        return jax.nn.relu(x + y)

    x = jax.nn.relu(unit(pictures, "conv1", "bn1", 2))
    x = jax.lax.reduce_window(
        x, -jnp.inf, jax.lax.max, (1, 3, 3, 1), (1, 2, 2, 1), ((0, 0), (1, 1), (1, 1), (0, 0)))
    for stage, count in enumerate(size[0]):
        for number in range(count):
            x = block(x, f"layer{stage + 1}.{number}.", 2 if stage > 0 and number == 0 else 1)
    features = x.astype(jnp.float32).mean((1, 2)).astype(compute)
    logits = features @ values["fc.weight"].astype(compute) + values["fc.bias"].astype(compute)
    logs = jax.nn.log_softmax(logits.astype(jnp.float32))
    return -jnp.take_along_axis(logs, classes[:, None], -1).mean(), after


def step_of(loss):
    @functools.partial(jax.jit, donate_argnums=(0,))
    def step(state, pictures, classes):
        values, velocities, running = state
        (value, running), gradients = jax.value_and_grad(loss, has_aux=True)(
            values, running, pictures, classes)
        velocities = {
            n: MOMENTUM * velocities[n] + gradients[n] + DECAY * values[n] for n in values}
        return ({n: values[n] - RATE * velocities[n] for n in values}, velocities, running), value

    return step


def main():
    chosen = blocks.arguments(__doc__)
    size = SIZES[chosen.size]
    compute = jnp.bfloat16 if chosen.dtype == "bf16" else jnp.float32
    if chosen.dtype == "f32":
        jax.config.update("jax_default_matmul_precision", "highest")
    if chosen.load:
        all_values, data = blocks.load(chosen.load)
        pictures, classes = data["pictures"], data["classes"]
    else:
        all_values, random = fresh(size), np.random.default_rng(1)
        pictures = random.random((chosen.batch, size[2], size[2], 3), np.float32) - np.float32(0.5)
        classes = random.integers(0, size[3], chosen.batch, np.int32)
    all_values = {name: jnp.asarray(value) for name, value in all_values.items()}
    running = {name: value for name, value in all_values.items() if ".running_" in name}
    values = {name: value for name, value in all_values.items() if name not in running}
    velocities = {name: jnp.zeros_like(value) for name, value in values.items()}
    parameters = sum(value.size for value in values.values())
    state = (values, velocities, running)
    del values, velocities, running, all_values
    step = step_of(functools.partial(forward, size, compute))
    pictures, classes = jnp.asarray(pictures, compute), jnp.asarray(classes)

    def next_step():
        nonlocal state
        state, loss = step(state, pictures, classes)
        return loss

    info = {"name": "jax", "workload": "resnet50", "version": jax.__version__, "dtype": chosen.dtype,
            "device": jax.devices()[0].device_kind, "parameters": parameters, "items": len(classes)}
    blocks.run(chosen, info, next_step)


if __name__ == "__main__":
    main()
