"""MNIST and the JPEG copy of CIFAR-10 as arrays in memory, from the folder that JACQUARD_DATA names."""

import gzip
import io
import os
import sys
import tarfile
from pathlib import Path

import numpy as np


def root(name):
    folder = Path(os.environ.get("JACQUARD_DATA", Path.home() / ".cache/jacquard/data")) / name
    if not folder.is_dir():
        sys.exit(f"no data set {name}: set JACQUARD_DATA to the folder that has {name}/")
    return folder


def idx(path):
    """An IDX file of unsigned bytes, gzipped: two zero bytes, type 8, rank, sizes, values."""
    data = gzip.decompress(path.read_bytes())
    rank = data[3]
    shape = np.frombuffer(data, ">u4", rank, 4)
    return np.frombuffer(data, np.uint8, offset=4 + 4 * rank).reshape(shape)


def mnist():
    """Returns ((images u8[60000, 28, 28], labels u8[60000]), (the same of 10,000))."""
    folder = root("mnist")
    return tuple(
        (idx(folder / f"{part}-images-idx3-ubyte.gz"), idx(folder / f"{part}-labels-idx1-ubyte.gz"))
        for part in ("train", "t10k")
    )


def cifar_part(path):
    from PIL import Image

    images, names = [], []
    with tarfile.open(path) as archive:
        for entry in archive:
            if entry.isfile():
                picture = Image.open(io.BytesIO(archive.extractfile(entry).read()))
                images.append(np.asarray(picture.convert("RGB")))
                names.append(entry.name.split("/")[-2])
    classes = sorted(set(names))
    return np.stack(images), np.array([classes.index(name) for name in names], np.uint8)


def cifar10():
    """Returns ((images u8[50000, 32, 32, 3], labels u8[50000]), (the same of 10,000))."""
    folder = root("cifar-10")
    return tuple(cifar_part(folder / f"cifar-10-jpg-{part}.tar.gz") for part in ("train", "test"))
