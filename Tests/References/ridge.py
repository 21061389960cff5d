"""Writes ridge.json: ridge fits of mixed.csv and of telco-churn. python3 ridge.py [ridge.json]"""

import csv
import json
import sys

import mpmath
import numpy as np

from regression import REAL, design, ridge_fit, standardise

MIXED_FEATURES = ["age", "income", "visits", "region", "plan", "member"]


def read(path):
    """{column: values}: a column of numbers as floats, any other as text, empty as None."""
    with open(path, newline="") as lines:
        rows = list(csv.DictReader(lines))

    def parse(values):
        try:
            return [float(value) if value else None for value in values]
        except ValueError:
            return [value or None for value in values]

    return {column: parse([row[column] for row in rows]) for column in rows[0]}


def mpmath_gradient(fit, x, y, weights, offset):
    """Largest component of the objective's gradient at the written estimates, with 40 digits.

    It measures how far double precision lets the written numbers be from the minimum.
    """
    mpmath.mp.dps = 40
    z, _, _ = standardise(x, weights)
    z = [[mpmath.mpf(1), *(mpmath.mpf(str(value)) for value in row)] for row in z]
    beta = [mpmath.mpf(term["standardised"]) for term in fit["terms"]]
    gradient = [mpmath.mpf(0) if j == 0 else fit["lambda"] * b for j, b in enumerate(beta)]
    total = mpmath.mpf(float(weights.sum()))
    for row, outcome, weight, shift in zip(z, y, weights, offset):
        eta = mpmath.fdot(row, beta) + mpmath.mpf(float(shift))
        mean = eta if fit["family"] == "linear" else 1 / (1 + mpmath.exp(-eta))
        slope = mpmath.mpf(float(weight)) * (mean - mpmath.mpf(float(outcome))) / total
        gradient = [g + slope * value for g, value in zip(gradient, row)]
    return float(max(abs(g) for g in gradient))


def mixed_fits():
    table = read("mixed.csv")
    ones, zeros = np.ones(len(table["id"]), REAL), np.zeros(len(table["id"]), REAL)
    variants = {
        "plain": (ones, zeros, "no weights"),
        "copies": (np.array(table["copies"], REAL), zeros, "weight: copies"),
        "weights": (np.array(table["weight"], REAL), zeros, "weight: weight"),
        "offset": (ones, np.array(table["base"], REAL), "offset: base"),
    }
    responses = {"linear": np.array(table["spend"], REAL),
                 "logistic": np.array([value == "yes" for value in table["churned"]], REAL)}
    fits = {}
    for family, y in responses.items():
        for variant, (weights, offset, about) in variants.items():
            names, x = design(table, MIXED_FEATURES, weights)
            for ridge in [0.001, 0.1, 1.0] if variant == "plain" else [0.1]:
                fit = ridge_fit(family, names, x, y, weights, offset, ridge, about)
                assert mpmath_gradient(fit, x, y, weights, offset) < 1e-13
                fits[f"{family}_{variant}_{ridge:g}"] = fit
    return fits


def telco_fits():
    """The training rows: an aliased and separated design, which a penalty makes regular."""
    table = read("../../datasets/telco-churn/customers.csv")
    kept = [row for row in range(len(table["churn"])) if (row + 1) % 5]
    table = {column: [values[row] for row in kept] for column, values in table.items()}
    names, x = design(table, [column for column in table if column not in ("customer_id", "churn")])
    y = np.array([value == "Yes" for value in table["churn"]], REAL)
    ones, zeros = np.ones(len(y), REAL), np.zeros(len(y), REAL)
    about = "training rows, all features, total_charges with a missing indicator"
    return {f"telco_{ridge:g}": ridge_fit("logistic", names, x, y, ones, zeros, ridge, about)
            for ridge in [0.001, 0.01, 0.1]}


def main(target="ridge.json"):
    document = {
        "mixed": {"data": "Tests/References/mixed.csv", "features": MIXED_FEATURES, "fits": mixed_fits()},
        "telco": {"data": "datasets/telco-churn/customers.csv", "fits": telco_fits()},
    }
    with open(target, "w") as out:
        json.dump(document, out, indent=2)
        out.write("\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
