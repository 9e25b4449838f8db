#!/usr/bin/env python3
"""What our examples score at full size, seed by seed, in the form of peers/results.

Usage: scores.py mnist-mlp|cifar-cnn|mnist-cnn|sgd-cnn [--seeds 1,2,3] [--logs FILE,...] [--json FILE]

Runs the program of examples/ once a seed (build first: mvn -pl examples,cli -am package) and writes
results/RECIPE.json. --logs reads the output of runs that were made before, one file a seed.
"""

import argparse
import json
import os
import re
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
sys.path.insert(0, str(HERE / "peers"))

import machine

PROGRAMS = {"mnist-mlp": "MnistMlp", "mnist-cnn": "MnistCnn", "cifar-cnn": "CifarCnn", "sgd-cnn": "SgdCnn"}
FLAGS = ("--enable-native-access=ALL-UNNAMED", "--add-modules", "jdk.incubator.vector")
NUMBER = r"([0-9.]+)"
LINE = re.compile(rf"^epoch (\d+): loss {NUMBER}, accuracy {NUMBER}(?:; validation loss {NUMBER}, accuracy {NUMBER})?", re.M)
CURVE = re.compile(rf"^epoch +(\d+)  training {NUMBER}  validation {NUMBER}", re.M)
TEST = re.compile(rf"^test: loss {NUMBER}, accuracy {NUMBER}", re.M)


def parse():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    arguments.add_argument("recipe", choices=sorted(PROGRAMS))
    arguments.add_argument("--seeds", default="1,2,3")
    arguments.add_argument("--logs", default="")
    arguments.add_argument("--json", metavar="FILE", help="by default results/RECIPE.json")
    return arguments.parse_args()


def output(program, seed):
    jdk = subprocess.run([ROOT / "jacquard", "--jdk-home"], capture_output=True, text=True, check=True).stdout.strip()
    libraries = (ROOT / "cli/target/jacquard.classpath").read_text(encoding="utf-8").strip()
    classpath = f"{ROOT / 'examples/target/classes'}:{libraries}"
    command = [f"{jdk}/bin/java", *FLAGS, "-cp", classpath, f"io.jacquard.examples.{program}", f"seed={seed}"]
    return subprocess.run(command, env=os.environ, stdout=subprocess.PIPE, text=True, check=False).stdout


def history(text):
    epochs = []
    for number, loss, accuracy, test_loss, test_accuracy in LINE.findall(text):
        epoch = {"epoch": int(number), "trainLoss": float(loss), "trainAccuracy": float(accuracy)}
        if test_loss:
            epoch["test"] = {"loss": float(test_loss), "accuracy": float(test_accuracy)}
        epochs.append(epoch)
    for number, accuracy, test_accuracy in CURVE.findall(text):
        epochs.append({"epoch": int(number), "trainAccuracy": float(accuracy),
                       "test": {"accuracy": float(test_accuracy)}})
    return epochs


def run(seed, text):
    found = TEST.search(text)
    if not found:
        sys.exit(f"seed {seed}: the program did not come to its score:\n{text[-2000:]}")
    test = {"loss": float(found[1]), "accuracy": float(found[2])}
    return {"seed": seed, "test": test, "history": history(text)}


def main():
    chosen = parse()
    seeds = [int(seed) for seed in chosen.seeds.split(",")]
    logs = [Path(file).read_text(encoding="utf-8") for file in chosen.logs.split(",") if file]
    texts = logs or [output(PROGRAMS[chosen.recipe], seed) for seed in seeds]
    runs = [run(seed, text) for seed, text in zip(seeds, texts, strict=True)]
    accuracies = [one["test"]["accuracy"] for one in runs]
    result = {
        "recipe": chosen.recipe,
        "program": PROGRAMS[chosen.recipe],
        "initialization": "Glorot uniform, zero bias",
        "epochs": len(runs[0]["history"]),
        "batch": 32,
        "testAccuracy": {"mean": sum(accuracies) / len(accuracies), "min": min(accuracies),
                         "max": max(accuracies), "seeds": len(runs)},
        "machine": machine.cpu(),
        "date": machine.today(),
        "runs": runs,
    }
    file = Path(chosen.json) if chosen.json else HERE / "results" / f"{chosen.recipe}.json"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")
    print(json.dumps(result["testAccuracy"]))


if __name__ == "__main__":
    main()
