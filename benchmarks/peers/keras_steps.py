"""Keras training steps on the backend that KERAS_BACKEND names.

Usage: keras_steps.py mlp|cnn|dense|bncnn|lstm64|lstm512 [--on-batch] [--steps-per-execution N]

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


def mlp():
    return [L.Dense(256, "relu"), L.Dense(128, "relu"), L.Dense(10, "softmax")]


def cnn():
    return [
        L.Conv2D(32, 3, activation="relu"), L.MaxPooling2D(),
        L.Conv2D(64, 3, activation="relu"), L.MaxPooling2D(),
        L.Conv2D(64, 3, activation="relu"),
        L.Flatten(), L.Dense(64, "relu"), L.Dense(10, "softmax"),
    ]


def dense():
    return [
        L.Dense(300, "relu"), L.Dropout(0.2),
        L.Dense(77, "relu"), L.Dropout(0.2), L.Dense(26, "softmax"),
    ]


def bncnn():
    layers = []
    for number, out in enumerate((32, 64, 64, 128, 128), 1):
        layers += [
            L.Conv2D(out, 3, padding="same", use_bias=False),
            L.BatchNormalization(momentum=0.9, epsilon=1e-5), L.ReLU(),
        ]
        if number in (2, 4):
            layers.append(L.MaxPooling2D())
    return [*layers, L.GlobalAveragePooling2D(), L.Dense(10, "softmax")]


def lstm64():
    return [L.LSTM(64, return_sequences=True), L.LSTM(64), L.Dense(10, "softmax")]


def lstm512():
    return [L.LSTM(512, return_sequences=True), L.LSTM(512), L.Dense(10, "softmax")]


def adam():
    return keras.optimizers.Adam(1e-3)


def adamw():
    return keras.optimizers.AdamW(1e-3, weight_decay=0.01)


# name: (layers, shape of an example, number of classes, batch, optimizer)
WORKLOADS = {
    "mlp": (mlp, (784,), 10, 32, adam),
    "cnn": (cnn, (32, 32, 3), 10, 32, adam),
    "dense": (dense, (617,), 26, 40, adamw),
    "bncnn": (bncnn, (32, 32, 3), 10, 32, adam),
    "lstm64": (lstm64, (10, 1), 10, 32, adam),
    "lstm512": (lstm512, (128, 64), 10, 32, adam),
}


def main():
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("workload", choices=WORKLOADS)
    arguments.add_argument("--on-batch", action="store_true")
    arguments.add_argument("--steps-per-execution", type=int, default=1)
    chosen = arguments.parse_args()
    keras.utils.set_random_seed(0)
    body, shape, classes, batch, optimizer = WORKLOADS[chosen.workload]
    rng = np.random.default_rng(0)
    model = keras.Sequential([L.Input(shape), *body()])
    model.compile(optimizer=optimizer(), loss="sparse_categorical_crossentropy",
                  steps_per_execution=chosen.steps_per_execution)
    x = rng.normal(size=(serve.POOL * batch, *shape)).astype(np.float32)
    y = rng.integers(0, classes, len(x))
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
    epoch = lambda: model.fit(x, y, batch_size=batch, epochs=1, shuffle=False, verbose=0)
    read = lambda history: history.history["loss"][-1]
    serve.serve_groups(info, lambda: serve.group(epoch, read, 1) / GROUP, GROUP)


if __name__ == "__main__":
    main()
