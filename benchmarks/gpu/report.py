#!/usr/bin/env python3
"""Makes results.json, table.md and log.txt of what the sections of run.sh have left so far.

Usage: report.py WORK OUT SIZE DEVICE
"""

import datetime
import json
import re
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from protocol import quantile, spread  # noqa: E402

# Dense bf16 of one H200 (SXM) by its datasheet; an assumption about the machine, not a measurement.
PEAK_TFLOPS = 989.4
WORKLOADS = {"gpt2": "tokens", "resnet50": "pictures"}


def text(file):
    return file.read_text(encoding="utf-8", errors="replace") if file.exists() else ""


def lines_of_json(file):
    found = []
    for line in text(file).splitlines():
        if line.startswith("{"):
            try:
                found.append(json.loads(line))
            except ValueError:
                continue  # cut short when its section was ended
    return found


def throughput(work, name, operations):
    """What beside.py wrote, with medians, ratios to ours, and operations a second."""
    whole = lines_of_json(work / f"{name}.json")
    if not whole:
        return None
    workers = whole[-1]["workers"]
    ours = [block["step_ms"] for block in workers.get("jacquard", {}).get("blocks", [])]
    for worker in workers.values():
        theirs = [block["step_ms"] for block in worker["blocks"]]
        if not theirs:
            continue
        worker["step_ms"] = spread(theirs)
        if ours:
            worker["ours_to_this"] = spread([mine / other for mine, other in zip(ours, theirs)])
        if operations:
            worker["tflops"] = operations(worker) / worker["step_ms"]["median"] / 1e9
    return whole[-1]


def collect(work, size, device):
    counts = lines_of_json(work / "counts.out")
    per_item = counts[-1] if counts and size == "full" else {}
    tree = {
        "date": datetime.datetime.now(datetime.timezone.utc).strftime("%Y-%m-%d %H:%M UTC"),
        "size": size, "device": device, "machine": text(work / "machine.txt").splitlines(),
        "assumed_peak_tflops": PEAK_TFLOPS,
        "sections": lines_of_json(work / "sections.jsonl"),
        "doctor": text(work / "doctor.out").splitlines(),
        "programs": {}, "attention": lines_of_json(work / "attention.out"),
        "equal": [line for name in WORKLOADS for line in lines_of_json(work / f"equal-{name}.out")],
        "matmul": throughput(work, "matmul", lambda worker: 2 * worker["info"]["side"] ** 3),
    }
    for file in sorted(work.glob("program-*.out")):
        tests = re.findall(r"^test: .*", text(file), re.MULTILINE)
        tree["programs"][file.stem.removeprefix("program-")] = {
            "trained": bool(tests), "test": tests[-1] if tests else "",
            "epochs": len(re.findall(r"^epoch ", text(file), re.MULTILINE))}
    for name in WORKLOADS:
        each = per_item.get(name)
        tree[name] = throughput(
            work, name, (lambda worker: each * worker["info"]["items"]) if each else None)
    roofs = [worker["tflops"] for worker in (tree["matmul"] or {"workers": {}})["workers"].values()
             if "tflops" in worker]
    tree["measured_roof_tflops"] = max(roofs, default=None)
    return tree


def number(value, digits=2):
    return "" if value is None else f"{value:,.{digits}f}"


def table(headers, rows):
    return ["| " + " | ".join(headers) + " |", "|" + "---|" * len(headers),
            *("| " + " | ".join(str(cell) for cell in row) + " |" for row in rows), ""]


def sections(tree):
    rows = [(s["section"], "done" if s["status"] == "0" else s["status"], s["seconds"], s["limit"])
            for s in tree["sections"]]
    return table(["section", "status", "seconds", "limit"], rows)


def share(worker, peak):
    return f"{100 * worker['tflops'] / peak:.1f} %" if peak and "tflops" in worker else ""


def worker_row(tree, name, worker, unit):
    info, step = worker["info"], worker.get("step_ms")
    if not step:
        return (name, worker["failure"] or "no block", *[""] * (7 if unit else 4))
    ratio = worker.get("ours_to_this")
    cells = [f"{step['median']:.3f} ({step['p10']:.3f} to {step['p90']:.3f})"]
    cells += [f"{1e3 * info['items'] / step['median']:,.0f}"] if unit else []
    cells += [number(worker.get("tflops"), 1), share(worker, PEAK_TFLOPS)]
    cells += [share(worker, tree["measured_roof_tflops"])] if unit else []
    cells += [f"{ratio['median']:.3f} ({ratio['p10']:.3f} to {ratio['p90']:.3f})" if ratio else "",
              len(worker["blocks"])]
    cells += [number(worker["ready_seconds"], 0)] if unit else []
    return (name, *cells)


def throughput_table(tree, name, unit):
    peak, steps = f"of {PEAK_TFLOPS} assumed", ["ms a step (p10 to p90)"]
    headers = ["program", *steps, *([f"{unit} a second"] if unit else []), "TFLOP/s", peak,
               *(["of the measured roof"] if unit else []), "ours : this (p10 to p90)", "blocks",
               *(["s to ready"] if unit else [])]
    return table(headers, [worker_row(tree, title(n, w), w, unit)
                           for n, w in tree[name]["workers"].items()])


def title(name, worker):
    info = worker["info"]
    failed = f"; left out: {worker['failure']}" if worker["failure"] and worker["blocks"] else ""
    return f"{info.get('name', name)} {info.get('version', '')}".strip() + failed


def markdown(tree):
    lines = [f"# Run of {tree['date']} on `{tree['device']}`, size {tree['size']}", ""]
    if tree["size"] != "full":
        lines += ["Tiny sizes: this proves that the programs run; the figures say nothing about speed.", ""]
    lines += [f"- {line}" for line in tree["machine"]] + ["", "## Sections", "", *sections(tree)]
    if tree["programs"]:
        rows = [(name, p["epochs"], p["test"] or "did not end") for name, p in tree["programs"].items()]
        lines += ["## Programs", "", *table(["program", "epochs", "at the end"], rows)]
    if tree["matmul"]:
        lines += ["## Matrix product, bf16", "", *throughput_table(tree, "matmul", "")]
    for name, unit in WORKLOADS.items():
        if tree[name]:
            lines += [f"## {name}, training", "", *throughput_table(tree, name, unit)]
    if tree["attention"]:
        rows = [(a["type"], a["form"], number(a["milliseconds"], 3), f"{a['temporary_bytes']:,}",
                 ", ".join(f"{k} {v:.1e}" for k, v in a["differences"].items()))
                for a in tree["attention"]]
        lines += ["## Causal attention, forward and backward", "",
                  *table(["queries", "form", "ms", "bytes of intermediate values",
                          "largest distance from f32, by the largest value"], rows)]
    if tree["equal"]:
        rows = [(e["workload"], e["dtype"], f"{e['largest_difference']:.1e}", e["tolerance"],
                 "yes" if e["equal"] else "NO") for e in tree["equal"]]
        lines += ["## Losses of five steps from the same parameters, ours beside the peers'", "",
                  *table(["workload", "dtype", "largest relative difference", "tolerance", "equal"], rows)]
    return "\n".join(lines)


def log(work):
    parts = []
    for file in sorted(work.glob("*.err")) + [work / "doctor.out", *sorted(work.glob("program-*.out"))]:
        if text(file).strip():
            parts.append(f"==== {file.name}\n{text(file)[-60_000:].rstrip()}\n")
    return "\n".join(parts)


def main():
    work, out, size, device = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3], sys.argv[4]
    tree = collect(work, size, device)
    (out / "results.json").write_text(json.dumps(tree, indent=1) + "\n", encoding="utf-8")
    (out / "table.md").write_text(markdown(tree), encoding="utf-8")
    (out / "log.txt").write_text(log(work), encoding="utf-8")


if __name__ == "__main__":
    main()
