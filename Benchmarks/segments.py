"""Points for the rows of segments: python segments.py FOLDER ROWS. The same bytes for the same number of rows; README.md has the layout."""

import sys
from pathlib import Path

import numpy as np
import pandas as pd

DIMENSION, SEGMENTS, COMPONENTS, PROTOTYPES = 16, 20, 8, 6


def clouds(chance, path, rows, starts=None):
    """Columns of draws about 20 centres that overlap, one after the other; and rows drawn as starting centres."""
    centers = 1.2 * chance.standard_normal((SEGMENTS, DIMENSION))
    member = chance.integers(SEGMENTS, size=rows)
    chosen = chance.choice(rows, SEGMENTS, replace=False)
    start = np.empty((SEGMENTS, DIMENSION))
    with open(path, "wb") as out:
        for j in range(DIMENSION):
            column = centers[member, j] + chance.standard_normal(rows)
            start[:, j] = column[chosen]
            column.tofile(out)
    if starts:
        start.tofile(starts)


def mixture(chance, folder, rows):
    """Draws of eight normal distributions, and the nearest mean as the component that a search starts from."""
    means = 2 * chance.standard_normal((COMPONENTS, DIMENSION))
    member = chance.integers(COMPONENTS, size=rows)
    x = np.empty((rows, DIMENSION))
    for c in range(COMPONENTS):
        root = np.linalg.qr(chance.standard_normal((DIMENSION, DIMENSION)))[0] * chance.uniform(0.5, 1.5, DIMENSION)
        own = member == c
        x[own] = means[c] + chance.standard_normal((own.sum(), DIMENSION)) @ root.T
    ((x[:, None] - means) ** 2).sum(2).argmin(1).astype(np.int32).tofile(folder / "mixture-start.i32")
    x.T.tofile(folder / "mixture.f64")


def bank(chance, source, folder):
    """Standardised numbers and coded texts of the clients, and rows drawn as starting prototypes."""
    table = pd.read_csv(source, sep=None, engine="python").drop(columns="y")
    numbers = table.select_dtypes("number")
    texts = table.select_dtypes(exclude="number")
    ((numbers - numbers.mean()) / numbers.std(ddof=0)).to_numpy().T.tofile(folder / "bank.f64")
    np.stack([pd.factorize(texts[name])[0] for name in texts]).astype(np.int32).tofile(folder / "bank.i32")
    chance.choice(len(table), PROTOTYPES, replace=False).astype(np.int32).tofile(folder / "bank-start.i32")


def make(folder, rows):
    """Writes what is missing in `folder`."""
    source = folder.parent / "bank-additional-full.csv.gz"
    for number, (done, write) in enumerate({
            "kmeans.f64": lambda chance: clouds(chance, folder / "kmeans.f64", rows, folder / "kmeans-start.f64"),
            "batches.f64": lambda chance: clouds(chance, folder / "batches.f64", 10 * rows),
            "mixture.f64": lambda chance: mixture(chance, folder, rows // 5),
            "bank.f64": lambda chance: source.exists() and bank(chance, source, folder)}.items()):
        if not (folder / done).exists():
            print(f"writing {folder / done}", flush=True)
            write(np.random.default_rng(10 + number))


if __name__ == "__main__":
    make(Path(sys.argv[1]), int(sys.argv[2]))
