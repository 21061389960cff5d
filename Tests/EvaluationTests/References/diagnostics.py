"""Reliability, curves, profit and tables for the cases of evaluation.json and the hold-outs of holdouts.json.

    python diagnostics.py > diagnostics.json

Versions used: empulse 0.13.1, mpmath 1.4.1, numpy 2.4.6, scikit-learn 1.9.1, scipy 1.17.1, statsmodels 0.15.0.

Weighted cases are computed on really repeated rows. Where a package has the number it is the package's; otherwise it is
computed from the definition, in another way than the toolkit does: sorting, quadrature, brute force over
thresholds.
"""

import json

import mpmath
import numpy as np
import scipy.integrate
import scipy.stats
import sklearn.metrics as sk
from empulse.metrics import empc_score, mpc_score
from scipy.spatial import ConvexHull
from sklearn.calibration import calibration_curve
from statsmodels.stats.proportion import proportion_confint

CAMPAIGNS = [
    {"value": 200.0, "offer": 10.0, "contact": 1.0, "alpha": 6.0, "beta": 14.0},
    {"value": 90.0, "offer": 15.0, "contact": 4.0, "alpha": 1.5, "beta": 2.5},
    {"value": 500.0, "offer": 0.0, "contact": 2.0, "alpha": 0.5, "beta": 0.5},
]


def bins_of(values, count):
    """Bin of each row, repeated rows sorted or not: the middle of its ties decides."""
    distinct, of_row, counts = np.unique(values, return_inverse=True, return_counts=True)
    twice_middle = 2 * (np.cumsum(counts) - counts) + counts
    return np.minimum(count * twice_middle // (2 * len(values)), count - 1)[of_row]


def brier(y, p, bins):
    base, n = y.mean(), len(y)
    terms = dict(reliability=0.0, resolution=0.0, uncertainty=base * (1 - base), variance=0.0, covariance=0.0)
    for k in np.unique(bins):
        yk, pk = y[bins == k], p[bins == k]
        terms["reliability"] += len(yk) * (pk.mean() - yk.mean()) ** 2 / n
        terms["resolution"] += len(yk) * (yk.mean() - base) ** 2 / n
        terms["variance"] += ((pk - pk.mean()) ** 2).sum() / n
        terms["covariance"] += 2 * ((yk - yk.mean()) * (pk - pk.mean())).sum() / n
    total = terms["reliability"] - terms["resolution"] + terms["uncertainty"] + terms["variance"] - terms["covariance"]
    assert abs(total - sk.brier_score_loss(y, p)) < 1e-14
    return terms


def spiegelhalter(y, p):
    mpmath.mp.dps = 40
    exact = [(mpmath.mpf(int(a)), mpmath.mpf(float(b))) for a, b in zip(y, p)]
    excess = sum((a - b) * (1 - 2 * b) for a, b in exact)
    z = excess / mpmath.sqrt(sum((1 - 2 * b) ** 2 * b * (1 - b) for _, b in exact))
    return {"statistic": float(z), "p_value": float(mpmath.erfc(abs(z) / mpmath.sqrt(2)))}


def calibration(y, p, bins):
    rows = []
    for k in np.unique(bins):
        yk, pk = y[bins == k], p[bins == k]
        lower, upper = proportion_confint(yk.sum(), len(yk), method="wilson")
        rows.append([float(len(yk)), pk.mean(), yk.mean(), lower, upper])
    error = sum(row[0] * abs(row[1] - row[2]) for row in rows) / len(y)
    if len(np.unique(p)) == len(p) and len(p) % 10 == 0:  # there scikit-learn's bins are the same
        observed, predicted = calibration_curve(y, p, n_bins=10, strategy="quantile")
        assert np.allclose(observed, [r[2] for r in rows], atol=1e-13)
        assert np.allclose(predicted, [r[1] for r in rows], atol=1e-13)
    return {"bins": rows, "ece": error}


def gains(y, p, parts):
    order = np.argsort(-p, kind="stable")
    ys, ps = y[order], p[order]
    mean_of_ties = {value: ys[ps == value].mean() for value in np.unique(ps)}
    expected = np.array([mean_of_ties[value] for value in ps])  # of each place, ties in random order
    n = len(y)
    cuts = [n * k // parts for k in range(parts + 1)]
    rows = []
    for start, end in zip(cuts, cuts[1:]):
        found = expected[start:end].sum()
        rows.append([
            float(end - start), found, ps[end - 1], found / (end - start), found / (end - start) / y.mean(),
            end / n, expected[:end].sum() / y.sum(), expected[:end].mean() / y.mean(),
        ])
    return rows


def curves(y, p):
    fpr, tpr, thresholds = sk.roc_curve(y, p, drop_intermediate=False)
    precision, recall, cut = sk.precision_recall_curve(y, p)
    assert np.array_equal(cut[::-1], thresholds[1:]) and np.allclose(recall[-2::-1], tpr[1:], atol=1e-15)
    points = np.column_stack([thresholds[1:], tpr[1:], fpr[1:], precision[-2::-1]])
    return points.tolist()


def kolmogorov_smirnov(y, p):
    test = scipy.stats.ks_2samp(p[y == 0], p[y == 1], alternative="greater")
    return {"statistic": test.statistic, "after": test.statistic_location}


def thresholds_of(y, p, w):
    """Shares of customers found and passed at every threshold, nobody and everybody included; w copies of each row."""
    order = np.argsort(-p, kind="stable")
    ends = np.append(np.diff(p[order]) != 0, True)
    found = np.append(0, np.cumsum((w * y)[order])[ends]) / w.sum()
    passed = np.append(0, np.cumsum((w * (1 - y))[order])[ends]) / w.sum()
    return found, passed


def corners_of(found, passed):
    points = np.column_stack([passed, found, np.arange(len(found))])
    hull = ConvexHull(np.vstack([points[:, :2], [[points[-1, 0] + 1, -1.0]]]), qhull_options="Qt")
    keep = np.array(sorted(v for v in hull.vertices if v < len(points)))
    return keep


def expected_profit(y, p, campaign, w=None):
    """Expected maximum profit, by scipy's Gauss-Kronrod quadrature of the maximum over all thresholds."""
    w = np.ones(len(y)) if w is None else w
    found, passed = thresholds_of(y, p, w)
    v, d, f = campaign["value"], campaign["offer"], campaign["contact"]
    a, b = campaign["alpha"], campaign["beta"]
    gain, cost = (v - d) * found, f * found + (d + f) * passed

    def best(gamma):
        return int(np.argmax(gamma * gain - cost))

    # The maximum bends where the best threshold changes: integrate between.
    inner = lambda left, right: _bends(gain, cost, left, right, best)
    bends = [0.0, *inner(0.0, 1.0), 1.0]
    law = scipy.stats.beta(a, b)
    profit = contacted = 0.0
    for left, right in zip(bends, bends[1:]):
        t = best((left + right) / 2)
        if a < 1 or b < 1:  # the density has poles, which the distribution function has not: by parts
            part = (right * gain[t] - cost[t]) * law.cdf(right) - (left * gain[t] - cost[t]) * law.cdf(left)
            part -= gain[t] * scipy.integrate.quad(law.cdf, left, right, epsabs=1e-14, epsrel=1e-13)[0]
        else:
            part = scipy.integrate.quad(
                lambda g: (g * gain[t] - cost[t]) * law.pdf(g), left, right, epsabs=1e-14, epsrel=1e-13)[0]
        profit += part
        contacted += (found[t] + passed[t]) * (law.cdf(right) - law.cdf(left))
    return profit, contacted


def _bends(gain, cost, left, right, best):
    """Where max(gamma gain - cost) bends: crossings of the lines that are best left and right, and so on between."""
    if right - left < 1e-13:
        return []
    i, j = best(left), best(right)
    if i == j or gain[i] == gain[j]:
        return []
    crossing = (cost[j] - cost[i]) / (gain[j] - gain[i])
    if not left + 1e-13 < crossing < right - 1e-13:
        return [min(max(crossing, left), right)]
    k = best(crossing)
    if crossing * gain[k] - cost[k] <= crossing * gain[i] - cost[i] + 1e-13:
        return [crossing]
    return _bends(gain, cost, left, crossing, best) + _bends(gain, cost, crossing, right, best)


def jackknife_error(y, p, statistic):
    """Infinitesimal jackknife by central differences: one more copy of a row, over distinct rows."""
    n = len(y)
    squares = 0.0
    rows, first, counts = np.unique(np.column_stack([y, p]), axis=0, return_index=True, return_counts=True)
    step = 1e-3
    for row, count in zip(first, counts):
        up, down = np.ones(n), np.ones(n)
        up[row] += step
        down[row] -= step
        squares += count * ((statistic(up) - statistic(down)) / (2 * step)) ** 2
    return float(np.sqrt(squares * n / (n - 1)))


def profits(y, p, errors):
    answers = []
    for campaign in CAMPAIGNS:
        names = dict(
            clv=campaign["value"], incentive_cost=campaign["offer"], contact_cost=campaign["contact"])
        emp, contacted = expected_profit(y, p, campaign)
        theirs = empc_score(y, p, alpha=campaign["alpha"], beta=campaign["beta"], **names)
        assert abs(emp - theirs) < 1e-8 * max(1, emp), (emp, theirs)
        mean = campaign["alpha"] / (campaign["alpha"] + campaign["beta"])
        found, passed = thresholds_of(y, p, np.ones(len(y)))
        gain, waste = campaign["value"] - campaign["offer"], campaign["offer"] + campaign["contact"]
        lines = (mean * gain - campaign["contact"]) * found - waste * passed
        assert abs(lines.max() - mpc_score(y, p, accept_rate=mean, **names)) < 1e-8 * max(1, lines.max())
        answer = dict(campaign, emp=emp, emp_contacted=contacted, mp=lines.max())
        answer["mp_contacted"] = (found + passed)[lines.argmax()]
        if errors:
            answer["emp_error"] = jackknife_error(y, p, lambda w: expected_profit(y, p, campaign, w)[0])
        # Profit by share contacted: straight lines between thresholds.
        shares = np.arange(101) / 100
        answer["curve"] = np.interp(shares, found + passed, lines).tolist()
        answers.append(answer)
    return answers


def costs(y, p):
    found, passed = thresholds_of(y, p, np.ones(len(y)))
    tpr, fpr = found / y.mean(), passed / (1 - y.mean())
    grid = np.arange(101) / 100
    lowest = [((1 - tpr) * pc + fpr * (1 - pc)).min() for pc in grid]
    hull = corners_of(tpr, fpr)
    places = np.diff(fpr[hull]) / (np.diff(fpr[hull]) + np.diff(tpr[hull]))
    places = np.concatenate([[0.0], places, [1.0]])
    at = [((1 - tpr) * pc + fpr * (1 - pc)).min() for pc in places]
    return {"lowest": lowest, "area": float(np.trapezoid(at, places))}


def binary(name, y, p, errors=False):
    bins = bins_of(p, 10)
    answer = {
        "name": name,
        "brier_by_probability": brier(y, p, np.unique(p, return_inverse=True)[1]),
        "brier_by_bin": brier(y, p, bins),
        "spiegelhalter": spiegelhalter(y, p),
        "calibration": calibration(y, p, bins),
        "ks": kolmogorov_smirnov(y, p),
        "gains": gains(y, p, 10),
        "gains_in_seven": gains(y, p, 7),
        "profit": profits(y, p, errors),
        "costs": costs(y, p),
    }
    points = curves(y, p)
    answer["auc_of_points"] = sk.roc_auc_score(y, p)
    if len(points) <= 100:  # more would only fill the file
        answer["points"] = points
    return answer


def amount(name, y, p):
    bins = bins_of(p, 10)
    rows = []
    for k in np.unique(bins):
        yk, pk = y[bins == k], p[bins == k]
        rows.append([float(len(yk)), pk.mean(), yk.mean(), scipy.stats.sem(yk)])
    percents = [0, 1, 5, 10, 25, 50, 75, 90, 95, 99, 100]
    # As fractions: 100 q is a whole number, and numpy's q n must not be rounded off a step.
    residuals = np.sort(y - p)
    quantiles = []
    for percent in percents:
        place, rest = divmod(percent * len(y), 100)
        low = residuals[max(place - (rest == 0), 0)]
        quantiles.append((low + residuals[min(place, len(y) - 1)]) / 2)
    assert np.allclose(quantiles, np.quantile(y - p, np.array(percents) / 100, method="averaged_inverted_cdf"))
    return {"name": name, "bins": rows, "quantiles": [list(pair) for pair in zip(map(float, percents), quantiles)]}


def repeated(case, *names):
    weights = np.array(case.get("weights", np.ones(len(case["outcomes"])))).astype(int)
    return [np.repeat(np.array(case[name], dtype=float), weights) for name in names]


cases = json.load(open("evaluation.json"))
holdouts = json.load(open("holdouts.json"))
out = {
    "binary": [
        binary(case["name"], *repeated(case, "outcomes", "probabilities"), errors=case["name"] != "rare")
        for case in cases["binary"]
    ],
    "holdouts": [
        binary(name, np.array(rows["outcomes"], dtype=float), np.array(rows["probabilities"]))
        for name, rows in holdouts.items()
    ],
    "amount": [amount(case["name"], *repeated(case, "outcomes", "predictions")) for case in cases["amount"]],
}
blocks = [f'"{name}": [\n' + ",\n".join(map(json.dumps, rows)) + "\n]" for name, rows in out.items()]
print("{\n" + ",\n".join(blocks) + "\n}")
