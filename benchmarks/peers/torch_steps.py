"""PyTorch training steps. Usage: torch_steps.py WORKLOAD [--compile | --one-graph] [--batch N] [--width W]

The optimizer is fused, pictures are channels-last. --compile compiles the model with its loss, and the
optimizer's step; --one-graph compiles loss, gradient and update as one function, the update written out.
--width W makes mlp 784-W-W/2-10.
"""

import argparse
import functools
import itertools

import torch
from torch.nn import functional as F

import machine
import networks
import serve


def pool(shape, classes, batch, text=False):
    batches = []
    for _ in range(serve.POOL):
        if text:
            ids = torch.randint(0, classes, (batch, shape[0] + 1))
            batches.append((ids[:, :-1].contiguous(), ids[:, 1:].flatten()))
            continue
        x = torch.randn(batch, *shape)
        if len(shape) == 3:
            x = x.contiguous(memory_format=torch.channels_last)
        batches.append((x, torch.randint(0, classes, (batch,))))
    return itertools.cycle(batches)


def three_parts(network, optimizer, compiled):
    """Forward pass with loss, backward pass, update."""
    loss_of = lambda x, y: F.cross_entropy(network(x), y)
    update = optimizer.step
    if compiled:
        loss_of, update = torch.compile(loss_of), torch.compile(update)

    def step(x, y):
        optimizer.zero_grad()
        loss = loss_of(x, y)
        loss.backward()
        update()
        return loss

    return step


def one_graph(network, optimizer):
    parameters = {name: p.detach() for name, p in network.named_parameters()}
    statistics = dict(network.named_buffers())
    first = {name: torch.zeros_like(p) for name, p in parameters.items()}
    second = {name: torch.zeros_like(p) for name, p in parameters.items()}
    decay, t = optimizer.param_groups[0]["weight_decay"], torch.zeros(())

    @torch.compile
    def step(x, y):
        def loss_of(p):
            now = {name: s.clone() for name, s in statistics.items()}
            return F.cross_entropy(torch.func.functional_call(network, (p, now), (x,)), y), now

        gradients, (loss, now) = torch.func.grad_and_value(loss_of, has_aux=True)(parameters)
        for name, s in statistics.items():
            s.copy_(now[name])
        t.add_(1)
        rate, scale = 1e-3 / (1 - 0.9**t), 1 - 0.999**t
        for name, p in parameters.items():
            first[name].lerp_(gradients[name], 0.1)
            second[name].mul_(0.999).addcmul_(gradients[name], gradients[name], value=0.001)
            p.mul_(1 - 1e-3 * decay)
            p.sub_(rate * first[name] / ((second[name] / scale).sqrt() + 1e-8))
        return loss

    return torch.no_grad()(step)


def parse():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    arguments.add_argument("workload", choices=networks.WORKLOADS)
    how = arguments.add_mutually_exclusive_group()
    how.add_argument("--compile", action="store_true")
    how.add_argument("--one-graph", action="store_true")
    arguments.add_argument("--batch", type=int)
    arguments.add_argument("--width", type=int)
    return arguments.parse_args()


def main():
    chosen = parse()
    torch.manual_seed(0)
    build, shape, classes, batch, optimizer_of = networks.WORKLOADS[chosen.workload]
    if chosen.width:
        build = functools.partial(networks.mlp, chosen.width)
    network = build().to(memory_format=torch.channels_last)
    optimizer = optimizer_of(network.parameters())
    if chosen.one_graph:
        step = one_graph(network, optimizer)
    else:
        step = three_parts(network, optimizer, chosen.compile)
    batches = pool(shape, classes, chosen.batch or batch, chosen.workload.startswith("gpt"))
    how = "one-graph" if chosen.one_graph else "compile" if chosen.compile else "eager"
    info = {"name": f"torch-{how}", "threads": torch.get_num_threads(), "versions": machine.versions("torch")}
    serve.serve(info, lambda: step(*next(batches)), lambda loss: loss.item())


if __name__ == "__main__":
    main()
