"""The workloads' networks in PyTorch: the same sizes as the command `bench` has."""

import torch
from torch import nn
from torch.nn import functional as F

import scores


def mlp(width=256):
    return nn.Sequential(
        nn.Linear(784, width), nn.ReLU(), nn.Linear(width, width // 2), nn.ReLU(),
        nn.Linear(width // 2, 10))


def dense():
    return nn.Sequential(
        nn.Linear(617, 300), nn.ReLU(), nn.Dropout(0.2),
        nn.Linear(300, 77), nn.ReLU(), nn.Dropout(0.2), nn.Linear(77, 26))


def conv(channels, out, kernel=3, stride=1):
    return nn.Conv2d(channels, out, kernel, stride, kernel // 2, bias=False)


def bncnn():
    layers, channels = [], 3
    for number, out in enumerate((32, 64, 64, 128, 128), 1):
        layers += [conv(channels, out), nn.BatchNorm2d(out), nn.ReLU(inplace=True)]
        if number in (2, 4):
            layers.append(nn.MaxPool2d(2))
        channels = out
    return nn.Sequential(*layers, nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(128, 10))


class BasicBlock(nn.Module):
    """torchvision's: two 3x3 convolutions beside the input, or beside a 1x1 one of it."""

    def __init__(self, channels, out, stride):
        super().__init__()
        self.conv1, self.bn1 = conv(channels, out, 3, stride), nn.BatchNorm2d(out)
        self.conv2, self.bn2 = conv(out, out), nn.BatchNorm2d(out)
        same = stride == 1 and channels == out
        self.downsample = nn.Identity() if same else nn.Sequential(
            conv(channels, out, 1, stride), nn.BatchNorm2d(out))

    def forward(self, x):
        y = F.relu(self.bn1(self.conv1(x)), inplace=True)
        return F.relu(self.bn2(self.conv2(y)) + self.downsample(x), inplace=True)


def resnet18(stem=None):
    layers = stem or [conv(3, 64, 7, 2), nn.BatchNorm2d(64), nn.ReLU(inplace=True), nn.MaxPool2d(3, 2, 1)]
    channels = 64
    for stage, out in enumerate((64, 128, 256, 512)):
        layers += [BasicBlock(channels, out, 2 if stage else 1), BasicBlock(out, out, 1)]
        channels = out
    network = nn.Sequential(*layers, nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(512, 10))
    for module in network.modules():
        if isinstance(module, nn.Conv2d):
            nn.init.kaiming_normal_(module.weight, mode="fan_out", nonlinearity="relu")
    return network


def resnet18_cifar():
    return resnet18([conv(3, 64), nn.BatchNorm2d(64), nn.ReLU(inplace=True)])


class Lstm(nn.Module):
    """Two layers over sequences, classes from the last state."""

    def __init__(self, features, width):
        super().__init__()
        self.lstm = nn.LSTM(features, width, 2, batch_first=True)
        self.head = nn.Linear(width, 10)

    def forward(self, x):
        return self.head(self.lstm(x)[0][:, -1])


def lstm64():
    return Lstm(1, 64)


def lstm512():
    return Lstm(64, 512)


class Gpt(nn.Module):
    """GPT-2: learned positions, norm before each part, gelu by tanh, the table of tokens used again for the logits."""

    class Block(nn.Module):
        def __init__(self, width, heads):
            super().__init__()
            self.heads = heads
            self.norm1, self.norm2 = nn.LayerNorm(width), nn.LayerNorm(width)
            self.all, self.out = nn.Linear(width, 3 * width), nn.Linear(width, width)
            self.up, self.down = nn.Linear(width, 4 * width), nn.Linear(4 * width, width)

        def forward(self, x):
            batch, time, width = x.shape
            split = lambda t: t.view(batch, time, self.heads, -1).transpose(1, 2)
            q, k, v = map(split, self.all(self.norm1(x)).chunk(3, -1))
            y = F.scaled_dot_product_attention(q, k, v, is_causal=True)
            x = x + self.out(y.transpose(1, 2).reshape(batch, time, width))
            return x + self.down(F.gelu(self.up(self.norm2(x)), approximate="tanh"))

    def __init__(self, vocabulary, context, width, heads, blocks):
        super().__init__()
        self.tokens, self.positions = nn.Embedding(vocabulary, width), nn.Embedding(context, width)
        self.blocks = nn.Sequential(*(self.Block(width, heads) for _ in range(blocks)))
        self.last = nn.LayerNorm(width)
        for parameter in self.parameters():
            if parameter.ndim > 1:
                nn.init.normal_(parameter, 0, 0.02)

    def forward(self, ids):
        x = self.tokens(ids) + self.positions.weight[: ids.shape[1]]
        return F.linear(self.last(self.blocks(x)), self.tokens.weight).flatten(0, 1)


def gpt_6x384():
    return Gpt(65, 256, 384, 6, 6)


def gpt2_124m():
    return Gpt(50257, 1024, 768, 12, 12)


def adam(parameters):
    return torch.optim.Adam(parameters, lr=1e-3, fused=True)


def adamw(parameters):
    return torch.optim.AdamW(parameters, lr=1e-3, fused=True)


# name: (network, shape of an example (text: of ids), number of classes, batch, optimizer)
WORKLOADS = {
    "mlp": (mlp, (784,), 10, 32, adam),
    "cnn": (scores.cifar_cnn, (3, 32, 32), 10, 32, adam),
    "dense": (dense, (617,), 26, 40, adamw),
    "bncnn": (bncnn, (3, 32, 32), 10, 32, adam),
    "lstm64": (lstm64, (10, 1), 10, 32, adam),
    "lstm512": (lstm512, (128, 64), 10, 32, adam),
    "gpt-6x384": (gpt_6x384, (256,), 65, 16, adamw),
    "gpt2-124m": (gpt2_124m, (512,), 50257, 2, adamw),
    "resnet18": (resnet18, (3, 32, 32), 10, 32, adam),
    "resnet18-cifar": (resnet18_cifar, (3, 32, 32), 10, 32, adam),
}
