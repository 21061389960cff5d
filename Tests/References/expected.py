"""Writes expected.json: 95 % confidence intervals of expected responses by the delta method, from statsmodels' fits of
calibration.csv and two_part.csv. python3 expected.py expected.json"""

import csv
import json
import sys

import numpy as np
import statsmodels.api as sm
from scipy import stats


def read(path):
    with open(path, newline="") as file:
        rows = list(csv.DictReader(file))
    return {name: np.array([row[name] for row in rows]) for name in rows[0]}


def design(table, numbers, region, levels):
    dummies = [(table[region] == level).astype(float) for level in levels]
    return np.column_stack([np.ones(len(table[region]))] + [table[name].astype(float) for name in numbers] + dummies)


def fit(y, x, family):
    return sm.GLM(y, x, family=family).fit(tol=1e-15, maxiter=200, tol_criterion="params")


def variances(model, x):
    """x'Vx with the expected information and Pearson's dispersion."""
    return np.einsum("ij,jk,ik->i", x, model.cov_params(), x)


def single(y, x, family, free, rows):
    model = fit(y, x, family)
    z = stats.t.ppf(0.975, len(y) - x.shape[1]) if free else stats.norm.ppf(0.975)
    eta, half = x[rows] @ model.params, z * np.sqrt(variances(model, x[rows]))
    inverse = family.link.inverse
    return {"lower": inverse(eta - half).tolist(), "upper": inverse(eta + half).tolist()}


def parts(y, x, lognormal):
    """(p, Var of its logit, mean of the amount, Var of its logarithm) of an amount that is 0 or above."""
    any_ = fit((y != 0).astype(float), x, sm.families.Binomial())
    positive = y > 0
    if lognormal:
        size = sm.OLS(np.log(y[positive]), x[positive]).fit()
        link = x @ size.params + size.mse_resid / 2
        variance = variances(size, x) + size.mse_resid**2 / (2 * size.df_resid)
    else:
        size = fit(y[positive], x[positive], sm.families.Gamma(link=sm.families.links.Log()))
        link, variance = x @ size.params, variances(size, x)
    return 1 / (1 + np.exp(-x @ any_.params)), variances(any_, x), np.exp(link), variance


def hurdle(y, x, lognormal, rows):
    p, v, m, w = (values[rows] for values in parts(y, x, lognormal))
    half = stats.norm.ppf(0.975) * np.sqrt((1 - p) ** 2 * v + w)
    return {"lower": (p * m * np.exp(-half)).tolist(), "upper": (p * m * np.exp(half)).tolist()}


def signed(y, x, rows):
    """The gradient of the expected amount in the four links, by central differences: no formula of ours."""
    models = [fit((y != 0).astype(float), x, sm.families.Binomial()),
              fit((y[y != 0] > 0).astype(float), x[y != 0], sm.families.Binomial())]
    log = sm.families.links.Log()
    for sign in (1, -1):
        models.append(fit(sign * y[sign * y > 0], x[sign * y > 0], sm.families.Gamma(link=log)))
    eta = np.array([x[rows] @ model.params for model in models])
    v = np.array([variances(model, x[rows]) for model in models])

    def expected(eta):
        p, q = 1 / (1 + np.exp(-eta[:2]))
        return p * (q * np.exp(eta[2]) - (1 - q) * np.exp(eta[3]))

    total = np.zeros(len(rows))
    for k in range(4):
        step = np.zeros((4, 1))
        step[k] = 1e-5
        total += ((expected(eta + step) - expected(eta - step)) / 2e-5) ** 2 * v[k]
    half = stats.norm.ppf(0.975) * np.sqrt(total)
    return {"lower": (expected(eta) - half).tolist(), "upper": (expected(eta) + half).tolist()}


def main(target="expected.json"):
    rows = list(range(0, 400, 10))
    table = read("calibration.csv")
    x = design(table, ["age", "spend"], "region", ["north", "south"])
    log = sm.families.links.Log()
    cases = {
        "logistic": single(table["left"].astype(float), x, sm.families.Binomial(), False, rows),
        "poisson": single(table["orders"].astype(float), x, sm.families.Poisson(), False, rows),
        "gamma": single(table["worth"].astype(float), x, sm.families.Gamma(link=log), True, rows),
        "linear": single(table["worth"].astype(float), x, sm.families.Gaussian(), True, rows),
    }
    table = read("two_part.csv")
    x = design(table, ["age", "income"], "region", ["north", "south", "west"])
    spend, profit = table["spend"].astype(float), table["profit"].astype(float)
    cases |= {"two_part_gamma": hurdle(spend, x, False, rows), "two_part_lognormal": hurdle(spend, x, True, rows),
              "two_part_signed": signed(profit, x, rows)}
    with open(target, "w") as out:
        json.dump({"rows": rows, "cases": cases}, out, separators=(",", ":"))
        out.write("\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
