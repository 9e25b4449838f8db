"""Keras training steps on the backend that KERAS_BACKEND names.

Usage: keras_steps.py mlp|cnn [--on-batch] [--steps-per-execution N]

By default one group is a call of fit over the pool, repeated to GROUP batches; --on-batch calls
train_on_batch, which reads the loss at every step.
"""

import argparse
import itertools
import os

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "2")

import keras
import numpy as np
from keras import layers as L

import machine
import serve

REPEATS = 4
GROUP = serve.POOL * REPEATS
INPUTS = {"mlp": (784,), "cnn": (32, 32, 3)}


def mlp():
    return [L.Dense(256, "relu"), L.Dense(128, "relu"), L.Dense(10, "softmax")]


def cnn():
    return [
        L.Conv2D(32, 3, activation="relu"), L.MaxPooling2D(),
        L.Conv2D(64, 3, activation="relu"), L.MaxPooling2D(),
        L.Conv2D(64, 3, activation="relu"),
        L.Flatten(), L.Dense(64, "relu"), L.Dense(10, "softmax"),
    ]


def main():
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("workload", choices=INPUTS)
    arguments.add_argument("--on-batch", action="store_true")
    arguments.add_argument("--steps-per-execution", type=int, default=1)
    chosen = arguments.parse_args()
    keras.utils.set_random_seed(0)
    shape, rng = INPUTS[chosen.workload], np.random.default_rng(0)
    body = {"mlp": mlp, "cnn": cnn}[chosen.workload]()
    model = keras.Sequential([L.Input(shape), *body])
    model.compile(optimizer=keras.optimizers.Adam(1e-3), loss="sparse_categorical_crossentropy",
                  steps_per_execution=chosen.steps_per_execution)
    x = rng.normal(size=(serve.POOL * serve.BATCH, *shape)).astype(np.float32)
    y = rng.integers(0, 10, len(x))
    backend = keras.backend.backend()
    info = {
        "name": f"keras-{backend}-{'on-batch' if chosen.on_batch else 'fit'}",
        "stepsPerExecution": chosen.steps_per_execution,
        "versions": machine.versions("keras", "jax" if backend == "jax" else "tensorflow-cpu"),
    }
    if chosen.on_batch:
        batches = itertools.cycle(zip(np.split(x, serve.POOL), np.split(y, serve.POOL)))
        serve.serve(info, lambda: model.train_on_batch(*next(batches)))
        return
    x, y = np.concatenate([x] * REPEATS), np.concatenate([y] * REPEATS)
    epoch = lambda: model.fit(x, y, batch_size=serve.BATCH, epochs=1, shuffle=False, verbose=0)
    read = lambda history: history.history["loss"][-1]
    serve.serve_groups(info, lambda: serve.group(epoch, read, 1) / GROUP, GROUP)


if __name__ == "__main__":
    main()
