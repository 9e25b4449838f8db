"""The scores PyTorch reaches with Jacquard's recipes, written to results/RECIPE-INIT.json.

Usage: scores.py RECIPE [--init pytorch|keras] [--seeds 1,2,3] [--epochs 10]

`--init pytorch` is PyTorch's own initialization, `--init keras` Glorot uniform weights and zero
biases, which is Jacquard's. The data lie in memory; each epoch is a fresh permutation.
"""

import argparse
import json
import time
from pathlib import Path

import numpy as np
import torch
from torch import nn
from torch.nn import functional as F

import datasets
import machine

BATCH = 32
RESULTS = Path(__file__).resolve().parent / "results"


def mlp():
    return nn.Sequential(
        nn.Linear(784, 256), nn.ReLU(), nn.Linear(256, 128), nn.ReLU(), nn.Linear(128, 10))


def mnist_cnn():
    return nn.Sequential(
        nn.Conv2d(1, 32, 3), nn.ReLU(), nn.MaxPool2d(2),
        nn.Conv2d(32, 64, 3), nn.ReLU(), nn.MaxPool2d(2),
        nn.Flatten(), nn.Linear(1600, 128), nn.ReLU(), nn.Linear(128, 10))


def cifar_cnn():
    return nn.Sequential(
        nn.Conv2d(3, 32, 3), nn.ReLU(), nn.MaxPool2d(2),
        nn.Conv2d(32, 64, 3), nn.ReLU(), nn.MaxPool2d(2),
        nn.Conv2d(64, 64, 3), nn.ReLU(),
        nn.Flatten(), nn.Linear(1024, 64), nn.ReLU(), nn.Linear(64, 10))


def sgd_cnn():
    return nn.Sequential(
        nn.Conv2d(3, 32, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2),
        nn.Conv2d(32, 64, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2),
        nn.Flatten(), nn.Linear(4096, 128), nn.ReLU(), nn.Linear(128, 10))


class LastState(nn.LSTM):
    """A long short-term memory that gives its last hidden state."""

    def forward(self, x):
        return super().forward(x)[1][0][0]


def mnist_lstm():
    return nn.Sequential(LastState(28, 64, batch_first=True), nn.Linear(64, 10))


def rows(part):
    images, labels = part
    return images.reshape(len(images), -1).astype(np.float32) / 255, labels


def pictures(part):
    """u8[batch, height, width(, channels)] to f32 in 0 to 1, PyTorch's axis order, channels last in memory."""
    images, labels = part
    if images.ndim == 3:
        images = images[..., None]
    return (images.astype(np.float32) / 255).transpose(0, 3, 1, 2), labels


def official_rows():
    return tuple(rows(part) for part in datasets.mnist())


def official_sequences():
    return tuple((x.reshape(-1, 28, 28), y) for x, y in official_rows())


def scaled_split():
    """All 70,000 digits, 80/20 by seed 42, each pixel to mean 0 and variance 1 of the training part."""
    (x, y), (x2, y2) = datasets.mnist()
    x = np.concatenate([x, x2]).reshape(-1, 784).astype(np.float32)
    y = np.concatenate([y, y2])
    order = np.random.default_rng(42).permutation(len(x))
    train, test = order[: len(x) * 4 // 5], order[len(x) * 4 // 5 :]
    mean, deviation = x[train].mean(0, dtype=np.float64), x[train].std(0, dtype=np.float64)
    deviation[deviation == 0] = 1
    x = ((x - mean) / deviation).astype(np.float32)
    return (x[train], y[train]), (x[test], y[test])


ADAM = lambda parameters: torch.optim.Adam(parameters, lr=1e-3, fused=True)
SGD = lambda parameters: torch.optim.SGD(parameters, lr=0.01)

# name: (network, data, optimizer, what it is)
RECIPES = {
    "mnist": (mlp, official_rows, ADAM, "official split, x/255, 784-256-128-10 relu, Adam 1e-3"),
    "mnist-mlp": (mlp, scaled_split, ADAM,
                  "70,000 digits 80/20 by seed 42, standard scaling, 784-256-128-10 relu, Adam 1e-3"),
    "mnist-cnn": (mnist_cnn, lambda: tuple(map(pictures, datasets.mnist())), ADAM,
                  "official split, x/255, conv 32, pool, conv 64, pool, dense 128, dense 10, Adam 1e-3"),
    "mnist-lstm": (mnist_lstm, official_sequences, ADAM,
                   "official split, x/255, 28 rows as a sequence, LSTM 64, dense 10 from its last state, Adam 1e-3"),
    "cifar-cnn": (cifar_cnn, lambda: tuple(map(pictures, datasets.cifar10())), ADAM,
                  "JPEG copy, x/255, conv 32, pool, conv 64, pool, conv 64, dense 64, dense 10, Adam 1e-3"),
    "sgd-cnn": (sgd_cnn, lambda: tuple(map(pictures, datasets.cifar10())), SGD,
                "JPEG copy, x/255, conv 32 pad 1, pool, conv 64 pad 1, pool, dense 128, dense 10, SGD 0.01"),
}


def initialize_lstm_like_keras(layer):
    """PyTorch has two biases that are added; the second one stays zero."""
    nn.init.xavier_uniform_(layer.weight_ih_l0)
    nn.init.orthogonal_(layer.weight_hh_l0)
    with torch.no_grad():
        layer.bias_ih_l0.zero_()
        layer.bias_ih_l0[layer.hidden_size : 2 * layer.hidden_size] = 1
        layer.bias_hh_l0.zero_()
    layer.bias_hh_l0.requires_grad_(False)


def initialize_like_keras(network):
    for layer in network:
        if isinstance(layer, nn.LSTM):
            initialize_lstm_like_keras(layer)
        elif hasattr(layer, "weight"):
            nn.init.xavier_uniform_(layer.weight)
            nn.init.zeros_(layer.bias)


@torch.inference_mode()
def evaluate(network, x, y):
    loss, right = 0.0, 0
    for begin in range(0, len(x), 500):
        logits, labels = network(x[begin : begin + 500]), y[begin : begin + 500]
        loss += F.cross_entropy(logits, labels, reduction="sum").item()
        right += (logits.argmax(1) == labels).sum().item()
    return {"loss": loss / len(x), "accuracy": right / len(x)}


def train_epoch(network, optimizer, x, y):
    total = torch.zeros(())
    for indices in torch.randperm(len(x)).split(BATCH):
        loss = F.cross_entropy(network(x[indices]), y[indices])
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        total += loss.detach() * len(indices)
    return total.item() / len(x)


def train(recipe, init, seed, epochs, data):
    build, _, optimizer_of, _ = RECIPES[recipe]
    (x, y), (test_x, test_y) = data
    torch.manual_seed(seed)
    network = build()
    if init == "keras":
        initialize_like_keras(network)
    network = network.to(memory_format=torch.channels_last)
    optimizer, history = optimizer_of(network.parameters()), []
    begin = time.perf_counter()
    for epoch in range(1, epochs + 1):
        loss = train_epoch(network, optimizer, x, y)
        history.append({"epoch": epoch, "trainLoss": loss, "test": evaluate(network, test_x, test_y)})
        print(recipe, init, seed, json.dumps(history[-1]), flush=True)
    seconds = time.perf_counter() - begin
    return {"seed": seed, "test": history[-1]["test"], "seconds": round(seconds, 1), "history": history}


def tensors(part):
    x, y = part
    return torch.from_numpy(x), torch.from_numpy(y.astype(np.int64))


def write(chosen, runs):
    accuracies = [run["test"]["accuracy"] for run in runs]
    result = {
        "recipe": chosen.recipe,
        "what": RECIPES[chosen.recipe][3],
        "initialization": {"pytorch": "PyTorch's default", "keras": "Glorot uniform, zero bias"}[chosen.init],
        "epochs": chosen.epochs,
        "batch": BATCH,
        "testAccuracy": {"mean": float(np.mean(accuracies)), "min": min(accuracies),
                         "max": max(accuracies), "seeds": len(runs)},
        "note": "seconds are wall clock on a shared machine and no measure of speed",
        "versions": machine.versions("torch", "numpy"),
        "threads": torch.get_num_threads(),
        "machine": machine.cpu(),
        "date": machine.today(),
        "runs": runs,
    }
    RESULTS.mkdir(exist_ok=True)
    path = RESULTS / f"{chosen.recipe}-{chosen.init}.json"
    path.write_text(json.dumps(result, indent=1) + "\n", encoding="ascii")
    print(f"{path.name}: {100 * np.mean(accuracies):.2f} %")


def main():
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("recipe", choices=RECIPES)
    arguments.add_argument("--init", choices=("pytorch", "keras"), default="keras")
    arguments.add_argument("--seeds", default="1,2,3")
    arguments.add_argument("--epochs", type=int, default=10)
    chosen = arguments.parse_args()
    data = tuple(map(tensors, RECIPES[chosen.recipe][1]()))
    seeds = [int(seed) for seed in chosen.seeds.split(",")]
    runs = []
    for seed in seeds:  # written after every seed, so that a stopped run keeps what it has
        runs.append(train(chosen.recipe, chosen.init, seed, chosen.epochs, data))
        write(chosen, runs)


if __name__ == "__main__":
    main()
