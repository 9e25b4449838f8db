#!/usr/bin/env python3
"""Writes the wheels of every plugin, with their sums, to the lock file of the command `plugin`.

    cli/plugins.py FOLDER

Fetches each wheel with `pip download` into FOLDER (5 GB; wheels that are there are kept), for every
platform, and reads its sum and sizes. Raise a version below, run it, review the difference.
"""

import hashlib
import os
import re
import subprocess
import sys
import zipfile

LOCK = "src/main/resources/io/jacquard/cli/plugin/plugins.lock"
PYTHON = "3.13"
MACHINES = ["x86_64", "aarch64"]

CPU = "xla-cpu-pjrt==0.0.1"
# The version whose C API was measured; its CUDA libraries are those that the plugin package lists.
CUDA = "0.11.2"

HEAD = """\
# The wheels that make up each plugin. Written by cli/plugins.py.
# plugin NAME LIBRARY
# wheel NAME PLATFORM DISTRIBUTION VERSION FILE SHA256 BYTES UNPACKED_BYTES
"""


def pip(folder, machine, *requirements):
    tags = [f"manylinux_2_{minor}_{machine}" for minor in range(17, 29)]
    tags += [f"{old}_{machine}" for old in ("manylinux2014", "manylinux2010", "manylinux1")]
    command = [sys.executable, "-m", "pip", "download", "--no-deps", "--only-binary=:all:"]
    command += ["--python-version", PYTHON, "--dest", folder]
    for tag in tags:
        command += ["--platform", tag]
    subprocess.run(command + list(requirements), check=True)


def metadata(wheel):
    with zipfile.ZipFile(wheel) as z:
        name = next(n for n in z.namelist() if n.endswith(".dist-info/METADATA"))
        return z.read(name).decode()


def cuda_requirements(folder, machine):
    """What jax-cuda13-plugin[with-cuda] needs; the package itself is for JAX alone."""
    pip(folder, machine, f"jax-cuda13-plugin=={CUDA}")
    wheel = next(f for f in os.listdir(folder) if f.startswith(f"jax_cuda13_plugin-{CUDA}"))
    found = [f"jax-cuda13-pjrt=={CUDA}"]
    for line in metadata(os.path.join(folder, wheel)).splitlines():
        match = re.match(r"Requires-Dist: (nvidia-[^;]+);.*extra == .with-cuda.", line)
        if match:
            found.append(match.group(1).strip())
    os.remove(os.path.join(folder, wheel))
    return found


def digest(path):
    with open(path, "rb") as f:
        return hashlib.file_digest(f, "sha256").hexdigest()


def wheels(plugin, folder, machine, requirements):
    folder = os.path.join(folder, plugin, machine)
    os.makedirs(folder, exist_ok=True)
    if plugin == "cuda13":
        requirements = cuda_requirements(folder, machine)
    pip(folder, machine, *requirements)
    names = set()
    for file in sorted(os.listdir(folder)):
        path = os.path.join(folder, file)
        text = metadata(path)
        name = re.search(r"^Name: (.*)$", text, re.M).group(1).strip()
        name = name.replace("_", "-").lower()
        if name in names:
            sys.exit(f"{folder} has two versions of {name}: remove one")
        names.add(name)
        version = re.search(r"^Version: (.*)$", text, re.M).group(1).strip()
        with zipfile.ZipFile(path) as z:
            unpacked = sum(entry.file_size for entry in z.infolist())
        yield " ".join(
            ["wheel", plugin, f"linux-{machine}", name, version, file, digest(path)]
            + [str(os.path.getsize(path)), str(unpacked)]
        )


def main(folder):
    lines = []
    for plugin, library, requirements in (
        ("cpu", "xla_plugins/xla_cpu_pjrt/xla_cpu_pjrt.so", [CPU]),
        ("cuda13", "jax_plugins/xla_cuda13/xla_cuda_plugin.so", []),
    ):
        lines += ["", f"plugin {plugin} {library}"]
        for machine in MACHINES:
            lines += wheels(plugin, folder, machine, requirements)
    target = os.path.join(os.path.dirname(os.path.abspath(__file__)), LOCK)
    with open(target, "w") as f:
        f.write(HEAD + "\n".join(lines) + "\n")


if __name__ == "__main__":
    main(sys.argv[1])
