"""Made-up tables for the benchmarks: python data.py FOLDER ROWS. The same bytes for the same number of rows.

README.md has the layout. What is there already is kept.
"""

import json
import sys
from pathlib import Path

import numpy as np
import polars as pl

COLUMNS = 100
DESIGNS = (30, 100)


def make(folder, rows):
    """Writes what is missing in `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    for done, write in [("dense.json", write_dense), ("points.f64", write_points), ("factors.f64", write_factors), ("wide.csv", write_wide), ("mixed-score.csv", write_mixed)]:
        if not (folder / done).exists():
            print(f"writing {folder / done}", flush=True)
            write(folder, rows)


def write_dense(folder, rows):
    """x.f64 and the responses of its first 30 and of all columns, with the lowest deviance that a logit reaches."""
    chance = np.random.default_rng(1)
    x = np.empty((rows, COLUMNS), order="F")
    for column in range(COLUMNS):
        x[:, column] = chance.standard_normal(rows)
    x.T.tofile(folder / "x.f64")
    deviance = {}
    for columns in DESIGNS:
        signal = x[:, :columns] @ (chance.standard_normal(columns) / np.sqrt(columns)) - 1
        binary = (chance.random(rows) < 1 / (1 + np.exp(-signal))).astype(float)
        binary.tofile(folder / f"y-binary-{columns}.f64")
        (signal + chance.standard_normal(rows)).tofile(folder / f"y-continuous-{columns}.f64")
        deviance[columns] = lowest_deviance(x[:, :columns], binary)
    (folder / "dense.json").write_text(json.dumps({"rows": rows, "columns": COLUMNS, "lowest_deviance": deviance}))


def write_points(folder, rows):
    """rows/50 points of 16 coordinates, column after column; three groups in each of the first three."""
    chance = np.random.default_rng(4)
    points = chance.standard_normal((rows // 50, 16))
    points[:, :3] += 3.0 * chance.integers(0, 3, (rows // 50, 3))
    points.T.tofile(folder / "points.f64")


def write_factors(folder, rows):
    """rows/10 points of 2,000 coordinates, column after column: 30 factors, each .8 of the one before, and noise."""
    chance = np.random.default_rng(5)
    factors = chance.standard_normal((rows // 10, 30)) * 0.8 ** np.arange(30)
    with open(folder / "factors.f64", "wb") as file:
        for _ in range(2000):
            column = factors @ chance.standard_normal(30) + 0.3 * chance.standard_normal(rows // 10) + 2
            column.tofile(file)


def deviance(x, y, intercept, coefficients):
    """Of a logit."""
    link = x @ coefficients + intercept
    return float(2 * (np.logaddexp(0, link) - y * link).sum())


def lowest_deviance(x, y):
    """By Newton's method, to rounding."""
    full = np.column_stack([np.ones(len(y)), x])
    beta = np.zeros(full.shape[1])
    for _ in range(10):
        mean = 1 / (1 + np.exp(-(full @ beta)))
        step = np.linalg.solve((full * (mean * (1 - mean))[:, None]).T @ full, full.T @ (y - mean))
        beta += step
        if abs(step).max() < 1e-12:
            break
    return deviance(x, y, beta[0], beta[1:])


def holes(chance, values, share):
    """`values` as a column in which a share is missing."""
    return pl.Series(values).set(pl.Series(chance.random(len(values)) < share), None)


def write_wide(folder, rows):
    """35 columns: an id, 18 decimals of 0 to 17 digits, 6 integers, 8 texts, a date, a truth value."""
    chance = np.random.default_rng(2)
    table = {"id": [f"C{number:08d}" for number in range(rows)]}
    digits = [0, 1, 1, 2, 2, 2, 2, 3, 3, 4, 4, 6, 6, 8, 10, 12, None, None]
    for column, places in enumerate(digits):
        values = chance.normal(100, 40, rows) if column % 3 else chance.lognormal(3, 1, rows)
        values = values if places is None else values.round(places)
        table[f"decimal_{column + 1}"] = holes(chance, values, 0.05 if column % 4 == 0 else 0)
    for column, largest in enumerate([2, 9, 120, 5_000, 1_000_000, 10**12]):
        table[f"integer_{column + 1}"] = holes(chance, chance.integers(0, largest, rows), 0.03 if column == 2 else 0)
    for column, size in enumerate([2, 3, 5, 12, 30, 100, 300, 1000]):
        pool = [f"{'segment, ' if column == 3 else 'level '}{number}" for number in range(size)]
        codes = (size * chance.random(rows) ** 2).astype(int)
        table[f"text_{column + 1}"] = holes(chance, np.array(pool)[codes], 0.04 if column == 4 else 0)
    table["day"] = pl.Series(chance.integers(14_000, 20_000, rows)).cast(pl.Int32).cast(pl.Date)
    table["flag"] = chance.random(rows) < 0.3
    pl.DataFrame(table).write_csv(folder / "wide.csv")


NUMERIC = [f"number_{column + 1}" for column in range(12)]
CATEGORICAL = ["channel", "plan", "region", "product", "store"]
LEVELS = [3, 4, 8, 20, 50]
MISSING = dict(number_2=0.05, number_5=0.1, number_7=0.02, number_9=0.2, number_11=0.05, plan=0.03, product=0.05)


def write_mixed(folder, rows):
    """mixed-train.csv, and mixed-score.csv without the target: two draws of one population."""
    chance = np.random.default_rng(3)
    slopes = chance.normal(0, 0.3, len(NUMERIC))
    effects = [chance.normal(0, 0.4, size) for size in LEVELS]
    for name in ("train", "score"):
        table, link = {"customer_id": [f"{name[0].upper()}{number:07d}" for number in range(rows)]}, np.full(rows, -1.0)
        for column, slope in zip(NUMERIC, slopes):
            standard = chance.standard_normal(rows)
            link += slope * standard
            place = NUMERIC.index(column)
            values = (50 + 12 * standard).round(2) if place % 3 else np.exp(2 + 0.5 * standard).round(place % 4 + 1)
            table[column] = holes(chance, values, MISSING.get(column, 0))
        for column, size, effect in zip(CATEGORICAL, LEVELS, effects):
            codes = (size * chance.random(rows) ** 1.5).astype(int)
            link += effect[codes]
            pool = np.array([f"{column} {number:02d}" for number in range(size)])
            table[column] = holes(chance, pool[codes], MISSING.get(column, 0))
        if name == "train":
            table["churned"] = np.where(chance.random(rows) < 1 / (1 + np.exp(-link)), "yes", "no")
        pl.DataFrame(table).write_csv(folder / f"mixed-{name}.csv")


if __name__ == "__main__":
    make(Path(sys.argv[1]), int(sys.argv[2]))
