"""The whole program in Keras: load MNIST, train the MLP ten epochs, evaluate, print the score.

Usage: keras_mnist.py [--seed N] [--validate]     (KERAS_BACKEND picks the backend)
"""

import argparse
import json
import os

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "2")

import keras
from keras import layers as L

import datasets


def main():
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--seed", type=int, default=1)
    arguments.add_argument("--validate", action="store_true", help="evaluate after each epoch too")
    chosen = arguments.parse_args()
    keras.utils.set_random_seed(chosen.seed)
    (x, y), (test_x, test_y) = (
        (images.reshape(len(images), 784).astype("float32") / 255, labels)
        for images, labels in datasets.mnist()
    )
    model = keras.Sequential(
        [L.Input((784,)), L.Dense(256, "relu"), L.Dense(128, "relu"), L.Dense(10, "softmax")])
    model.compile(optimizer=keras.optimizers.Adam(1e-3), loss="sparse_categorical_crossentropy",
                  metrics=["accuracy"])
    validation = (test_x, test_y) if chosen.validate else None
    model.fit(x, y, batch_size=32, epochs=10, validation_data=validation, verbose=0)
    loss, accuracy = model.evaluate(test_x, test_y, verbose=0)
    print(json.dumps({"test": {"loss": loss, "accuracy": accuracy}}))


if __name__ == "__main__":
    main()
