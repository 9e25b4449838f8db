"""Times PyTorch's attention (`attention.py peer SHAPE ...`) or draws the lines of attention.sh (`attention.py plot`)."""

import csv
import json
import math
import sys
import time
from pathlib import Path

RESULTS = Path(__file__).resolve().parent / "results"
WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 720, 440, 60, 130, 20, 50
LINES = {
    ("jacquard", "forward_ms"): ("#0072b2", "ours"),
    ("jacquard", "both_ms"): ("#56b4e9", "ours, gradients"),
    ("torch", "forward_ms"): ("#d55e00", "PyTorch"),
    ("torch", "both_ms"): ("#e69f00", "PyTorch, gradients"),
}


def timed(function, seconds):
    """The median of runs of so many seconds or more, in ms."""
    times, begin = [], time.perf_counter()
    while len(times) < 3 or time.perf_counter() - begin < seconds:
        start = time.perf_counter()
        function()
        times.append((time.perf_counter() - start) * 1e3)
    return sorted(times)[len(times) // 2]


def peer(shapes):
    import torch

    attend = torch.nn.functional.scaled_dot_product_attention
    for shape in shapes:
        b, h, t, d, *keys = map(int, shape.split(","))
        lengths = [t] + 2 * (keys or [t])
        leaves = [torch.randn(b, n, h, d, requires_grad=True) for n in lengths]
        heads = [x.transpose(1, 2) for x in leaves]
        gradient = torch.randn(b, h, t, d)

        def forward():
            with torch.no_grad():
                attend(*heads, is_causal=not keys)

        def both():
            y = attend(*[x.transpose(1, 2) for x in leaves], is_causal=not keys)
            torch.autograd.grad(y, leaves, gradient)

        made = {"who": "torch", "shape": shape}
        for name, function in (("forward_ms", forward), ("both_ms", both)):
            timed(function, 0.5)
            made[name] = round(timed(function, 1), 4)
        print(json.dumps(made), flush=True)


def flops(shape, both):
    """Of the products that an attention cannot leave out."""
    b, h, t, d, *keys = map(int, shape.split(","))
    forward = 4 * b * h * d * (t * keys[0] if keys else t * (t + 1) / 2)
    return forward * (3.5 if both else 1)


def plot():
    rows = [json.loads(line) for line in sys.stdin if line.startswith("{")]
    for row in rows:
        for part in ("forward", "both"):
            work = flops(row["shape"], part == "both")
            row[f"{part}_gflops_per_second"] = round(work / row[f"{part}_ms"] / 1e6, 1)
    names = ["who", "shape", "forward_ms", "both_ms", "forward_gflops_per_second", "both_gflops_per_second"]
    names += ["forward_bytes", "both_bytes"]
    with open(RESULTS / "attention.csv", "w", encoding="ascii", newline="") as out:
        writer = csv.DictWriter(out, names, restval="", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    (RESULTS / "attention.svg").write_text(drawn(rows), encoding="ascii")


def drawn(rows):
    single = [r for r in rows if r["shape"].startswith("1,") and r["shape"].count(",") == 3]
    if not single:
        return '<svg xmlns="http://www.w3.org/2000/svg"/>\n'
    lengths = sorted({int(r["shape"].split(",")[2]) for r in single})
    all_times = [r[k] for r in single for k in ("forward_ms", "both_ms")]
    low, high = math.floor(math.log10(min(all_times))), math.ceil(math.log10(max(all_times)))

    def at(length, ms):
        x = math.log(length / lengths[0]) / max(1e-9, math.log(lengths[-1] / lengths[0]))
        y = (math.log10(ms) - low) / max(1, high - low)
        return round(LEFT + x * (WIDTH - LEFT - RIGHT), 1), round(HEIGHT - BOTTOM - y * (HEIGHT - TOP - BOTTOM), 1)

    parts = [f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}" font-family="sans-serif" font-size="12">']
    parts.append(f'<rect width="{WIDTH}" height="{HEIGHT}" fill="white"/>')
    for power in range(low, high + 1):
        x, y = at(lengths[0], 10**power)
        parts.append(f'<path d="M{x} {y}H{WIDTH - RIGHT}" stroke="#ddd"/><text x="{x - 8}" y="{y + 4}" text-anchor="end">{10**power:g}</text>')
    for length in lengths:
        x, _ = at(length, 10**low)
        parts.append(f'<text x="{x}" y="{HEIGHT - BOTTOM + 18}" text-anchor="middle">{length:,}</text>')
    for (who, key), (color, label) in LINES.items():
        points = sorted((int(r["shape"].split(",")[2]), r[key]) for r in single if r["who"] == who)
        if points:
            path = "L".join("{} {}".format(*at(*p)) for p in points)
            x, y = at(*points[-1])
            parts.append(f'<path d="M{path}" fill="none" stroke="{color}" stroke-width="2"/><text x="{x + 6}" y="{y + 4}" fill="{color}">{label}</text>')
    parts.append(f'<text x="{LEFT}" y="{HEIGHT - 10}">queries and keys; ms of causal attention, 8 heads of 64, one sequence</text></svg>')
    return "\n".join(parts) + "\n"


if __name__ == "__main__":
    peer(sys.argv[2:]) if sys.argv[1] == "peer" else plot()
