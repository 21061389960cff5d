"""Paired cases with the answers of statsmodels and scipy; pROC adds its own in comparison.R.

    python comparison.py > comparison.json

Versions used: numpy 2.4.6, scipy 1.17.1, scikit-learn 1.9.1, statsmodels 0.15.0.
"""

import json

import numpy as np
import sklearn.metrics as sk
from scipy import stats
from statsmodels.stats.contingency_tables import mcnemar
from statsmodels.stats.multitest import multipletests

random = np.random.default_rng(20261122)
STEP = 1e-30  # of complex-step derivatives, which are exact to rounding


def influence_error(difference, weights):
    """Infinitesimal-jackknife error of difference(weights), rows repeated `weights` times."""
    total = weights.sum()
    influence = np.empty(len(weights))
    for row in range(len(weights)):
        shifted = weights.astype(complex)
        shifted[row] += 1j * STEP
        influence[row] = difference(shifted).imag / STEP
    return float(np.sqrt((weights * influence**2).sum() * total / (total - 1)))


def average_precision(outcomes, scores, weights):
    levels = np.unique(scores)[::-1]
    positives = np.array([(weights * outcomes * (scores == level)).sum() for level in levels])
    rows = np.array([(weights * (scores == level)).sum() for level in levels])
    return (positives * np.cumsum(positives) / np.cumsum(rows)).sum() / positives.sum()


def psi(a, b):
    edges = np.unique([np.sort(a)[int(np.ceil(d * len(a) / 10)) - 1] for d in range(1, 10)])
    shares = []
    for scores in (a, b):
        counts = np.bincount(np.searchsorted(edges, scores), minlength=len(edges) + 1)
        shares.append(np.where(counts == 0, 0.5, counts) / len(scores))
    return float(((shares[1] - shares[0]) * np.log(shares[1] / shares[0])).sum())


def mcnemar_numbers(only_a, only_b):
    table = [[10, only_a], [only_b, 10]]
    exact = mcnemar(table, exact=True).pvalue
    corrected = mcnemar(table, exact=False, correction=True)
    if only_a == only_b:  # statsmodels corrects a difference of 0 to 1; R's mcnemar.test and we leave it
        corrected.statistic, corrected.pvalue = 0.0, 1.0
    low, n = min(only_a, only_b), only_a + only_b
    mid = min(1.0, 2 * stats.binom.cdf(low, n, 0.5) - stats.binom.pmf(low, n, 0.5))
    return {"onlyA": only_a, "onlyB": only_b, "exact": exact, "midP": mid,
            "statistic": corrected.statistic, "pValue": corrected.pvalue}


def binary(name, outcomes, a, b):
    ones = np.ones(len(outcomes))
    p, q = 1 / (1 + np.exp(-a)), 1 / (1 + np.exp(-b))
    w = ones.astype(int)

    def precision(weights):
        return average_precision(outcomes, b, weights) - average_precision(outcomes, a, weights)

    assert abs(average_precision(outcomes, a, ones) - sk.average_precision_score(outcomes, a)) < 1e-12
    losses = [np.logaddexp(0, np.where(outcomes == 1, -links, links)) for links in (a, b)]
    difference = losses[1] - losses[0]
    test = stats.ttest_rel(losses[1], losses[0])
    brier = (q - outcomes) ** 2 - (p - outcomes) ** 2
    return {
        "name": name, "outcomes": outcomes.tolist(), "a": a.tolist(), "b": b.tolist(),
        "spearman": stats.spearmanr(a, b).statistic, "kendall": stats.kendalltau(a, b).statistic,
        "kolmogorovSmirnov": stats.ks_2samp(p, q).statistic, "psi": psi(p, q),
        "precision": precision(ones), "precisionError": influence_error(precision, w),
        "logLoss": difference.mean(), "logLossError": difference.mean() / test.statistic,
        "brier": brier.mean(), "brierError": brier.std(ddof=1) / np.sqrt(len(brier)),
    }


def amount(name, outcomes, a, b):
    def rmse(weights):
        total = weights.sum()
        return np.sqrt((weights * (outcomes - b) ** 2).sum() / total) - np.sqrt(
            (weights * (outcomes - a) ** 2).sum() / total)

    def r_squared(weights):
        mean = (weights * outcomes).sum() / weights.sum()
        spread = (weights * (outcomes - mean) ** 2).sum()
        return ((weights * (outcomes - a) ** 2).sum() - (weights * (outcomes - b) ** 2).sum()) / spread

    w = np.ones(len(outcomes), dtype=int)
    mae = np.abs(outcomes - b) - np.abs(outcomes - a)
    return {
        "name": name, "outcomes": outcomes.tolist(), "a": a.tolist(), "b": b.tolist(),
        "rmse": rmse(w), "rmseError": influence_error(rmse, w),
        "rSquared": r_squared(w), "rSquaredError": influence_error(r_squared, w),
        "mae": mae.mean(), "maeError": mae.std(ddof=1) / np.sqrt(len(mae)),
    }


def draw(links):
    return (random.random(len(links)) < 1 / (1 + np.exp(-links))).astype(float)


x = random.normal(-1, 1.3, 300)
smooth = x + random.normal(0, 0.8, (2, 300))
tied = np.round(random.normal(0, 1, 200)[None] + random.normal(0, 0.5, (2, 200)), 1)
coarse = np.round(random.normal(0, 1, 150)[None] + random.normal(0, 0.7, (2, 150)))
rare = random.normal(-3, 1, 500)
half = random.normal(-0.5, 1, 160)
spend = random.gamma(2, 50, 250)
p_values = np.concatenate([random.random(30), random.random(10) ** 4, [0.5, 0.5, 1.0]])
print(json.dumps({
    "binary": [
        binary("smooth", draw(x), *smooth),
        binary("ties", draw(tied[0]), *tied),
        binary("coarse", draw(coarse[1]), *coarse),
        binary("rare", draw(rare), rare, rare + random.normal(0, 0.5, 500)),
        binary("B rounds", draw(half), half, np.round(half)),
    ],
    "amount": [amount("spend", spend, 0.7 * spend + random.normal(30, 30, 250), 0.8 * spend + random.normal(20, 25, 250))],
    "mcnemar": [mcnemar_numbers(*counts) for counts in [(12, 25), (25, 12), (7, 7), (0, 9), (1, 0), (140, 190), (4000, 4210)]],
    "pValues": p_values.tolist(), "qValues": multipletests(p_values, method="fdr_bh")[1].tolist(),
}, indent=None, separators=(",", ":")).replace('{"name"', '\n{"name"'))
