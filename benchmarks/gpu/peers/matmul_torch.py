"""The roof of matrix work with PyTorch: products of two bf16 matrices of random numbers."""

import torch

import blocks


def main():
    chosen = blocks.arguments(__doc__)
    torch.manual_seed(0)
    a, b = (torch.rand(2, chosen.side, chosen.side, device=chosen.device) - 0.5).bfloat16()
    info = {"name": "torch", "workload": "matmul", "version": torch.__version__, "side": chosen.side,
            "device": torch.cuda.get_device_name() if chosen.device == "cuda" else "cpu"}
    blocks.run(chosen, info, lambda: a @ b, lambda c: c[0, 0].item())


if __name__ == "__main__":
    main()
