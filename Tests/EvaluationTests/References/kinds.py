"""Paired cases of amounts by family, of quantiles and of classes, with the answers of scikit-learn and statsmodels; BCa of scipy.

    python kinds.py > kinds.json

Versions used: numpy 2.4.6, scipy 1.17.1, scikit-learn 1.9.1, statsmodels 0.15.0.
"""

import json

import numpy as np
import sklearn.metrics as sk
from scipy import stats
from statsmodels.genmod import families

random = np.random.default_rng(20261125)
STEP = 1e-30  # of complex-step derivatives, which are exact to rounding


def paired(a, b):
    """The difference of two means of losses and its error."""
    difference = b - a
    return {"a": a.mean(), "b": b.mean(), "difference": difference.mean(),
            "error": difference.std(ddof=1) / np.sqrt(len(a))}


def amount(name, y, a, b, loss, mean):
    losses = [np.array([loss([y[i]], [p[i]]) for i in range(len(y))]) for p in (a, b)]
    for own, p in zip(losses, (a, b)):
        assert abs(own.mean() - mean(y, p)) < 1e-12 * max(1, abs(own.mean()))
    return {"name": name, "outcomes": y.tolist(), "first": a.tolist(), "second": b.tolist(), **paired(*losses)}


def tweedie(power):
    def loss(y, mean):
        return sk.mean_tweedie_deviance(y, mean, power=power)
    return loss, loss


def negative_binomial(theta):
    family = families.NegativeBinomial(alpha=1 / theta)

    def loss(y, mean):
        return family.deviance(np.asarray(y), np.asarray(mean)) / len(y)
    return loss, loss


def quantiles(levels):
    y = random.gamma(2, 10, 200)
    sides = [[stats.gamma.ppf(level, 2, scale=10) * np.exp(random.normal(0, noise, 200)) for level in levels]
             for noise in (0.3, 0.2)]
    sides = [np.sort(np.array(side), axis=0) for side in sides]
    losses = [np.mean([[sk.mean_pinball_loss([y[i]], [q[i]], alpha=level) for i in range(200)]
                       for level, q in zip(levels, side)], axis=0) for side in sides]
    covered = [((side[0] < y) if len(levels) > 1 else True) & (y <= side[-1]) for side in sides]
    return {"levels": levels, "outcomes": y.tolist(), "first": sides[0].tolist(), "second": sides[1].tolist(),
            "naive": np.mean([sk.mean_pinball_loss(y, np.full(200, np.quantile(y, level, method="averaged_inverted_cdf")),
                                                  alpha=level) for level in levels]),
            "loss": paired(*losses), "coverage": paired(*[c.astype(float) for c in covered])}


def macro_area(outcomes, probabilities, weights):
    """Areas of one against the rest by their pairs, for weights that may be complex."""
    areas = []
    for k in range(probabilities.shape[1]):
        one = outcomes == k
        p, q = probabilities[one, k], probabilities[~one, k]
        wins = (p[:, None] > q[None]) + 0.5 * (p[:, None] == q[None])
        u, v = weights[one], weights[~one]
        areas.append(u @ wins @ v / (u.sum() * v.sum()))
    return sum(areas) / len(areas)


def classes(count, n):
    links = random.normal(0, 1, (n, count)) + np.linspace(0.5, -0.5, count)
    softmax = lambda eta: np.exp(eta) / np.exp(eta).sum(axis=1, keepdims=True)
    truth = softmax(1.5 * links)
    outcomes = np.array([random.choice(count, p=p) for p in truth])
    sides = [softmax(np.round(links + random.normal(0, noise, links.shape), 1)) for noise in (0.8, 0.5)]
    ones = np.ones(n)
    labels = list(range(count))
    answer = {"outcomes": outcomes.tolist(), "first": sides[0].T.tolist(), "second": sides[1].T.tolist()}
    losses = [-np.log(p[np.arange(n), outcomes]) for p in sides]
    right = [(p.argmax(axis=1) == outcomes).astype(float) for p in sides]
    brier = [((p - np.eye(count)[outcomes]) ** 2).sum(axis=1) for p in sides]
    for p, own, hits, score in zip(sides, losses, right, brier):
        assert abs(own.mean() - sk.log_loss(outcomes, p, labels=labels)) < 1e-12
        assert abs(hits.mean() - sk.accuracy_score(outcomes, p.argmax(axis=1))) < 1e-15
        assert abs(score.mean() - sk.brier_score_loss(outcomes, p, labels=labels)) < 1e-12
        area = sk.roc_auc_score(outcomes, p, multi_class="ovr", average="macro", labels=labels)
        assert abs(macro_area(outcomes, p, ones) - area) < 1e-12
    influence = np.empty(n)
    single = np.empty(n)
    for row in range(n):
        shifted = ones.astype(complex)
        shifted[row] += 1j * STEP
        second = macro_area(outcomes, sides[1], shifted)
        influence[row] = (second - macro_area(outcomes, sides[0], shifted)).imag / STEP
        single[row] = second.imag / STEP
    areas = [float(macro_area(outcomes, p, ones)) for p in sides]
    error = lambda influence: float(np.sqrt((influence**2).sum() * n / (n - 1)))
    return answer | {
        "logLoss": paired(*losses), "accuracy": paired(*right), "brier": paired(*brier),
        "area": {"a": areas[0], "b": areas[1], "difference": areas[1] - areas[0], "error": error(influence)},
        "areaError": error(single)}


def bca():
    """A skew sample, and scipy's interval of its mean."""
    sample = random.lognormal(0, 1, 120)
    ends = stats.bootstrap((sample,), np.mean, n_resamples=200_000, batch=1_000, method="BCa",
                           random_state=np.random.default_rng(1)).confidence_interval
    return {"sample": sample.tolist(), "lower": ends.low, "upper": ends.high}


mean = np.exp(random.normal(1, 0.6, 200))
noisy = mean * np.exp(random.normal(0, 0.3, (2, 200)))
counts = random.poisson(mean * random.gamma(2, 0.5, 200)).astype(float)
positive = mean * random.gamma(2, 0.5, 200)
zeros = positive * (random.random(200) < 0.6)
print(json.dumps({
    "amounts": [
        amount("poisson", counts, *noisy, *tweedie(1)),
        amount("gamma", positive, *noisy, *tweedie(2)),
        amount("inverse-gaussian", positive, *noisy, *tweedie(3)),
        amount("tweedie 1.4", zeros, *noisy, *tweedie(1.4)),
        amount("negative-binomial 1.7", counts, *noisy, *negative_binomial(1.7)),
    ],
    "quantiles": [quantiles([0.5]), quantiles([0.9]), quantiles([0.1, 0.5, 0.9])],
    "classes": [classes(3, 150), classes(4, 200)],
    "bca": bca(),
}, separators=(",", ":")).replace('{"name"', '\n{"name"').replace('{"levels"', '\n{"levels"').replace('{"outcomes"', '\n{"outcomes"'))
