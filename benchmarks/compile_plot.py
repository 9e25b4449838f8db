#!/usr/bin/env python3
"""Writes results/compile.csv and results/compile.svg from the JSON lines of compile.sh on standard
input and prints the table of README.md: the least seconds of each graph and size, and the slope
from 5,000 operations on, 1 where twice the operations take twice the time. Standard library only.
"""

import csv
import json
import math
import sys
from pathlib import Path

RESULTS = Path(__file__).resolve().parent / "results"
WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 720, 440, 60, 110, 20, 50
COLORS = ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9"]
X_TICKS = [500, 1000, 2000, 5000, 10000, 20000]
Y_TICKS = [0.1, 0.2, 0.5, 1, 2, 5, 10]
LARGE = 5000
TARGET_SECONDS = 2


def read(lines):
    """graph: {nominal size: [(operations, seconds) of each run]}, in the order of the lines."""
    runs = {}
    for line in lines:
        if line.startswith("{"):
            run = json.loads(line)
            size = min(X_TICKS, key=lambda s: abs(s - run["operations"]))
            sizes = runs.setdefault(run["graph"], {})
            sizes.setdefault(size, []).append((run["operations"], run["seconds"]))
    return runs


def least(sizes):
    """(operations, seconds) by size: the run that others on the machine disturbed least."""
    return [min(each, key=lambda run: run[1]) for _, each in sorted(sizes.items())]


def slope(points):
    """The least-squares slope of log seconds by log operations."""
    logs = [(math.log(n), math.log(s)) for n, s in points if n >= LARGE * 0.9]
    if len(logs) < 2:
        return math.nan
    x, y = (sum(values) / len(logs) for values in zip(*logs))
    return sum((a - x) * (b - y) for a, b in logs) / sum((a - x) ** 2 for a, _ in logs)


def place(value, ticks, low, high):
    share = math.log(value / ticks[0]) / math.log(ticks[-1] / ticks[0])
    return round(low + share * (high - low), 1)


def at(operations, seconds):
    return (
        place(operations, X_TICKS, LEFT, WIDTH - RIGHT),
        place(seconds, Y_TICKS, HEIGHT - BOTTOM, TOP),
    )


def line(a, b, style):
    return f'<line x1="{a[0]}" y1="{a[1]}" x2="{b[0]}" y2="{b[1]}" {style}/>'


def text(x, y, words, style=""):
    return f'<text x="{x}" y="{y}" {style}>{words}</text>'


def axes():
    grid = 'stroke="#dddddd"'
    middle = 'text-anchor="middle"'
    for n in X_TICKS:
        x, bottom = at(n, Y_TICKS[0])
        yield line((x, bottom), at(n, Y_TICKS[-1]), grid)
        yield text(x, bottom + 18, f"{n:,}", middle)
    for s in Y_TICKS:
        x, y = at(X_TICKS[0], s)
        yield line((x, y), at(X_TICKS[-1], s), grid)
        yield text(x - 8, y + 4, f"{s:g}", 'text-anchor="end"')
    yield text((LEFT + WIDTH - RIGHT) / 2, HEIGHT - 10, "operations", middle)
    yield text(16, TOP + 4, "s")
    dashed = 'stroke="#777777" stroke-dasharray="5 4"'
    yield line(at(X_TICKS[0], TARGET_SECONDS), at(LARGE, TARGET_SECONDS), dashed)
    yield line(at(LARGE, Y_TICKS[0]), at(LARGE, TARGET_SECONDS), dashed)
    yield line(at(1000, 0.1), at(20000, 2), 'stroke="#777777" stroke-dasharray="1 3"')
    yield text(at(8000, 0.8)[0] + 10, at(8000, 0.8)[1] + 12, "slope 1", 'fill="#777777"')


def curves(runs):
    labels = []
    for color, (graph, sizes) in zip(COLORS, runs.items()):
        points = [at(*run) for run in least(sizes)]
        path = " ".join(f"{x},{y}" for x, y in points)
        yield f'<polyline points="{path}" fill="none" stroke="{color}" stroke-width="2"/>'
        for x, y in points:
            yield f'<circle cx="{x}" cy="{y}" r="3" fill="{color}"/>'
        labels.append([points[-1][1] + 4, graph, color])
    labels.sort()
    for i, (y, graph, color) in enumerate(labels):
        y = max(y, labels[i - 1][0] + 15) if i else y
        labels[i][0] = y
        yield text(WIDTH - RIGHT + 10, y, graph, f'fill="{color}"')


def draw(runs):
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" '
        f'width="{WIDTH}" height="{HEIGHT}" font-family="sans-serif" font-size="12">'
    )
    ground = f'<rect width="{WIDTH}" height="{HEIGHT}" fill="white"/>'
    return "\n".join([head, ground, *axes(), *curves(runs), "</svg>", ""])


def write(runs):
    with open(RESULTS / "compile.csv", "w", newline="", encoding="ascii") as out:
        table = csv.writer(out, lineterminator="\n")
        table.writerow(["graph", "operations", "seconds"])
        for graph, sizes in runs.items():
            for _, each in sorted(sizes.items()):
                table.writerows([graph, *run] for run in each)
    (RESULTS / "compile.svg").write_text(draw(runs), encoding="ascii")


def main():
    runs = read(sys.stdin)
    write(runs)
    for graph, sizes in runs.items():
        points = least(sizes)
        cells = " | ".join(f"{seconds:.2f}" for _, seconds in points)
        print(f"| `{graph}` | {cells} | {slope(points):.2f} |")


if __name__ == "__main__":
    main()
