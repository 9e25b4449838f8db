"""Trains the network of ResNet50.java with PyTorch: torch.compile, bf16 autocast, channels-last."""

import torch
from torch.nn import functional as F

import blocks

SIZES = {"toy": ((1, 1, 1, 1), 8, 64, 10), "full": ((3, 4, 6, 3), 64, 224, 1000)}
EXPANSION = 4


def units(stages, width):
    """Each convolution with its norm: names, channels in and out, window, stride."""
    found = [("conv1", "bn1", 3, width, 7, 2)]
    channels = width
    for stage, count in enumerate(stages):
        inside = width << stage
        for block in range(count):
            name, stride = f"layer{stage + 1}.{block}.", 2 if stage > 0 and block == 0 else 1
            out = EXPANSION * inside
            found.append((name + "conv1", name + "bn1", channels, inside, 1, 1))
            found.append((name + "conv2", name + "bn2", inside, inside, 3, stride))
            found.append((name + "conv3", name + "bn3", inside, out, 1, 1))
            if channels != out or stride != 1:
                found.append((name + "downsample.0", name + "downsample.1", channels, out, 1, stride))
            channels = out
    return found, channels


class Network(torch.nn.Module):
    """`values` are named as in torchvision; kernels are [out, in, rows, columns]."""

    def __init__(self, size, values=None):
        super().__init__()
        self.stages, width, _, classes = size
        self.units, features = units(self.stages, width)
        self.convolutions, self.norms = torch.nn.ModuleDict(), torch.nn.ModuleDict()
        for name, norm, before, after, window, stride in self.units:
            convolution = torch.nn.Conv2d(before, after, window, stride, window // 2, bias=False)
            torch.nn.init.kaiming_normal_(convolution.weight)
            self.convolutions[name.replace(".", "_")] = convolution
            self.norms[norm.replace(".", "_")] = torch.nn.BatchNorm2d(after)
        self.fc = torch.nn.Linear(features, classes)
        torch.nn.init.xavier_uniform_(self.fc.weight)
        torch.nn.init.zeros_(self.fc.bias)
        if values:
            self.take(values)

    def take(self, values):
        with torch.no_grad():
            for name, norm, *_ in self.units:
                kernel = torch.tensor(values[name + ".weight"]).permute(3, 2, 0, 1)
                self.convolutions[name.replace(".", "_")].weight.copy_(kernel)
                for part in ("weight", "bias", "running_mean", "running_var"):
                    own = getattr(self.norms[norm.replace(".", "_")], part)
                    own.copy_(torch.tensor(values[f"{norm}.{part}"]))
            self.fc.weight.copy_(torch.tensor(values["fc.weight"]).t())
            self.fc.bias.copy_(torch.tensor(values["fc.bias"]))

    def unit(self, x, name, norm):
        return self.norms[norm.replace(".", "_")](self.convolutions[name.replace(".", "_")](x))

    def block(self, x, name):
        y = F.relu(self.unit(x, name + "conv1", name + "bn1"))
        y = F.relu(self.unit(y, name + "conv2", name + "bn2"))
        y = self.unit(y, name + "conv3", name + "bn3")
        if (name + "downsample.0").replace(".", "_") in self.convolutions:
            x = self.unit(x, name + "downsample.0", name + "downsample.1")
        return F.relu(x + y)

    def forward(self, pictures, classes):
        x = F.max_pool2d(F.relu(self.unit(pictures, "conv1", "bn1")), 3, 2, 1)
        for stage, count in enumerate(self.stages):
            for block in range(count):
                x = self.block(x, f"layer{stage + 1}.{block}.")
        return F.cross_entropy(self.fc(x.float().mean((2, 3))).float(), classes)


def main():
    chosen = blocks.arguments(__doc__)
    size = SIZES[chosen.size]
    torch.manual_seed(0)
    compute = torch.bfloat16 if chosen.dtype == "bf16" else torch.float32
    if compute == torch.float32:
        torch.set_float32_matmul_precision("highest")
        torch.backends.cudnn.allow_tf32 = False
    torch.backends.cudnn.benchmark = True
    if chosen.load:
        values, data = blocks.load(chosen.load)
        network = Network(size, values)
        pictures = torch.tensor(data["pictures"]).permute(0, 3, 1, 2)
        classes = torch.tensor(data["classes"]).long()
    else:
        network = Network(size)
        pictures = torch.rand(chosen.batch, 3, size[2], size[2]) - 0.5
        classes = torch.randint(0, size[3], (chosen.batch,))
    network = network.to(chosen.device, memory_format=torch.channels_last)
    pictures = pictures.to(chosen.device, compute, memory_format=torch.channels_last)
    classes = classes.to(chosen.device)
    optimizer = torch.optim.SGD(
        network.parameters(), lr=0.01, momentum=0.9, weight_decay=1e-4, fused=True)
    # The toy is for the numbers, which do not depend on the compiler; only the full size is timed.
    forward = torch.compile(network) if chosen.size == "full" else network

    def step():
        with torch.autocast(chosen.device, torch.bfloat16, enabled=compute == torch.bfloat16):
            loss = forward(pictures, classes)
        loss.backward()
        optimizer.step()
        optimizer.zero_grad(set_to_none=True)
        return loss.detach()

    info = {"name": "torch-compile" if forward is not network else "torch", "workload": "resnet50",
            "version": torch.__version__, "dtype": chosen.dtype, "device": chosen.device,
            "parameters": sum(p.numel() for p in network.parameters()), "items": len(classes)}
    blocks.run(chosen, info, step)


if __name__ == "__main__":
    main()
