"""Writes overlap.json: random small tables with outliers, sentinels, heavy tails and rare levels, and exactly which of
their terms are separated. python3 overlap.py

Numbers are integers, so that the linear programmes are solved in rational arithmetic: multipliers of at least 1 on all
rows z = (2y - 1) x with sum 0 prove an overlap; where there are none, the dual solution of a phase-1 simplex (Bland's
rule, no cycling) is a direction that moves some row towards its class and none away. Those rows are taken out and the rest
looked at again (Konis 2007). A term is separated where the rows left in the end do not determine its coefficient.
"""

import json
import sys
from fractions import Fraction

import numpy as np
from scipy.optimize import linprog

from regression import REAL, solve

KINDS = ["plain", "sentinel", "cauchy", "tiny", "mixed"]


def direction(rows):
    """None where multipliers prove an overlap of the integer `rows`, else d with z'd >= 0 everywhere, > 0 somewhere."""
    p = len(rows[0])
    right = [-sum(row[k] for row in rows) for k in range(p)]
    sign = [1 if value >= 0 else -1 for value in right]
    # Rows of the tableau: equations; columns: multipliers beyond 1, artificial variables, right-hand side.
    table = [[Fraction(sign[k] * row[k]) for row in rows] + [Fraction(int(j == k)) for j in range(p)]
             + [Fraction(sign[k] * right[k])] for k in range(p)]
    n = len(rows)
    cost = [-sum(table[k][j] for k in range(p)) for j in range(n)] + [Fraction(0)] * p + [-sum(t[-1] for t in table)]
    basis = [n + k for k in range(p)]
    while True:
        entering = next((j for j in range(n) if cost[j] < 0), None)
        if entering is None:
            break
        ratios = [(table[k][-1] / table[k][entering], basis[k], k) for k in range(p) if table[k][entering] > 0]
        pivot = min(ratios)[2]
        factor = table[pivot][entering]
        table[pivot] = [value / factor for value in table[pivot]]
        for line in table + [cost]:
            if line is not table[pivot] and line[entering] != 0:
                share = line[entering]
                for j, value in enumerate(table[pivot]):
                    if value:
                        line[j] -= share * value
        basis[pivot] = entering
    if cost[-1] == 0:
        return None
    # The reduced cost of artificial k is 1 - its dual.
    d = [-sign[k] * (1 - cost[n + k]) for k in range(p)]
    margins = [sum(a * b for a, b in zip(row, d)) for row in rows]
    assert min(margins) >= 0 and max(margins) > 0
    return d


def undetermined(rows, p):
    """Positions of the unit vectors outside the span of `rows`, by elimination."""
    echelon = []
    for row in rows:
        row = [Fraction(value) for value in row]
        for lead, other in echelon:
            if row[lead]:
                share = row[lead]
                row = [a - share * b for a, b in zip(row, other)]
        lead = next((k for k, value in enumerate(row) if value), None)
        if lead is None:
            continue
        row = [value / row[lead] for value in row]
        echelon = [(l, [a - o[lead] * b for a, b in zip(o, row)]) for l, o in echelon] + [(lead, row)]
    # In reduced form a unit vector is in the span where it is one of the rows.
    units = {lead for lead, row in echelon if sum(value != 0 for value in row) == 1}
    return [k for k in range(p) if k not in units]


def encode(table):
    names, columns = ["(intercept)"], [[1] * len(table["y"])]
    for name, values in table.items():
        if name == "y":
            continue
        if isinstance(values[0], str):
            for level in sorted(set(values))[1:]:
                names.append(f"{name}[{level}]")
                columns.append([int(value == level) for value in values])
        else:
            names.append(name)
            columns.append(values)
    return names, list(zip(*columns))


def describe(table):
    names, x = encode(table)
    if len(undetermined(x, len(names))):
        return None
    rest = [[(2 * y - 1) * value for value in row] for row, y in zip(x, table["y"])]
    total, signs = len(rest), table["y"]
    while rest:
        d = direction(rest)
        if d is None:
            break
        stays = [sum(a * b for a, b in zip(row, d)) == 0 for row in rest]
        rest, signs = ([item for item, stay in zip(items, stays) if stay] for items in (rest, signs))
    terms = [names[k] for k in undetermined(rest, len(names)) if k > 0]
    kind = "none" if len(rest) == total else "complete" if not rest else "quasi"
    left = [[(2 * y - 1) * value for value in row] for row, y in zip(rest, signs)]
    limit, saturated = deviance(left, signs)
    return {"table": table, "kind": kind, "separated": terms, "separated_rows": total - len(rest),
            "limit_deviance": limit, "saturated": saturated}


def robust(x):
    """Columns about their median, in units of the median distance from it that is not 0."""
    x = np.array(x, float)
    x[:, 1:] -= np.median(x[:, 1:], axis=0)
    return x / np.nan_to_num(np.nanmedian(np.where(x == 0, np.nan, np.abs(x)), axis=0), nan=1)


def floating(table):
    """What a floating-point linear programme (HiGHS) makes of it: whether any row can be separated."""
    z = (2 * np.array(table["y"]) - 1)[:, None] * robust(encode(table)[1])
    z /= np.linalg.norm(z, axis=1)[:, None]
    found = linprog(-z.sum(0), A_ub=-z, b_ub=np.zeros(len(z)), bounds=[(-1, 1)] * z.shape[1], method="highs")
    return -found.fun > 1e-6


def deviance(x, y):
    """(the least deviance of rows that overlap, in extended precision; None where Newton's method does not get there;
    whether only rows of probability 0 or 1, to eleven digits, speak of some coefficient)"""
    if not len(y):
        return 0.0, False
    y = np.array(y, REAL)
    z = robust(x)[:, 1:].astype(REAL)
    z = z[:, (z != 0).any(0)]
    _, value, slope, information = solve("logistic", z, y, np.ones(len(y), REAL), np.zeros(len(y), REAL), 0)
    least = np.diag(information)[1:].min(initial=1)
    return (float(2 * value * len(y)) if slope < 1e-15 else None), bool(least < 1e-11)


def random_table(rng):
    n = int(rng.integers(10, 45))
    table, link = {}, np.full(n, rng.normal())
    for k in range(int(rng.integers(1, 4))):
        kind = KINDS[rng.integers(len(KINDS))]
        x = rng.integers(0, 12, n).astype(float)
        link += rng.normal() * rng.choice([0, 0.3, 1.5]) * (x - 5)
        if kind in ("sentinel", "mixed"):
            x[rng.choice(n, int(rng.integers(1, 3)), False)] = rng.choice([-1, 1]) * 10 ** int(rng.integers(3, 9)) - 1
        if kind in ("cauchy", "mixed"):
            x = x + np.round(rng.standard_cauchy(n) * 10 ** rng.uniform(0, 4))
        if kind == "tiny":
            x = x + 10 ** int(rng.integers(2, 7))
        table[f"x{k}"] = [int(value) for value in x]
    for k in range(int(rng.integers(0, 3))):
        levels = rng.choice(list("abcdef"), n, p=np.array([6, 5, 4, 2, 1, 1]) / 19)
        effect = dict(zip("abcdef", rng.normal(size=6) * rng.choice([0.5, 3])))
        link += np.array([effect[level] for level in levels])
        table[f"g{k}"] = [str(level) for level in levels]
    y = (rng.random(n) < 1 / (1 + np.exp(-np.clip(link, -30, 30)))).astype(int)
    table["y"] = [int(value) for value in y]
    return table


def main(target="overlap.json", wanted=100):
    rng = np.random.default_rng(20240607)
    found, differ, index = {"none": [], "quasi": [], "complete": []}, 0, 0
    while min(len(found["none"]), len(found["quasi"]), 4 * len(found["complete"])) < wanted:
        index += 1
        table = random_table(rng)
        counts = [len(set(values)) for values in table.values()]
        if min(counts) < 2 or len(encode(table)[0]) >= len(table["y"]):
            continue
        case = describe(table)
        if case is None:
            continue
        differ += floating(table) != (case["kind"] != "none")
        case["index"] = index
        found[case["kind"]].append(case)
    chosen = found["none"][:wanted] + found["quasi"][:wanted] + found["complete"][:wanted // 4]
    print({kind: len(cases) for kind, cases in found.items()}, "floating point differs in", differ, file=sys.stderr)
    with open(target, "w") as out:
        out.write("[\n" + ",\n".join(json.dumps(case, separators=(",", ":")) for case in chosen) + "\n]\n")


if __name__ == "__main__":
    main(*sys.argv[1:2], *map(int, sys.argv[2:]))
