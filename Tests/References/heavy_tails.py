"""Writes heavy_tails.csv and heavy_tails.json: counts and amounts far beyond their family. python3 heavy_tails.py CSV JSON

`pareto` and `outlier` are counts, the fits negative binomial with θ; `amount` is gamma with a penalty, whose columns are standardised.
Newton's method in mpmath with 40 digits, on all parameters together: what is left of the gradient is below 1e-20 of the value.
"""

import csv
import json
import sys

import mpmath as mp
import numpy as np
from scipy.optimize import minimize
from scipy.special import gammaln

mp.mp.dps = 40
ROWS, COLUMNS = 240, ["x1", "x2", "x3"]
PENALTIES = [(0.5, 0.01), (0.5, 0.2), (1.0, 0.05), (1.0, 0.001)]


def table():
    random = np.random.default_rng(20261125)
    x = random.standard_normal((ROWS, 3)).round(4)
    pareto = np.floor(3 * random.pareto(0.4, ROWS)).clip(0, 1e15)
    outlier = random.poisson(np.exp(1 + 0.5 * x[:, 0])).astype(float)
    outlier[3] = 1e9
    amount = np.exp(2.5 * random.standard_normal(ROWS) + 0.5 * x[:, 0] - 0.3 * x[:, 1]).round(6).clip(1e-6)
    return x, {"pareto": pareto, "outlier": outlier, "amount": amount}


def solve(start, derivatives):
    """Newton's method with halving on the value; `derivatives` gives value, gradient and Hessian of what is maximised."""
    at = [mp.mpf(value) for value in start]
    value, gradient, hessian = derivatives(at)
    for _ in range(60):
        if max(abs(g) for g in gradient) < mp.mpf(10) ** -20 * max(1, abs(value)):
            return at, value, hessian
        # Where the value is not concave, enough is added to the diagonal.
        size, more = len(at), mp.mpf(0)
        while True:
            raised = -hessian + more * mp.diag([abs(hessian[k, k]) for k in range(size)])
            if all(mp.det(raised[:k, :k]) > 0 for k in range(1, size + 1)):
                break
            more = max(mp.mpf("0.01"), 2 * more)
        step = mp.lu_solve(raised, mp.matrix(gradient))
        length = mp.mpf(1)
        while True:
            candidate = [a + length * s for a, s in zip(at, step)]
            found = derivatives(candidate)
            if found[0] >= value:
                at, (value, gradient, hessian) = candidate, found
                break
            length /= 2
    raise SystemExit("no convergence")


def negative_binomial(x, y):
    """Coefficients, θ, its standard error with the means given, and the log-likelihood; log θ is the last parameter."""
    rows = [[mp.mpf(1), *map(mp.mpf, row)] for row in x]

    def derivatives(at):
        beta, theta = at[:-1], mp.exp(at[-1])
        value, gradient, hessian = mp.mpf(0), [mp.mpf(0)] * len(at), mp.zeros(len(at))
        for row, count in zip(rows, y):
            mean = mp.exp(sum(b * v for b, v in zip(beta, row)))
            total = mean + theta
            value += (mp.loggamma(count + theta) - mp.loggamma(theta) - mp.loggamma(count + 1)
                      - count * mp.log1p(theta / mean) - theta * mp.log1p(mean / theta))
            pull, curvature = (count - mean) * theta / total, (count + theta) * mean * theta / total**2
            score = mp.psi(0, count + theta) - mp.psi(0, theta) - mp.log1p(mean / theta) + 1 - (count + theta) / total
            information = (mp.psi(1, theta) - mp.psi(1, count + theta) - 1 / theta + 2 / total - (count + theta) / total**2)
            cross = (count - mean) * mean / total**2
            for i, v in enumerate(row):
                gradient[i] += pull * v
                hessian[i, len(beta)] += cross * theta * v
                hessian[len(beta), i] += cross * theta * v
                for j, other in enumerate(row):
                    hessian[i, j] -= curvature * v * other
            gradient[-1] += theta * score
            hessian[len(beta), len(beta)] += theta * score - theta**2 * information
        return value, gradient, hessian

    def loss(at):
        mean, theta = np.exp(at[0] + x @ at[1:-1]), np.exp(at[-1])
        return -np.sum(gammaln(y + theta) - gammaln(theta) - gammaln(y + 1) - y * np.log1p(theta / mean) - theta * np.log1p(mean / theta))

    # A start from which Newton's method converges.
    start = minimize(loss, [np.log(np.mean(y)), 0, 0, 0, np.log(0.05)], method="BFGS").x
    at, value, hessian = solve(start, derivatives)
    theta = mp.exp(at[-1])
    return dict(coefficients=[float(b) for b in at[:-1]], theta=float(theta),
                standard_error=float(theta / mp.sqrt(-hessian[len(at) - 1, len(at) - 1])), log_likelihood=float(value))


def gamma(x, y, mixing, strength):
    """Coefficients on the original scale of the minimum of Σ (y/μ + log μ)/n + λ (A ‖β‖₁ + (1 − A)/2 ‖β‖²), by an active set."""
    center, spread = x.mean(0), x.std(0)
    z = (x - center) / spread
    active, sign = [], {}
    absolute, square = mp.mpf(mixing * strength), mp.mpf((1 - mixing) * strength)
    beta = [mp.log(np.mean(y))] + [mp.mpf(0)] * z.shape[1]
    while True:
        kept = [0, *[k + 1 for k in active]]

        def derivatives(at):
            value, gradient, hessian = mp.mpf(0), [mp.mpf(0)] * len(kept), mp.zeros(len(kept))
            for row, amount in zip(z, y):
                v = [mp.mpf(1), *[mp.mpf(row[k]) for k in active]]
                eta = sum(b * c for b, c in zip(at, v))
                ratio = mp.mpf(amount) * mp.exp(-eta)
                value -= (ratio + eta) / ROWS
                for i in range(len(v)):
                    gradient[i] += (ratio - 1) * v[i] / ROWS
                    for j in range(len(v)):
                        hessian[i, j] -= ratio * v[i] * v[j] / ROWS
            for i, k in enumerate(active, start=1):
                value -= absolute * sign[k] * at[i] + square * at[i] ** 2 / 2
                gradient[i] -= absolute * sign[k] + square * at[i]
                hessian[i, i] -= square
            return value, gradient, hessian

        at, _, _ = solve([beta[k] for k in kept], derivatives)
        beta = [at[kept.index(k)] if k in kept else mp.mpf(0) for k in range(len(beta))]
        wrong = [k for k in active if beta[k + 1] * sign[k] <= 0]
        if wrong:
            active = [k for k in active if k not in wrong]
            for k in wrong:
                beta[k + 1] = mp.mpf(0)
            continue
        pulls = {}
        for k in range(z.shape[1]):
            if k not in active:
                pulls[k] = sum((mp.mpf(a) * mp.exp(-sum(b * c for b, c in zip(beta, [1, *map(mp.mpf, row)]))) - 1) * mp.mpf(row[k])
                               for row, a in zip(z, y)) / ROWS
        missed = [k for k, pull in pulls.items() if abs(pull) > absolute]
        if not missed:
            break
        worst = max(missed, key=lambda k: abs(pulls[k]))
        active.append(worst)
        sign[worst] = mp.sign(pulls[worst])
    slopes = [float(b) / s for b, s in zip(beta[1:], spread)]
    return dict(mixing=mixing, strength=strength, coefficients=[float(beta[0]) - float(np.dot(slopes, center)), *slopes])


x, outcomes = table()
with open(sys.argv[1], "w", newline="") as file:
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow([*COLUMNS, *outcomes])
    for row in range(ROWS):
        writer.writerow([*x[row], int(outcomes["pareto"][row]), int(outcomes["outlier"][row]), outcomes["amount"][row]])
document = {
    "counts": {name: negative_binomial(x, outcomes[name]) for name in ["pareto", "outlier"]},
    "amounts": [gamma(x, outcomes["amount"], *penalty) for penalty in PENALTIES],
}
with open(sys.argv[2], "w") as file:
    json.dump(document, file, indent=1)
    file.write("\n")
