#!/usr/bin/env python3
"""The whole table of steps: measures each row with compare.py and prints it beside its target.

Usage: table.py --all                  measures the roofs and every row, then prints
       table.py mlp bncnn              the rows of these workloads; `fit` and `no-flags` are rows too
       table.py --all --missing        only the rows of which results/ has nothing of today
       table.py                        prints what results/ holds

Each row is kept as results/step-WORKLOAD-PEER.json, the roofs, measured before the rows and after them, as results/roofs.json. A row that fails, or has too few
steady pairs, is told and the rest goes on. --skip keras,djl leaves out peers; --keras-python names another
interpreter for Keras. The share of the limit uses the roofs in results/ (limits.py).
"""

import argparse
import json
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE / "peers"))

import limits
import machine
import workers

RESULTS = HERE / "results"
TORCH = ("torch", "torch-compile", "torch-one-graph")
KERAS = ("keras", "keras-64")
DL4J = ("dl4j", "dl4j-onednn")

# workload: [(largest ratio wanted to the fastest of these peers, the peers)]
TARGETS = {
    "mlp": [(0.5, ("jax",)), (0.3, TORCH), (0.1, KERAS), (0.15, ("djl",)), (0.2, ("tf-java",)), (0.1, DL4J)],
    "cnn": [(0.4, ("jax",)), (0.45, TORCH), (0.6, KERAS), (0.4, ("djl",)), (0.4, ("tf-java",)), (1.0, DL4J)],
    "dense": [(0.6, ("jax",)), (0.36, TORCH), (0.12, KERAS)],
    "bncnn": [(0.48, ("jax",)), (0.54, TORCH), (0.72, KERAS)],
    "lstm64": [(0.5, ("jax", *TORCH)), (0.5, KERAS)],
    "lstm512": [(0.75, ("jax", *TORCH)), (0.75, KERAS)],
    "resnet18": [(0.65, TORCH)],
    "resnet18-cifar": [(0.65, TORCH)],
}
# of ours by ours: (way of own.py, workload): largest ratio wanted
OWN = {("fit", "mlp"): 1.15, ("fit", "cnn"): 1.15, ("no-flags", "mlp"): 1.5, ("no-flags", "cnn"): 1.2}
LIMITS = {"mlp": 1.6, "cnn": 2.0}


def parse():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    arguments.add_argument("rows", nargs="*", help="workloads, fit, no-flags")
    arguments.add_argument("--all", action="store_true")
    arguments.add_argument("--missing", action="store_true")
    arguments.add_argument("--skip", type=lambda text: text.split(","), default=[])
    arguments.add_argument("--pairs", type=int, default=10)
    arguments.add_argument("--most", type=int, default=40)
    arguments.add_argument("--keras-python")
    workers.options(arguments)
    chosen = arguments.parse_args()
    known = {*TARGETS, *(way for way, _ in OWN)}
    if unknown := set(chosen.rows) - known:
        arguments.error(f"no rows {sorted(unknown)}; there are {sorted(known)}")
    if chosen.all:
        chosen.rows = sorted(known)
    return chosen


def measure_roofs(chosen):
    """The roofs as they are now, as lines of ./jacquard bench roofs."""
    command = [*chosen.ours.split(), "roofs"]
    done = subprocess.run(command, cwd=HERE.parent, env=workers.environment(chosen.threads),
                          capture_output=True, text=True, check=True)
    return [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]


def write_roofs(chosen, roofs):
    whole = {"roofs": roofs, "threads": chosen.threads, "machine": machine.cpu(), "date": machine.today()}
    (RESULTS / "roofs.json").write_text(json.dumps(whole, indent=1) + "\n", encoding="utf-8")


def file(workload, peer):
    return RESULTS / f"step-{workload}-{peer}.json"


def read(workload, peer):
    path = file(workload, peer)
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}


def is_done(workload, peer):
    result = read(workload, peer)
    return result.get("date") == machine.today() and "ratio" in result


def commands(chosen):
    """(workload, peer, command) of each row wanted."""
    for workload, targets in TARGETS.items():
        if workload in chosen.rows:
            for peer in [peer for _, peers in targets for peer in peers]:
                python = chosen.keras_python if peer.startswith("keras") and chosen.keras_python else chosen.python
                yield workload, peer, ["compare.py", workload, peer, "--python", python, "--ours", chosen.ours]
    for way, workload in OWN:
        if way in chosen.rows:
            yield workload, way, ["own.py", way, workload]


def measure(chosen):
    for workload, peer, (script, *words) in commands(chosen):
        if peer in chosen.skip or (chosen.missing and is_done(workload, peer)):
            continue
        command = [sys.executable, str(HERE / script), *words, "--json", str(file(workload, peer)),
                   "--pairs", str(chosen.pairs), "--most", str(chosen.most), "--threads", str(chosen.threads)]
        done = subprocess.run(command, capture_output=True, text=True)
        told = "" if done.returncode == 0 else ": " + (done.stderr.strip().splitlines() or ["no word"])[-1]
        print(f"{workload} {peer}{told}", file=sys.stderr, flush=True)


def judged(workload, peers):
    """The results of the peers that were measured, that with the largest ratio, so the fastest peer, last."""
    results = [(peer, result) for peer in peers if "ratio" in (result := read(workload, peer))]
    return sorted(results, key=lambda each: each[1]["ratio"]["median"])


def cells(workload, result):
    r, pairs = result["ratio"], result["pairs"]
    ours, peer = result["oursMs"]["block"]["median"], result["peerMs"]["block"]["median"]
    return (f"{ours:.3g} | {peer:.3g} | {r['median']:.2f} ({r['p10']:.2f} to {r['p90']:.2f}) | {{target}} "
            f"| {pairs['kept']} of {pairs['kept'] + pairs['thrownAway']} | {result['date']} |")


def rows():
    for workload, targets in TARGETS.items():
        for target, peers in targets:
            results = judged(workload, peers)
            for peer, result in results:
                judge = f"<= {target:g}" if peer == results[-1][0] else ""
                yield f"| {workload} | {peer} | " + cells(workload, result).format(target=judge)
    for (way, workload), target in OWN.items():
        for _, result in judged(workload, (way,)):
            yield f"| {workload} | ours, {way} by plain | " + cells(workload, result).format(target=f"<= {target:g}")


def limit_rows(roofs):
    for workload, of in limits.WORK.items():
        results = judged(workload, [peer for _, peers in TARGETS[workload] for peer in peers])
        if results:
            ours = min(result["oursMs"]["block"]["median"] for _, result in results)
            limit = limits.milliseconds(of(), roofs)
            target = f"<= {LIMITS[workload]:g}" if workload in LIMITS else ""
            yield f"| {workload} | {ours:.3g} | {limit:.3g} | {ours / limit:.2f} | {target} |"


def main():
    chosen = parse()
    if chosen.rows:
        before = measure_roofs(chosen)
        measure(chosen)
        write_roofs(chosen, before + measure_roofs(chosen))
    print("| workload | peer | ours, ms | peer, ms | ratio (p10 to p90) | target | steady pairs | date |")
    print("|---|---|---|---|---|---|---|---|")
    print("\n".join(rows()))
    if (RESULTS / "roofs.json").exists():
        print("\n| workload | ours, ms | limit, ms | times the limit | target |")
        print("|---|---|---|---|---|")
        print("\n".join(limit_rows(limits.read())))


if __name__ == "__main__":
    main()
