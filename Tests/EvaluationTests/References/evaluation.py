"""Cases with the metrics that scikit-learn and statsmodels give them; pROC and R's glm add theirs in evaluation.R.

    python evaluation.py > evaluation.json

Versions used: numpy 2.4.6, scikit-learn 1.9.1, statsmodels 0.15.0.
"""

import json

import numpy as np
import sklearn.metrics as sk
from statsmodels.stats.proportion import proportion_confint
from statsmodels.stats.weightstats import DescrStatsW

random = np.random.default_rng(20240607)
STEP = 1e-30  # of complex-step derivatives, which are exact to rounding


def mean_error(values, weights):
    """Mean and its standard error, rows repeated `weights` times."""
    sample = DescrStatsW(values, weights=weights)
    return {"estimate": sample.mean, "standardError": sample.std_mean}


def influence_error(statistic, weights):
    """Infinitesimal-jackknife standard error of statistic(weights), rows repeated `weights` times.

    With U_i the derivative of the statistic by the weight of one more copy of row i and W the sum of weights, the
    variance is sum w U^2, times W / (W - 1) as for a mean.
    """
    total = weights.sum()
    influence = np.empty(len(weights))
    for row in range(len(weights)):
        shifted = weights.astype(complex)
        shifted[row] += 1j * STEP
        influence[row] = statistic(shifted).imag / STEP
    return float(np.sqrt((weights * influence**2).sum() * total / (total - 1)))


def lift(outcomes, scores, weights):
    """Top-decile lift by sorting repeated rows and averaging over ties.

    The error is the deviation of u (y - m) / found - y / total over the repeated rows: u is the part of a row in the decile,
    m the value at the cut of a line through the rows around it, fitted by weighted least squares under Epanechnikov's kernel
    of k^0.8 rows on each side, or the mean of the rows tied there where these are more.
    """
    y, s = np.repeat(outcomes, weights), np.repeat(scores, weights)
    n, k = len(y), len(y) // 10
    cut = np.sort(s)[::-1][k - 1]
    above, tied = s > cut, s == cut
    x = y[above].sum() + y[tied].mean() * (k - above.sum())
    u = above + tied * (k - above.sum()) / tied.sum()
    width = max(k**0.8, 2) if k > 2 else k
    if above.sum() < k < above.sum() + tied.sum() and tied.sum() >= width:
        m = y[tied].mean()
    else:
        # Rows of one score stand at the middle of their ranks.
        middle = np.array([(s > score).sum() + (s == score).sum() / 2 for score in s])
        place = (middle - k) / width
        near = np.array([((s > score).sum() < k + width) and ((s >= score).sum() > k - width) for score in s])
        heights = np.where(near, np.maximum(0, 1 - place**2), 0)
        design = np.stack([np.ones(n), place], axis=1) * np.sqrt(heights)[:, None]
        m = np.linalg.lstsq(design, y * np.sqrt(heights), rcond=1e-6)[0][0]
        m = min(1, max(0, m))
    change = u * (y - m) / x - y / y.sum()
    value, error = (x / k) / y.mean(), np.sqrt(n * change.var(ddof=1))
    # Lift is the share of the outcomes 1 that are found, times n/k: Wilson's interval of as many rows as its error is of.
    share = x / y.sum()
    rows = (1 - share) / share / error**2
    lower, upper = proportion_confint(share * rows, rows, method="wilson")
    return {"estimate": value, "standardError": value * error, "lower": lower * n / k, "upper": upper * n / k}


def precision(outcomes, scores, weights):
    """Average precision with its error by the derivatives of its weights, and the interval on the logit scale."""
    distinct = np.unique(scores)[::-1]

    def average(weights):
        found = np.array([(weights * outcomes)[scores == score].sum() for score in distinct])
        rows = np.array([weights[scores == score].sum() for score in distinct])
        return (found * np.cumsum(found) / np.cumsum(rows)).sum() / found.sum()

    value = sk.average_precision_score(outcomes, scores, sample_weight=weights)
    keep = weights > 0
    outcomes, scores, weights = outcomes[keep], scores[keep], weights[keep]
    distinct = np.unique(scores)[::-1]
    error = influence_error(average, weights)
    logit, margin = np.log(value / (1 - value)), 1.959963984540054 * error / (value * (1 - value))
    return {
        "estimate": value, "standardError": error,
        "lower": 1 / (1 + np.exp(margin - logit)), "upper": 1 / (1 + np.exp(-margin - logit)),
    }


def binary(name, outcomes, links, weights=None):
    probabilities = 1 / (1 + np.exp(-links))
    case = {"name": name, "outcomes": outcomes.tolist(), "probabilities": probabilities.tolist()}
    case["links"] = links.tolist()
    if weights is not None:
        case["weights"] = weights.tolist()
    w = np.ones(len(outcomes), dtype=int) if weights is None else weights
    losses = np.logaddexp(0, np.where(outcomes == 1, -links, links))
    loss = mean_error(losses, w)
    assert abs(loss["estimate"] - sk.log_loss(outcomes, probabilities, sample_weight=w)) < 1e-12
    brier = mean_error((probabilities - outcomes) ** 2, w)
    assert abs(brier["estimate"] - sk.brier_score_loss(outcomes, probabilities, sample_weight=w)) < 1e-12
    case["reference"] = {
        "auc": {"estimate": sk.roc_auc_score(outcomes, probabilities, sample_weight=w)},
        "pr_auc": precision(outcomes, probabilities, w),
        "log_loss": loss,
        "brier": brier,
        "top_decile_lift": lift(outcomes, probabilities, w),
        "deviance": {key: 2 * value for key, value in loss.items()},
    }
    return case


def amount(name, outcomes, predictions, weights=None):
    case = {"name": name, "outcomes": outcomes.tolist(), "predictions": predictions.tolist()}
    if weights is not None:
        case["weights"] = weights.tolist()
    w = np.ones(len(outcomes), dtype=int) if weights is None else weights
    squares = (outcomes - predictions) ** 2

    def r_squared(weights):
        mean = (weights * outcomes).sum() / weights.sum()
        return 1 - (weights * squares).sum() / (weights * (outcomes - mean) ** 2).sum()

    def rmse(weights):
        return np.sqrt((weights * squares).sum() / weights.sum())

    case["reference"] = {
        "r_squared": {
            "estimate": sk.r2_score(outcomes, predictions, sample_weight=w),
            "standardError": influence_error(r_squared, w),
        },
        "rmse": {
            "estimate": sk.root_mean_squared_error(outcomes, predictions, sample_weight=w),
            "standardError": influence_error(rmse, w),
        },
        "mae": mean_error(np.abs(outcomes - predictions), w),
        "deviance": mean_error(squares, w),
    }
    assert abs(case["reference"]["mae"]["estimate"] / sk.mean_absolute_error(outcomes, predictions, sample_weight=w) - 1) < 1e-12
    return case


def draw(links):
    return (random.random(len(links)) < 1 / (1 + np.exp(-links))).astype(float)


smooth = random.normal(-1, 1.5, 400)
tied = np.round(random.normal(-0.5, 1.2, 250), 1)
coarse = np.round(random.normal(0, 1, 120))
rare = random.normal(-3.5, 1, 600)
weighted = np.round(random.normal(-1, 1, 150), 1)

amounts = random.gamma(2, 50, 300)
out = {
    "binary": [
        binary("smooth", draw(smooth), smooth),
        binary("overconfident, ties", draw(0.6 * tied + 0.4), tied),
        binary("coarse", draw(coarse), coarse),
        binary("rare", draw(rare), rare),
        binary("repeated", draw(1.3 * weighted), weighted, random.integers(0, 5, 150)),
    ],
    "amount": [
        amount("spend", amounts, 0.7 * amounts + random.normal(30, 30, 300)),
        amount("worse than the mean", amounts, random.gamma(2, 50, 300)),
        amount("repeated", amounts[:100], amounts[:100] + random.normal(0, 20, 100), random.integers(0, 4, 100)),
    ],
}
blocks = [f'"{name}": [\n' + ",\n".join(map(json.dumps, rows)) + "\n]" for name, rows in out.items()]
print("{\n" + ",\n".join(blocks) + "\n}")
