"""Writes separation.json: tiny tables whose logistic likelihood has no maximum, and one that has. python3 separation.py

A direction d is one of recession where (2y - 1) x'd >= 0 in every row and > 0 in some: along it the likelihood rises
for ever. Linear programmes find which rows and terms such directions touch (Konis 2007).
"""

import json
import sys

import numpy as np
from scipy.optimize import linprog

from regression import REAL, design, ridge_fit, solve

CASES = {
    "complete_numeric": ("x alone tells y", dict(x=[1, 2, 3, 4, 5, 6], y=[0, 0, 0, 1, 1, 1])),
    "complete_numeric_far": ("the same far from 0 and on a small scale",
                             dict(x=[1000.001, 1000.002, 1000.003, 1000.004, 1000.005, 1000.006], y=[1, 1, 1, 0, 0, 0])),
    "quasi_numeric": ("x tells y but at x = 3", dict(x=[1, 2, 3, 3, 4, 5], y=[0, 0, 0, 1, 1, 1])),
    "complete_jointly": ("x1 + x2 tells y, neither alone does",
                         dict(x1=[0, 3, 1, 4, 2, 5, 0, 3], x2=[2, -1, 1.5, -2, 3, 0, 4, 1], y=[0, 0, 0, 0, 1, 1, 1, 1])),
    "quasi_level": ("every row of level c has y = 1; x overlaps",
                    dict(group=list("aaaaaabbbbbbccc"), x=[1, 2, 3, 4, 5, 6, 2, 3, 1, 7, 5, 4, 1, 3, 5],
                         y=[0, 1, 0, 1, 0, 1, 0, 0, 1, 1, 0, 1, 1, 1, 1])),
    "quasi_baseline": ("every row of the baseline level a has y = 0",
                       dict(group=list("aaaabbbbcccc"), x=[1, 2, 3, 4, 1, 2, 3, 4, 4, 3, 2, 1],
                            y=[0, 0, 0, 0, 0, 1, 0, 1, 1, 0, 0, 1])),
    "quasi_two_levels": ("level b has only y = 1, level c only y = 0",
                         dict(group=list("aaaaaabbbccc"), x=[1, 2, 3, 4, 5, 6, 2, 4, 6, 1, 3, 5],
                              y=[0, 1, 0, 1, 1, 0, 1, 1, 1, 0, 0, 0])),
    "quasi_missing": ("every row where x is missing has y = 0",
                      dict(x=[1, 2, 3, 4, 5, 6, None, None], y=[0, 1, 0, 1, 0, 1, 0, 0])),
    "quasi_by_weight": ("the only overlapping row of level b has weight 0",
                        dict(group=list("aaaabbbb"), y=[0, 1, 0, 1, 1, 1, 1, 0], weight=[1, 1, 1, 1, 1, 1, 1, 0])),
    "quasi_joint_levels": ("inside b, x tells y completely, but the slope of a binds x: no separation",
                           dict(group=list("aaaaaabbbbbb"), x=[1, 2, 3, 4, 5, 6, 2, 3, 4, 5, 6, 7],
                                y=[1, 0, 1, 0, 1, 0, 0, 0, 0, 1, 1, 1])),
    "near": ("one row overlaps: steep, but a maximum exists",
             dict(x=[1, 2, 3, 4, 5, 6, 7, 8, 9, 10], y=[0, 0, 0, 0, 1, 0, 1, 1, 1, 1])),
}


def extreme(objective, margins):
    """Maximum of objective'd over directions with no negative margin, in a box."""
    bound = (-1, 1)
    result = linprog(-objective, A_ub=-margins, b_ub=np.zeros(len(margins)), bounds=[bound] * len(objective))
    assert result.status == 0, result.message
    return -result.fun


def recession(x, y):
    """(rows with a positive margin in some direction, terms that some such direction moves), of a full-rank design."""
    scale = np.abs(x).max(0)
    margins = (2 * y - 1)[:, None] * x / scale
    rows = np.array([extreme(margin, margins) > 1e-7 for margin in margins])
    units = np.eye(x.shape[1])
    moved = np.array([max(extreme(unit, margins), extreme(-unit, margins)) > 1e-7 for unit in units])
    return rows, moved


def describe(about, table):
    columns = [column for column in table if column not in ("y", "weight")]
    y = np.array(table["y"], REAL)
    weights = np.array(table.get("weight", np.ones(len(y))), REAL)
    names, x = design(table, columns, weights)
    used = weights > 0
    # Centred and scaled: the same directions, but for the intercept's share in them.
    centred = (x - x[used].mean(0)) / x[used].std(0)
    full = np.column_stack([np.ones(len(y)), centred]).astype(float)
    separable, moved = recession(full[used], y[used].astype(float))
    kind = "none" if not separable.any() else "complete" if separable.all() else "quasi"
    rest = np.flatnonzero(used)[~separable]
    finite, limit = {}, 0.0
    if len(rest):
        free = [j for j in range(len(names)) if not moved[j + 1]]
        # Among the rows that are left, the moved terms only shift levels: an alias-tolerant solver takes all columns.
        beta, value, slope, _ = solve("logistic", x[rest], y[rest], weights[rest], np.zeros(len(rest), REAL), 0)
        assert slope < 1e-15, slope
        limit = float(2 * value * weights[rest].sum())
        finite = {names[j]: float(beta[j + 1]) for j in free}
    needed = [name for j, name in enumerate(names)
              if kind != "none" and not recession(np.delete(full, j + 1, 1)[used], y[used].astype(float))[0].any()]
    return {
        "about": about, "kind": kind, "table": table, "terms": names,
        "separated": [name for j, name in enumerate(names) if moved[j + 1]], "needed": needed,
        "limit_deviance": limit, "finite_estimates": finite,
        "ridge": [ridge_fit("logistic", names, x[used], y[used], weights[used], np.zeros(used.sum(), REAL), ridge, about)
                  for ridge in (0.01, 0.1)],
    }


def main(target="separation.json"):
    with open(target, "w") as out:
        json.dump({name: describe(*case) for name, case in CASES.items()}, out, indent=1)
        out.write("\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
