"""Trains the decoder of Gpt2.java with PyTorch: torch.compile, bf16 autocast, fused AdamW."""

import math

import torch
from torch.nn import functional as F

import blocks

LAYERS, HEADS, WIDTH, CONTEXT, VOCABULARY = range(5)
SIZES = {"toy": (2, 2, 64, 64, 257), "full": (12, 12, 768, 1024, 50304)}


def shapes(size):
    """Names and shapes of the parameters, weights as [in, out]."""
    width = size[WIDTH]
    found = {"wte": (size[VOCABULARY], width), "wpe": (size[CONTEXT], width)}
    for layer in range(size[LAYERS]):
        for name, before, after in (("attn.c_attn", 1, 3), ("attn.c_proj", 1, 1),
                                    ("mlp.c_fc", 1, 4), ("mlp.c_proj", 4, 1)):
            found[f"h.{layer}.{name}.weight"] = (before * width, after * width)
            found[f"h.{layer}.{name}.bias"] = (after * width,)
    for norm in [f"h.{layer}.ln_{i}" for layer in range(size[LAYERS]) for i in (1, 2)] + ["ln_f"]:
        found[norm + ".weight"] = found[norm + ".bias"] = (width,)
    return found


def fresh(size):
    """Values as GPT-2 starts: normal with deviation 0.02, smaller where a residual is added."""
    values = {}
    for name, shape in shapes(size).items():
        if len(shape) == 2:
            small = name.endswith("c_proj.weight")
            deviation = 0.02 / math.sqrt(2 * size[LAYERS]) if small else 0.02
            values[name] = torch.randn(shape) * deviation
        else:
            values[name] = torch.full(shape, 1.0 if "ln_" in name and name.endswith("weight") else 0.0)
    return values


class Decoder(torch.nn.Module):
    def __init__(self, size, values, compute):
        super().__init__()
        self.size, self.compute = size, compute
        self.names = {name: name.replace(".", "_") for name in values}
        for name, value in values.items():
            self.register_parameter(self.names[name], torch.nn.Parameter(value))

    def value(self, name):
        return getattr(self, self.names[name])

    def norm(self, x, name):
        return F.layer_norm(x, x.shape[-1:], self.value(name + ".weight"), self.value(name + ".bias"), 1e-5)

    def dense(self, x, name):
        return F.linear(x, self.value(name + ".weight").t(), self.value(name + ".bias"))

    def attention(self, x):
        batch, context, width = x.shape[0], x.shape[1], x.shape[2] // 3
        parts = x.view(batch, context, 3, self.size[HEADS], -1).permute(2, 0, 3, 1, 4)
        y = F.scaled_dot_product_attention(*parts, is_causal=True)
        return y.transpose(1, 2).reshape(batch, context, width)

    def forward(self, ids, targets):
        x = (F.embedding(ids, self.value("wte")) + self.value("wpe")).to(self.compute)
        for layer in range(self.size[LAYERS]):
            name = f"h.{layer}."
            attended = self.attention(self.dense(self.norm(x, name + "ln_1"), name + "attn.c_attn"))
            x = x + self.dense(attended, name + "attn.c_proj")
            wide = F.gelu(self.dense(self.norm(x, name + "ln_2"), name + "mlp.c_fc"), approximate="tanh")
            x = x + self.dense(wide, name + "mlp.c_proj")
        logits = F.linear(self.norm(x, "ln_f"), self.value("wte"))
        return F.cross_entropy(logits.float().flatten(0, 1), targets.flatten())


def main():
    chosen = blocks.arguments(__doc__)
    size = SIZES[chosen.size]
    torch.manual_seed(0)
    if chosen.load:
        arrays, data = blocks.load(chosen.load)
        values = {name: torch.tensor(array) for name, array in arrays.items()}
        ids, targets = (torch.tensor(data[name]).long() for name in ("ids", "targets"))
    else:
        values = fresh(size)
        ids, targets = torch.randint(0, size[VOCABULARY], (2, chosen.batch, size[CONTEXT]))
    compute = torch.bfloat16 if chosen.dtype == "bf16" else torch.float32
    if compute == torch.float32:
        torch.set_float32_matmul_precision("highest")
    model = Decoder(size, values, compute).to(chosen.device)
    ids, targets = ids.to(chosen.device), targets.to(chosen.device)
    matrices = [p for p in model.parameters() if p.dim() >= 2]
    others = [p for p in model.parameters() if p.dim() < 2]
    optimizer = torch.optim.AdamW(
        [{"params": matrices, "weight_decay": 0.1}, {"params": others, "weight_decay": 0.0}],
        lr=3e-4, betas=(0.9, 0.95), eps=1e-8, fused=True)
    # The toy is for the numbers, which do not depend on the compiler; only the full size is timed.
    forward = torch.compile(model) if chosen.size == "full" else model

    def step():
        with torch.autocast(chosen.device, torch.bfloat16, enabled=compute == torch.bfloat16):
            loss = forward(ids, targets)
        loss.backward()
        optimizer.step()
        optimizer.zero_grad(set_to_none=True)
        return loss.detach()

    info = {"name": "torch-compile" if forward is not model else "torch", "workload": "gpt2",
            "version": torch.__version__, "dtype": chosen.dtype, "device": chosen.device,
            "parameters": sum(p.numel() for p in model.parameters()), "items": ids.numel()}
    blocks.run(chosen, info, step)


if __name__ == "__main__":
    main()
