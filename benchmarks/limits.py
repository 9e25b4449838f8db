#!/usr/bin/env python3
"""The least time of a training step on a machine with the measured roofs.

Usage: limits.py [ROOFS.json]     by default results/roofs.json, the lines of ./jacquard bench roofs

    limit = operations / roof of products + bytes / roof of copies

Operations are those of products and convolutions: 2 for each multiplication of the forward pass, as many for the
gradient of the weights, and as many for that of the input except in the first layer. Bytes are those of each
parameter and its two moments, read and written once (24 a parameter), and, beside convolutions, 6 passes over each
output, 10 where batch norm follows (4 bytes a number each). The roof of copies is that of a set of memory as large
as what the step goes over. Standard library only.
"""

import json
import sys
from dataclasses import dataclass
from pathlib import Path

RESULTS = Path(__file__).resolve().parent / "results"


@dataclass
class Work:
    """What a step does at least."""

    operations: float
    parameters: int
    passed: float = 0  # bytes of outputs, by passes
    held: float = 0  # bytes of outputs

    def bytes(self):
        return 24 * self.parameters + self.passed

    def working_set(self):
        return 12 * self.parameters + self.held


def dense(batch, *widths):
    """A chain of dense layers that begins the network."""
    pairs = list(zip(widths, widths[1:]))
    products = 2 * batch * (3 * sum(a * b for a, b in pairs) - widths[0] * widths[1])
    return Work(products, sum(a * b + b for a, b in pairs))


class Pictures:
    """Adds up convolutions on square pictures of 32x32x3."""

    def __init__(self, batch=32):
        self.batch, self.work = batch, Work(0, 0)

    def conv(self, channels, out, side, kernel=3, norm=True):
        """One that gives `side` x `side` positions."""
        macs = self.batch * side * side * kernel * kernel * channels * out
        first = channels == 3
        size = 4 * self.batch * side * side * out
        self.work.operations += 2 * macs * (2 if first else 3)
        self.work.parameters += kernel * kernel * channels * out + (2 * out if norm else out)
        self.work.passed += size * (10 if norm else 6)
        self.work.held += size
        return self

    def dense(self, inside, out):
        self.work.operations += 2 * 3 * self.batch * inside * out
        self.work.parameters += inside * out + out
        return self


def cnn():
    net = Pictures().conv(3, 32, 30, norm=False).conv(32, 64, 13, norm=False).conv(64, 64, 4, norm=False)
    return net.dense(1024, 64).dense(64, 10).work


def bncnn():
    net = Pictures().conv(3, 32, 32).conv(32, 64, 32).conv(64, 64, 16).conv(64, 128, 16).conv(128, 128, 8)
    return net.dense(128, 10).work


def resnet18(stem_kernel, stem_side, side):
    net, channels = Pictures().conv(3, 64, stem_side, stem_kernel), 64
    for stage, out in enumerate((64, 128, 256, 512)):
        side = side if stage == 0 else (side + 1) // 2
        net.conv(channels, out, side).conv(out, out, side).conv(out, out, side).conv(out, out, side)
        if stage:
            net.conv(channels, out, side, 1)
        channels = out
    return net.dense(512, 10).work


def lstm(time, features, width, batch=32):
    """Two layers, classes from the last state; each step passes gates and both states on, and back."""
    operations, parameters, inside = 0, width * 10 + 10, features
    for layer in range(2):
        macs = batch * time * 4 * width * (inside + width)
        operations += 2 * 3 * macs - (2 * batch * time * 4 * width * inside if layer == 0 else 0)
        parameters += 4 * width * (inside + width + 2)
        inside = width
    states = 4 * batch * time * width
    return Work(operations + 2 * 3 * batch * width * 10, parameters, 2 * 2 * 6 * states, 2 * 6 * states)


def mlp(batch=32, width=256):
    return dense(batch, 784, width, width // 2, 10)


WORK = {
    "mlp": mlp,
    "cnn": cnn,
    "dense": lambda: dense(40, 617, 300, 77, 26),
    "bncnn": bncnn,
    "lstm64": lambda: lstm(10, 1, 64),
    "lstm512": lambda: lstm(128, 64, 512),
    "resnet18": lambda: resnet18(7, 16, 8),
    "resnet18-cifar": lambda: resnet18(3, 32, 32),
}


def copies(roofs, size):
    """Bytes a second of copies in the smallest measured set of memory of at least that size, or in the largest."""
    measured = {}
    for roof in roofs:
        if "bytes" in roof:
            held = roof["bytes"]
            measured[held] = max(measured.get(held, 0), roof["gigabytes_per_second"])
    return 1e9 * measured[min((held for held in measured if held >= size), default=max(measured))]


def milliseconds(work, roofs):
    products = max(r["gflops"] for r in roofs if r["workload"] == "matmul")
    seconds = work.operations / (1e9 * products) + work.bytes() / copies(roofs, work.working_set())
    return 1e3 * seconds


def read(file=RESULTS / "roofs.json"):
    return json.loads(Path(file).read_text(encoding="utf-8"))["roofs"]


def main():
    roofs = read(*sys.argv[1:])
    print("| workload | 10^6 operations | parameters | 10^6 bytes | limit, ms |")
    print("|---|---|---|---|---|")
    for name, of in WORK.items():
        work = of()
        print(f"| {name} | {work.operations / 1e6:,.1f} | {work.parameters:,} | {work.bytes() / 1e6:,.1f} "
              f"| {milliseconds(work, roofs):.3g} |")


if __name__ == "__main__":
    main()
