"""Intervals of the cost curve for the cases of evaluation.json and the hold-outs of holdouts.json.

    python cost_intervals.py > cost-intervals.json

Versions used: numpy 2.4.6, scikit-learn 1.9.1, statsmodels 0.15.0.

The definition of CostCurve.estimate over really repeated rows: corners by isotonic regression, Wilson's intervals of
statsmodels, the slope by least squares. The constants are those of parabolic_drift.py.
"""

import json

import numpy as np
from sklearn.isotonic import IsotonicRegression
from statsmodels.stats.proportion import proportion_confint

MEAN, COVARIATION, STEP = 0.9961930199 / np.cbrt(2), 0.412737 - 0.210044, 0.5826
PLACES = [0.02, 0.1, 0.2, 0.35, 0.5, 0.65, 0.8, 0.9, 0.98]


def at_cut(s, last):
    """The rows of the score `last`, and of the next below it."""
    return (s == last).sum(), (s == s[s < last].max()).sum() if (s < last).any() else 0


def fall(y, s, last):
    """How fast the rate of outcome 1 falls with the share of rows, below the score `last`."""
    n, above = len(y), (s >= last).sum()
    width = max(2, min(above, n - above), *at_cut(s, last))
    middle = np.array([(s > score).sum() + (s == score).sum() / 2 for score in s])
    place = (middle - above) / width
    root = np.sqrt(np.maximum(0, 1 - place**2))
    design = np.stack([np.ones(n), place], axis=1) * root[:, None]
    return -np.linalg.lstsq(design, y * root, rcond=1e-6)[0][1] * n / width


def bias(y, s, last, p, q):
    """The excess of the largest, and by how much its variance is less."""
    n, share, above = len(y), y.mean(), (s >= last).sum()
    a, b = p / share, q / (1 - share)
    walk, curvature = a * b / n, fall(y, s, last) * (a + b) / 2
    flat = np.sqrt(np.pi / 8 * walk)
    lost = STEP * np.sqrt(walk * sum(at_cut(s, last)) / 2 / n)
    if curvature <= 0:
        return max(0, flat - lost), 0
    width = np.cbrt(walk / curvature**2)
    smooth = min(flat, MEAN * np.cbrt(walk**2 / curvature))
    excess = max(0, smooth - lost)
    room = max(0, 1 - width * n / min(above, n - above)) if above < n else 0
    return excess, excess / smooth * room * walk * width * COVARIATION


def intervals(y, s):
    ones, others = y.sum(), (1 - y).sum()
    fitted = IsotonicRegression().fit_transform(s, y)
    # The lowest score of every block; infinity is nobody.
    scores = [np.inf] + [s[fitted == value].min() for value in np.unique(fitted)[::-1]]
    found = np.array([(y * (s >= score)).sum() for score in scores])
    passed = np.array([((1 - y) * (s >= score)).sum() for score in scores])
    (low_t, high_t), (low_f, high_f) = (
        proportion_confint(found, ones, method="wilson"),
        proportion_confint(passed, others, method="wilson"),
    )
    t, f = found / ones, passed / others
    rows = []
    for p in PLACES:
        q = 1 - p
        line = p * (1 - t) + q * f
        below = np.hypot(p * (high_t - t), q * (f - low_f))
        above = np.hypot(p * (t - low_t), q * (high_f - f))
        best, constant, narrowing = line.argmin(), min(p, q), 1
        excess = constant - line[best]
        if best > 0:
            most, less = bias(y, s, scores[best], p, q)
            excess = min(excess, most)
            variance = (below[best] ** 2 + above[best] ** 2) / 2 / 1.959963984540054**2
            narrowing = np.sqrt(max(2 - np.pi / 2, 1 - less / variance))
        lower = min(constant, (line - narrowing * below).min()) + excess
        upper = min(constant, (line + narrowing * above).min()) + excess
        rows.append([p, line[best], max(0, min(line[best], lower)), min(constant, upper)])
    return rows


cases = {}
for case in json.load(open("evaluation.json"))["binary"]:
    weights = case.get("weights", np.ones(len(case["outcomes"]), dtype=int))
    cases[case["name"]] = [np.repeat(case[name], weights) for name in ("outcomes", "probabilities")]
for name, case in json.load(open("holdouts.json")).items():
    cases[name] = [np.array(case["outcomes"]), np.array(case["probabilities"])]
print("{\n" + ",\n".join(f'"{name}": {json.dumps(intervals(*rows))}' for name, rows in cases.items()) + "\n}")
