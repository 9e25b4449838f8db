"""PyTorch training steps. Usage: torch_steps.py mlp|cnn [--compile] [--mode MODE]

Adam is fused, the CNN channels-last; --compile compiles the model and the optimizer's step.
"""

import argparse
import itertools

import torch
from torch.nn import functional as F

import machine
import scores
import serve

NETWORKS = {"mlp": (scores.mlp, (784,)), "cnn": (scores.cifar_cnn, (3, 32, 32))}


def pool(shape):
    batches = []
    for _ in range(serve.POOL):
        x = torch.randn(serve.BATCH, *shape)
        if len(shape) == 3:
            x = x.contiguous(memory_format=torch.channels_last)
        batches.append((x, torch.randint(0, 10, (serve.BATCH,))))
    return itertools.cycle(batches)


def main():
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("workload", choices=NETWORKS)
    arguments.add_argument("--compile", action="store_true")
    arguments.add_argument("--mode", help="torch.compile's mode")
    chosen = arguments.parse_args()
    torch.manual_seed(0)
    build, shape = NETWORKS[chosen.workload]
    network = build().to(memory_format=torch.channels_last)
    optimizer = torch.optim.Adam(network.parameters(), lr=1e-3, fused=True)
    forward, update, batches = network, optimizer.step, pool(shape)
    if chosen.compile:
        forward = torch.compile(network, mode=chosen.mode)
        update = torch.compile(optimizer.step, mode=chosen.mode)

    def step():
        x, y = next(batches)
        optimizer.zero_grad()
        loss = F.cross_entropy(forward(x), y)
        loss.backward()
        update()
        return loss

    name = "torch" + ("-compile" if chosen.compile else "-eager")
    info = {"name": name, "threads": torch.get_num_threads(), "versions": machine.versions("torch")}
    serve.serve(info, step, lambda loss: loss.item())


if __name__ == "__main__":
    main()
