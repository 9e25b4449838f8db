#!/usr/bin/env python3
"""What our programs score at full size, seed by seed, in the form of peers/results.

Usage: scores.py mnist-mlp|cifar-cnn|mnist-cnn|mnist-lstm|sgd-cnn [--seeds 1,2,3] [--logs FILE,...] [--json FILE]
       scores.py cifar10|mnist [--seeds 1,2,3] [--logs FOLDER,...] [--json FILE]

Runs the program of examples/ once a seed (build first: mvn -pl examples,cli -am package), or
`./jacquard train RECIPE --seed N`, and writes results/RECIPE.json. --logs reads runs that were made
before, one a seed: the output of a program, or the folder of a run.
"""

import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
sys.path.insert(0, str(HERE / "peers"))

import machine

PROGRAMS = {"mnist-mlp": "MnistMlp", "mnist-cnn": "MnistCnn", "mnist-lstm": "MnistLstm",
            "cifar-cnn": "CifarCnn", "sgd-cnn": "SgdCnn"}
COMMANDS = ["cifar10", "mnist"]
FLAGS = ("--enable-native-access=ALL-UNNAMED", "--add-modules", "jdk.incubator.vector")
NUMBER = r"([0-9.]+)"
LINE = re.compile(rf"^epoch (\d+): loss {NUMBER}, accuracy {NUMBER}(?:; validation loss {NUMBER}, accuracy {NUMBER})?", re.M)
CURVE = re.compile(rf"^epoch +(\d+)  training {NUMBER}  validation {NUMBER}", re.M)
TEST = re.compile(rf"^test: loss {NUMBER}, accuracy {NUMBER}", re.M)


def parse():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    arguments.add_argument("recipe", choices=sorted(PROGRAMS) + COMMANDS)
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


def trained(recipe, seed):
    folder = Path(tempfile.mkdtemp()) / str(seed)
    subprocess.run([ROOT / "jacquard", "train", recipe, "--seed", str(seed), "--out", folder], check=True)
    return folder


def recorded(seed, folder):
    """One run from what the command wrote."""
    lines = (json.loads(line) for line in (folder / "metrics.jsonl").read_text(encoding="utf-8").splitlines())
    epochs = [{"epoch": line["epoch"], "trainLoss": line["train"]["loss"],
               "trainAccuracy": line["train"]["accuracy"],
               "test": {key: line["validation"][key] for key in ("loss", "accuracy")}}
              for line in lines if "validation" in line]
    test = json.loads((folder / "result.json").read_text(encoding="utf-8"))["test"]
    return {"seed": seed, "test": {key: test[key] for key in ("loss", "accuracy")}, "history": epochs}


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


def runs_of(chosen, seeds):
    made = [Path(file) for file in chosen.logs.split(",") if file]
    if chosen.recipe in COMMANDS:
        folders = made or [trained(chosen.recipe, seed) for seed in seeds]
        return [recorded(seed, folder) for seed, folder in zip(seeds, folders, strict=True)]
    texts = [file.read_text(encoding="utf-8") for file in made]
    texts = texts or [output(PROGRAMS[chosen.recipe], seed) for seed in seeds]
    return [run(seed, text) for seed, text in zip(seeds, texts, strict=True)]


def main():
    chosen = parse()
    runs = runs_of(chosen, [int(seed) for seed in chosen.seeds.split(",")])
    accuracies = [one["test"]["accuracy"] for one in runs]
    result = {
        "recipe": chosen.recipe,
        "program": PROGRAMS.get(chosen.recipe, f"jacquard train {chosen.recipe}"),
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
