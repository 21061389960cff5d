"""Two probability models on the same rows: paired DeLong, in all rows and by segment, and a paired bootstrap.

scipy: ranks by `rankdata`; the bootstrap draws rows anew and computes everything again, as code on scikit-learn and scipy does.
Its time is that of a few replications, scaled up to all of them.
"""

import json
import time

import numpy as np
from scipy.special import expit
from scipy.stats import norm, rankdata

from timing import arguments

REPLICATIONS, MEASURED, SEGMENTS = 1000, 3, 20
given = arguments()
y = np.fromfile(given.data / "y-binary-30.f64")
n = len(y)
x = np.fromfile(given.data / "x.f64", count=4 * n).reshape(4, n)
links = x[0] + x[1], x[0] + x[1] + 0.3 * x[2]
segment = np.clip(np.floor((x[3] + 3) / 6 * SEGMENTS), 0, SEGMENTS - 1).astype(int)


def delong(outcomes, a, b):
    """AUCs and the p-value of no difference (Sun and Xu 2014)."""
    ones, zeros = outcomes == 1, outcomes == 0
    m, k = ones.sum(), zeros.sum()
    areas, v10, v01 = [], [], []
    for scores in (a, b):
        ranks = rankdata(scores)
        v10.append((ranks[ones] - rankdata(scores[ones])) / k)
        v01.append(1 - (ranks[zeros] - rankdata(scores[zeros])) / m)
        areas.append(v10[-1].mean())
    variance = np.cov(v10) / m + np.cov(v01) / k
    error = np.sqrt(variance[0, 0] + variance[1, 1] - 2 * variance[0, 1])
    return areas, 2 * norm.sf(abs(areas[1] - areas[0]) / error)


def metrics(outcomes, scores):
    probability = expit(scores)
    ranks = rankdata(scores)
    ones = outcomes == 1
    m, k = ones.sum(), len(outcomes) - ones.sum()
    top = np.argpartition(-scores, len(scores) // 10)[:len(scores) // 10]
    return np.array([
        (ranks[ones].sum() - m * (m + 1) / 2) / (m * k),
        -np.mean(np.where(ones, np.log(probability), np.log1p(-probability))),
        np.mean((outcomes - probability) ** 2), outcomes[top].mean() / outcomes.mean(), outcomes[top].sum(),
    ])


def once():
    delong(y, *links)
    for level in range(SEGMENTS):
        rows = segment == level
        if 10 < y[rows].sum() < rows.sum() - 10:
            delong(y[rows], links[0][rows], links[1][rows])
    for link in links:
        metrics(y, link)


def replicate(generator):
    rows = generator.integers(0, n, n)
    outcomes = y[rows]
    return metrics(outcomes, links[1][rows]) - metrics(outcomes, links[0][rows])


generator = np.random.default_rng(1)
start = time.perf_counter()
once()
middle = time.perf_counter()
for _ in range(MEASURED):
    replicate(generator)
end = time.perf_counter()
seconds = (middle - start) + (end - middle) / MEASURED * REPLICATIONS
print(json.dumps({"name": "compare", "seconds": [seconds]}))
