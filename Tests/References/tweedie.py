"""Writes tweedie.json: Tweedie regressions of the losses of families.csv. python3 tweedie.py families.csv tweedie.json

The density of an amount above 0 is summed term by term in 30 digits (Dunn and Smyth, Statistics and Computing 15, 2005), from
its definition as a Poisson number of gamma amounts: a Poisson probability times a gamma density for every number of events.
"""

import csv
import json
import sys

import mpmath
import numpy as np

mpmath.mp.dps = 30


def log_density(y, mean, dispersion, power):
    """log f of the sum of N ~ Poisson(rate) gamma amounts of the shape and scale that the power gives."""
    y, mean, dispersion, power = (mpmath.mpf(v) for v in (y, mean, dispersion, power))
    rate = mean ** (2 - power) / (dispersion * (2 - power))
    if y == 0:
        return -rate
    shape = (2 - power) / (power - 1)
    scale = dispersion * (power - 1) * mean ** (power - 1)
    # The terms rise to about the number of events that y speaks of, and fall beyond.
    middle = max(1, int(y ** (2 - power) / (dispersion * (2 - power))))
    total, n = mpmath.mpf(0), middle
    def term(n):
        return mpmath.exp(n * mpmath.log(rate) - rate - mpmath.loggamma(n + 1)
                          + (n * shape - 1) * mpmath.log(y) - y / scale - n * shape * mpmath.log(scale) - mpmath.loggamma(n * shape))
    for direction in (1, -1):
        n = middle if direction == 1 else middle - 1
        while n >= 1:
            value = term(n)
            total += value
            if value < total * mpmath.mpf(10) ** -25:
                break
            n += direction
    return mpmath.log(total)


def design(rows):
    regions = sorted({row["region"] for row in rows})[1:]
    x = np.array([[1, float(row["age"]), float(row["income"]), *(row["region"] == r for r in regions)] for row in rows], float)
    return x, np.array([float(row["loss"]) for row in rows])


def fit(x, y, power):
    """Fisher scoring with log link."""
    beta = np.zeros(x.shape[1])
    beta[0] = np.log(y.mean())
    for _ in range(200):
        mean = np.exp(x @ beta)
        step = np.linalg.solve((x * (mean ** (2 - power))[:, None]).T @ x, x.T @ ((y - mean) * mean ** (1 - power)))
        beta = beta + step
        if np.abs(step).max() < 1e-14:
            break
    mean = np.exp(x @ beta)
    return mean, ((y - mean) ** 2 / mean**power).sum()


def log_likelihood(y, mean, dispersion, power):
    return mpmath.fsum(log_density(a, m, dispersion, power) for a, m in zip(y, mean))


def golden(low, high, f, tolerance):
    ratio = (np.sqrt(5) - 1) / 2
    a, b = high - ratio * (high - low), low + ratio * (high - low)
    fa, fb = f(a), f(b)
    while high - low > tolerance:
        if fa >= fb:
            high, b, fb = b, a, fa
            a = high - ratio * (high - low)
            fa = f(a)
        else:
            low, a, fa = a, b, fb
            b = low + ratio * (high - low)
            fb = f(b)
    return (low + high) / 2


def main(source, target):
    with open(source) as file:
        rows = list(csv.DictReader(file))
    x, y = design(rows)
    given = []
    for power in (1.05, 1.2, 1.5, 1.8, 1.95):
        mean, pearson = fit(x, y, power)
        dispersion = pearson / (len(y) - x.shape[1])
        given.append({"power": power, "dispersion": dispersion, "log_likelihood": float(log_likelihood(y, mean, dispersion, power))})

    mpmath.mp.dps = 16
    def profile(power):
        mean, pearson = fit(x, y, power)
        start = np.log(pearson / len(y))
        at = golden(start - 1, start + 1, lambda s: log_likelihood(y, mean, np.exp(s), power), 1e-3)
        return log_likelihood(y, mean, np.exp(at), power)
    power = golden(1.1, 1.9, profile, 2e-4)
    with open(target, "w") as out:
        json.dump({"given": given, "estimated_power": float(power)}, out, indent=1)
        out.write("\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
