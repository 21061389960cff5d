"""Writes constrained.json: fits of mixed.csv within bounds, by an active-set Newton method. python3 constrained.py [FILE]"""

import json
import sys

import numpy as np
from ridge import MIXED_FEATURES, read
from regression import design

CASES = {
    "one_bound": {"age": (0.0, 0.005), "visits": (None, 0.5)},
    "box": {"age": (-0.01, 0.01), "income": (None, 0.0), "plan[plus]": (0.1, 0.2)},
    "tight": {"visits": (-0.02, -0.01)},
}


def solve(linear, x, y, weights, offset, lower, upper):
    """Newton on the coefficients that are free; one comes to its bound or leaves it at a time, until none wants to."""
    total = weights.sum()
    beta = np.clip(np.zeros(x.shape[1]), lower, upper)

    def derivatives(beta):
        eta = x @ beta + offset
        mean = eta if linear else 1 / (1 + np.exp(-eta))
        curvature = weights * (1 if linear else mean * (1 - mean))
        return x.T @ (weights * (y - mean)) / total, (x * curvature[:, None]).T @ x / total

    held = (beta == lower) | (beta == upper)
    for _ in range(500):
        gradient, hessian = derivatives(beta)
        free = ~held
        step = np.zeros_like(beta)
        step[free] = np.linalg.solve(hessian[np.ix_(free, free)], gradient[free])
        with np.errstate(divide="ignore", invalid="ignore"):
            room = np.where(step > 0, (upper - beta) / step, np.where(step < 0, (lower - beta) / step, np.inf))
        room[held] = np.inf
        first = int(np.argmin(room))
        if room[first] < 1:
            beta = beta + room[first] * step
            beta[first] = upper[first] if step[first] > 0 else lower[first]
            held[first] = True
            continue
        beta = beta + step
        if np.abs(step / np.maximum(np.abs(beta), 1e-3)).max() > 1e-13:
            continue
        gradient, _ = derivatives(beta)
        wrong = held & (((beta == lower) & (gradient > 0)) | ((beta == upper) & (gradient < 0))) & (lower < upper)
        if not wrong.any():
            return beta
        held[int(np.argmax(np.abs(gradient) * wrong))] = False
    raise RuntimeError("no end")


def main(target="constrained.json"):
    table = read("mixed.csv")
    fits = {}
    for family, y in {"linear": np.array(table["spend"]),
                      "logistic": np.array([value == "yes" for value in table["churned"]], float)}.items():
        for case, bounds in CASES.items():
            weights = np.array(table["weight"], float) if case == "box" else np.ones(len(y))
            names, columns = design(table, MIXED_FEATURES, weights)
            x = np.column_stack([np.ones(len(y)), np.array(columns, float)])
            names = ["(intercept)", *names] if names[0] != "(intercept)" else names
            if x.shape[1] != len(names):
                x = x[:, 1:]
            lower = np.array([-np.inf if bounds.get(name, (None, None))[0] is None else bounds[name][0] for name in names])
            upper = np.array([np.inf if bounds.get(name, (None, None))[1] is None else bounds[name][1] for name in names])
            scale = np.abs(x).max(axis=0)
            beta = solve(family == "linear", x / scale, y, weights, np.zeros(len(y)), lower * scale, upper * scale) / scale
            fits[f"{family}_{case}"] = {
                "family": family, "weighted": case == "box", "bounds": [
                    {"term": name, "lower": low, "upper": high} for name, (low, high) in bounds.items()],
                "terms": names, "estimates": [float(value) for value in beta]}
    with open(target, "w") as out:
        json.dump({"features": MIXED_FEATURES, "fits": fits}, out, indent=2)
        out.write("\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
