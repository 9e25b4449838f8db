"""What the peers share: arguments, reading a safetensors file, and the protocol of beside.py.

A process prints one line of JSON about itself, warms up, prints `ready`, and answers each line
`run SECONDS` with a line of JSON: steps done, seconds, and the last loss. A block is whole groups of
GROUP steps; the loss is read, and so the device waited for, at the end of each group.
"""

import argparse
import json
import sys
import time

import numpy as np

WARM_UP = 3
GROUP = 10
DTYPES = {"F32": np.float32, "I32": np.int32, "F64": np.float64, "I64": np.int64}


def arguments(text):
    parser = argparse.ArgumentParser(description=text)
    parser.add_argument("--device", choices=("cpu", "cuda"), default="cpu")
    parser.add_argument("--size", choices=("toy", "full"), default="toy")
    parser.add_argument("--batch", type=int, default=8)
    parser.add_argument("--dtype", choices=("f32", "bf16"), default="f32")
    parser.add_argument("--losses", type=int, metavar="N", help="print the losses of N steps and end")
    parser.add_argument("--side", type=int, default=256, help="rows and columns of matmul's matrices")
    parser.add_argument("--load", metavar="FILE", help="parameters and data to begin with, safetensors")
    return parser.parse_args()


def load(file):
    """The arrays of a safetensors file by name: the parameters, and the data without `data.`."""
    with open(file, "rb") as source:
        header = json.loads(source.read(int.from_bytes(source.read(8), "little")))
        body = source.read()
    parameters, data = {}, {}
    for name, entry in header.items():
        if name == "__metadata__":
            continue
        begin, end = entry["data_offsets"]
        array = np.frombuffer(body[begin:end], DTYPES[entry["dtype"]]).reshape(entry["shape"])
        if name.startswith("data."):
            data[name.removeprefix("data.")] = array
        else:
            parameters[name] = array
    return parameters, data


def run(chosen, info, step, read=float):
    """Prints losses, or serves. `step()` trains once and returns the loss, `read` waits for it."""
    if chosen.losses:
        info["losses"] = [read(step()) for _ in range(chosen.losses)]
        print(json.dumps(info), flush=True)
        return
    begin = time.perf_counter()
    info["first_loss"] = read(step())
    info["first_step_seconds"] = time.perf_counter() - begin
    print(json.dumps(info), flush=True)
    for _ in range(WARM_UP):
        loss = step()
    read(loss)
    print("ready", flush=True)
    for line in sys.stdin:
        words = line.split()
        if words and words[0] == "run":
            print(json.dumps(block(step, read, float(words[1]))), flush=True)


def block(step, read, seconds):
    begin, done = time.perf_counter(), 0
    while done == 0 or time.perf_counter() - begin < seconds:
        for _ in range(GROUP):
            loss = step()
        value = read(loss)
        done += GROUP
    return {"steps": done, "seconds": time.perf_counter() - begin, "loss": value}
