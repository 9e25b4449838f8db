#!/usr/bin/env python3
"""The MLP's step over sizes of batch and width beside the peers: results/sweep.csv and results/sweep.svg.

Usage: sweep.py [--batches 1,4,...] [--widths 64,128,...] [--peers torch,jax,...] [--rounds 3] [--resume]
       sweep.py --draw        draws the picture from the CSV again

The network is 784-W-W/2-10. At each size ours and the peers are live processes, and blocks go round: ours, each
peer, ours, each peer. A time is the median of a process's blocks; the calibration loops are those of compare.py, a
round with one more than 5 % slower than the best of its size is run again, twice as many rounds at most.
--resume keeps the sizes that the CSV has.
"""

import argparse
import csv
import math
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE / "peers"))

import protocol
import workers

TABLE, PICTURE = HERE / "results" / "sweep.csv", HERE / "results" / "sweep.svg"
FIELDS = ("batch", "width", "name", "median_ms", "best_ms", "rounds", "steady")
COLORS = {"torch": "#d55e00", "torch-compile": "#e69f00", "torch-one-graph": "#cc79a7", "jax": "#009e73"}
PANEL_WIDTH, PANEL_HEIGHT, LEFT, TOP, GAP = 330, 170, 60, 40, 60
ALLOWED = 1.1


def numbers(text):
    return [int(word) for word in text.split(",")]


def parse():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    arguments.add_argument("--batches", type=numbers, default=[1, 4, 16, 32, 64, 256, 1024])
    arguments.add_argument("--widths", type=numbers, default=[64, 256, 1024, 4096])
    arguments.add_argument("--peers", type=lambda text: text.split(","), default=list(COLORS))
    arguments.add_argument("--rounds", type=int, default=3, help="steady rounds wanted")
    arguments.add_argument("--resume", action="store_true")
    arguments.add_argument("--draw", action="store_true", help="measure nothing")
    workers.options(arguments)
    return arguments.parse_args()


def rounds(live, wanted):
    """(calibrations, {name: block}) of each round."""
    calibration, done = protocol.Calibration(), []
    try:
        before = calibration.seconds()
        while len(done) < 2 * wanted:
            blocks = {name: worker.block() for name, worker in live.items()}
            after = calibration.seconds()
            done.append((max(before, after), blocks))
            before = after
            if len(steady(done)) >= wanted:
                break
    finally:
        calibration.close()
    return done


def steady(done):
    best = min(loop for loop, _ in done)
    return [blocks for loop, blocks in done if loop <= protocol.ALLOWED * best]


def measure(chosen, batch, width):
    sizes = ("--batch", str(batch), "--width", str(width))
    live = {}
    try:
        for name in ("ours", *chosen.peers):
            live[name] = workers.start(chosen, name, "mlp", *sizes)
        done = rounds(live, chosen.rounds)
    finally:
        for worker in live.values():
            worker.close()
    kept = steady(done)
    for name in live:
        blocks = [each[name] for each in kept]
        yield {
            "batch": batch,
            "width": width,
            "name": name,
            "median_ms": f"{protocol.quantile([b['block_ms'] for b in blocks], 0.5):.5f}",
            "best_ms": f"{min(b['best_ms'] for b in blocks):.5f}",
            "rounds": len(done),
            "steady": len(kept),
        }


def read():
    if not TABLE.exists():
        return []
    with open(TABLE, newline="", encoding="ascii") as file:
        return list(csv.DictReader(file))


def write(lines):
    with open(TABLE, "w", newline="", encoding="ascii") as file:
        table = csv.DictWriter(file, FIELDS, lineterminator="\n")
        table.writeheader()
        table.writerows(lines)


def by_size(lines):
    """{(batch, width): {name: milliseconds}}"""
    sizes = {}
    for line in lines:
        size = int(line["batch"]), int(line["width"])
        sizes.setdefault(size, {})[line["name"]] = float(line["median_ms"])
    return sizes


def ratio(times):
    """Ours by the fastest peer's."""
    return times["ours"] / min(ms for name, ms in times.items() if name != "ours")


def text(x, y, words, style=""):
    return f'<text x="{x:.1f}" y="{y:.1f}" {style}>{words}</text>'


def line(x1, y1, x2, y2, style):
    return f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" {style}/>'


class Panel:
    """The times of one width, by batch, as ratios of ours to each peer; both axes logarithmic."""

    LOW, HIGH = 0.1, 2.0

    def __init__(self, number, width, batches):
        self.left = LEFT + (number % 2) * (PANEL_WIDTH + GAP)
        self.top = TOP + (number // 2) * (PANEL_HEIGHT + GAP)
        self.width, self.batches = width, batches

    def x(self, batch):
        low, high = math.log(self.batches[0]), math.log(self.batches[-1])
        share = (math.log(batch) - low) / (high - low) if high > low else 0.5
        return self.left + share * PANEL_WIDTH

    def y(self, value):
        value = min(max(value, self.LOW), self.HIGH)
        share = math.log(value / self.LOW) / math.log(self.HIGH / self.LOW)
        return self.top + (1 - share) * PANEL_HEIGHT

    def axes(self):
        right = self.left + PANEL_WIDTH
        yield text(self.left, self.top - 10, f"width {self.width}, by batch", 'font-weight="bold"')
        for value in (0.1, 0.2, 0.5, 1, 2):
            strong = 'stroke="#333333"' if value == 1 else 'stroke="#dddddd"'
            yield line(self.left, self.y(value), right, self.y(value), strong)
            yield text(self.left - 8, self.y(value) + 4, f"{value:g}", 'text-anchor="end"')
        yield line(self.left, self.y(ALLOWED), right, self.y(ALLOWED), 'stroke="#777777" stroke-dasharray="4 4"')
        for batch in self.batches:
            yield text(self.x(batch), self.top + PANEL_HEIGHT + 16, batch, 'text-anchor="middle"')

    def curve(self, name, points):
        places = " ".join(f"{self.x(batch):.1f},{self.y(value):.1f}" for batch, value in points)
        color = COLORS.get(name, "#0072b2")
        yield f'<polyline points="{places}" fill="none" stroke="{color}" stroke-width="2"/>'
        for batch, value in points:
            yield f'<circle cx="{self.x(batch):.1f}" cy="{self.y(value):.1f}" r="3" fill="{color}"/>'


def draw(sizes):
    batches = sorted({batch for batch, _ in sizes})
    widths = sorted({width for _, width in sizes})
    names = [name for name in next(iter(sizes.values())) if name != "ours"]
    parts = []
    for number, width in enumerate(widths):
        panel = Panel(number, width, batches)
        parts += panel.axes()
        for name in names:
            points = [(b, sizes[b, width]["ours"] / sizes[b, width][name])
                      for b in batches if name in sizes.get((b, width), {})]
            parts += panel.curve(name, points)
    height = TOP + math.ceil(len(widths) / 2) * (PANEL_HEIGHT + GAP) + 20
    for i, name in enumerate(names):
        parts.append(text(LEFT + 170 * i, height - 12, f"ours by {name}", f'fill="{COLORS.get(name, "#0072b2")}"'))
    right = LEFT + 2 * PANEL_WIDTH + GAP + 20
    head = (f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {right} {height}" width="{right}" '
            f'height="{height}" font-family="sans-serif" font-size="12">')
    ground = f'<rect width="{right}" height="{height}" fill="white"/>'
    PICTURE.write_text("\n".join([head, ground, *parts, "</svg>", ""]), encoding="ascii")


def main():
    chosen = parse()
    lines = read() if chosen.resume or chosen.draw else []
    have = set(by_size(lines))
    wanted = [] if chosen.draw else [(b, w) for w in chosen.widths for b in chosen.batches]
    for batch, width in wanted:
        if (batch, width) in have:
            continue
        lines += measure(chosen, batch, width)
        write(lines)
        print(f"batch {batch}, width {width}: {ratio(by_size(lines)[batch, width]):.2f} of the fastest peer", flush=True)
    sizes = by_size(lines)
    draw(sizes)
    slower = [size for size, times in sizes.items() if ratio(times) > ALLOWED]
    print(f"{len(sizes)} sizes, more than 10 % slower than the fastest peer at {len(slower)}: {sorted(slower)}")


if __name__ == "__main__":
    main()
