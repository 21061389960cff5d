"""Writes ordered.csv (made-up customers in bands and tiers) and ordered.json: fits whose level effects rise or fall in order.

python3 ordered.py ordered.csv ordered.json

Which neighbours share an effect is not searched for but enumerated: every way to put the levels of a column, in their order,
into groups of neighbours is a fit by Newton's method without any bound. Of those whose effects are in order the one of largest
likelihood is the answer, for the likelihood is concave; the conditions of Karush, Kuhn and Tucker are checked at it.
"""

import itertools
import json
import sys

import numpy as np

BANDS = ["18-25", "26-35", "36-50", "51-65", "66+"]
TIERS = ["low", "basic", "mid", "top"]  # "basic" sorts first: the baseline stands second in the order


def made(rows=600):
    rng = np.random.default_rng(7)
    band, tier = rng.integers(0, len(BANDS), rows), rng.integers(0, len(TIERS), rows)
    age, weight = np.round(rng.normal(0, 1, rows), 3), rng.integers(1, 4, rows)
    # Neither column is in order by itself: some neighbours have to share an effect.
    eta = 0.3 * age + np.array([0.0, 0.5, 0.3, 0.9, 0.8])[band] + np.array([-0.6, -0.1, -0.3, 0.5])[tier]
    return {
        "band": [BANDS[k] for k in band], "tier": [TIERS[k] for k in tier], "age": age, "copies": weight,
        "spend": np.round(3 + eta + rng.normal(0, 1, rows), 3), "left": (rng.random(rows) < 1 / (1 + np.exp(0.5 - eta))).astype(int),
        "visits": rng.poisson(np.exp(eta)), "amount": np.round(rng.gamma(2, np.exp(eta) / 2) + 0.01, 3)}


FAMILIES = {  # mean, d mean/d eta over variance (of canonical links 1), variance
    "linear": (lambda e: e, lambda m: np.ones_like(m), lambda m: np.ones_like(m)),
    "logistic": (lambda e: 1 / (1 + np.exp(-e)), lambda m: np.ones_like(m), lambda m: m * (1 - m)),
    "poisson": (np.exp, lambda m: np.ones_like(m), lambda m: m),
    "gamma": (np.exp, lambda m: 1 / m, lambda m: m * m)}


def loglik(family, y, m):
    if family == "linear":
        return -0.5 * (y - m) ** 2
    if family == "logistic":
        return np.log(np.where(y == 1, m, 1 - m))
    return y * np.log(m) - m if family == "poisson" else -y / m - np.log(m)


def newton(family, x, y, w):
    mean, ratio, variance = FAMILIES[family]
    beta = np.zeros(x.shape[1])
    beta[0] = {"linear": np.average(y, weights=w), "logistic": 0.0}.get(family, np.log(np.average(y, weights=w)))
    for _ in range(100):
        m = mean(x @ beta)
        gradient = x.T @ (w * (y - m) * ratio(m))
        hessian = (x * (w * variance(m) * ratio(m) ** 2)[:, None]).T @ x
        step = np.linalg.solve(hessian, gradient)
        beta = beta + step
        if np.abs(step).max() < 1e-14:
            break
    return beta, hessian


def groupings(count):
    """Every way to cut a row of `count` neighbours: the group of each."""
    for cuts in itertools.product([0, 1], repeat=count - 1):
        yield [0, *itertools.accumulate(cuts)]


def fit(family, table, target, orders, w):
    y, age = np.asarray(table[target], float), np.asarray(table["age"], float)
    best = None
    columns = list(orders)
    for choice in itertools.product(*[list(groupings(len(orders[name]))) for name in columns]):
        x, names = [np.ones(len(y)), age], []
        for name, groups in zip(columns, choice):
            group = dict(zip(orders[name], groups))
            base = group[min(orders[name])]
            for k in sorted(set(groups) - {base}):
                x.append(np.array([group[value] == k for value in table[name]], float))
                names.append((name, k))
        x = np.column_stack(x)
        beta, hessian = newton(family, x, y, w)
        effects = {}
        for name, groups in zip(columns, choice):
            values = {k: beta[2 + names.index((name, k))] if (name, k) in names else 0.0 for k in set(groups)}
            effects[name] = [values[k] for k in groups]
        if any(b < a - 1e-12 for name in columns for a, b in zip(effects[name], effects[name][1:])):
            continue
        value = float(np.sum(w * loglik(family, y, FAMILIES[family][0](x @ beta))))
        if best is None or value > best[0] + 1e-10:
            errors = np.sqrt(np.diag(np.linalg.inv(hessian)))
            m = FAMILIES[family][0](x @ beta)
            if family in ("linear", "gamma"):
                pearson = np.sum(w * (y - m) ** 2 / FAMILIES[family][2](m))
                errors = errors * np.sqrt(pearson / (w.sum() - x.shape[1]))
            best = (value, beta, effects, choice, names, errors, x, m)
    value, beta, effects, choice, names, errors, x, m = best
    # Along every step between neighbours the likelihood must not rise.
    pull = w * (y - m) * FAMILIES[family][1](m)
    terms = [{"term": "(intercept)", "estimate": beta[0]}, {"term": "age", "estimate": beta[1], "error": errors[1]}]
    for name, groups in zip(columns, choice):
        order = orders[name]
        for k in range(1, len(order)):
            if groups[k] == groups[k - 1]:
                # A step up after k moves the levels of its group from k on.
                members = [level for level, g in zip(order[k:], groups[k:]) if g == groups[k]]
                gain = sum(pull[i] for i in range(len(y)) if table[name][i] in members)
                assert gain <= 1e-9 * w.sum(), (family, name, k, gain)
        base = groups[order.index(min(order))]
        for level in sorted(order)[1:]:
            k = groups[order.index(level)]
            terms.append({"term": f"{name}[{level}]", "estimate": effects[name][order.index(level)],
                          "error": None if k == base else errors[2 + names.index((name, k))],
                          "is_tied": groups.count(k) > 1})
    return {"terms": [{key: float(v) if isinstance(v, np.floating) else v for key, v in term.items()} for term in terms],
            "log_likelihood": value}


def main(csv, target):
    table = made()
    names = list(table)
    with open(csv, "w") as out:
        out.write(",".join(names) + "\n")
        for row in range(len(table["band"])):
            out.write(",".join(str(table[name][row]) for name in names) + "\n")
    ones, copies = np.ones(len(table["band"])), np.asarray(table["copies"], float)
    rising = {"band": BANDS, "tier": TIERS}
    falling = {"band": BANDS[::-1]}
    fits = {}
    for family, outcome in {"linear": "spend", "logistic": "left", "poisson": "visits", "gamma": "amount"}.items():
        fits[f"{family}_rising"] = fit(family, table, outcome, rising, ones)
        fits[f"{family}_rising_weighted"] = fit(family, table, outcome, rising, copies)
        fits[f"{family}_falling"] = fit(family, table, outcome, falling, ones)
    with open(target, "w") as out:
        json.dump(fits, out, indent=1)
        out.write("\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
