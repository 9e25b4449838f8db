"""What machine and versions a figure belongs to (standard library only)."""

import datetime
import importlib.metadata
import platform
import subprocess

EXTENSIONS = ("avx2", "avx_vnni", "avx512f", "avx512_vnni", "avx512_bf16", "amx_tile", "amx_int8",
              "amx_bf16", "asimd", "sve", "bf16", "i8mm")


def cpu():
    """Model, family and the vector extensions as lscpu tells them."""
    text = subprocess.run(["lscpu"], capture_output=True, text=True, check=True).stdout
    fields = dict(line.split(":", 1) for line in text.splitlines() if ":" in line)
    fields = {key.strip(): value.strip() for key, value in fields.items()}
    flags = fields.get("Flags", "").split()
    return {
        "model": fields.get("Model name", "unknown"),
        "family": fields.get("CPU family"),
        "modelNumber": fields.get("Model"),
        "cores": fields.get("CPU(s)"),
        "extensions": [name for name in EXTENSIONS if name in flags],
    }


def today():
    return datetime.datetime.now(datetime.timezone.utc).strftime("%Y-%m-%d")


def versions(*packages):
    found = {"python": platform.python_version()}
    for package in packages:
        found[package] = importlib.metadata.version(package)
    return found
