"""Writes calibration.csv (made-up customers, sampled) and calibration.json: calibration curves by scikit-learn and
statsmodels, and weighted fits with sandwich errors by statsmodels. python3 calibration.py calibration.csv calibration.json

Platt's targets are those of scikit-learn's `_sigmoid_calibration`, whose own optimiser stops at 1e-6: the maximum is taken by
statsmodels' Newton steps and checked against it. Isotonic is scikit-learn's, with y_min and y_max. Beta is betacal's rule: a
negative coefficient is left out and the other fitted alone.
"""

import csv
import json
import sys
import warnings

import numpy as np
import statsmodels.api as sm
from sklearn.calibration import _sigmoid_calibration
from sklearn.isotonic import IsotonicRegression

TIGHT = {"tol": 0, "maxiter": 60, "method": "newton"}


def glm(x, y, family, weights=None, frequencies=None):
    model = sm.GLM(y, x, family=family, var_weights=weights, freq_weights=frequencies)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        fit = model.fit(tol=1e-15, maxiter=200, tol_criterion="params")
    return fit


def curves(t, y, w, grid):
    one = np.ones(len(t))
    events, others = (w * y).sum(), (w * (1 - y)).sum()
    targets = np.where(y == 1, (events + 1) / (events + 2), 1 / (others + 2))
    binomial = sm.families.Binomial()
    platt = glm(np.column_stack([one, t]), targets, binomial, frequencies=w).params
    slope, intercept = _sigmoid_calibration(t, y, w)
    assert np.allclose(platt, [-intercept, -slope], rtol=1e-4), (platt, intercept, slope)
    least = 1 / (events + others + 2)
    isotonic = IsotonicRegression(y_min=least, y_max=1 - least, out_of_bounds="clip").fit(t, y, sample_weight=w)
    x = np.column_stack([-np.logaddexp(0, -t), np.logaddexp(0, t)])
    c, a, b = glm(np.column_stack([one, x]), y, binomial, frequencies=w).params
    if a < 0:
        (c, b), a = glm(np.column_stack([one, x[:, 1]]), y, binomial, frequencies=w).params, 0.0
    elif b < 0:
        (c, a), b = glm(np.column_stack([one, x[:, 0]]), y, binomial, frequencies=w).params, 0.0
    return {
        "log_odds": t.tolist(), "outcomes": y.tolist(), "weights": w.tolist(), "grid": grid.tolist(),
        "platt": platt.tolist(), "beta": [a, b, c], "isotonic": isotonic.predict(grid).tolist(),
    }


def case(rng, n, curve, weighted):
    t = np.round(rng.normal(-0.5, 1.6, n), 2)
    y = (rng.random(n) < 1 / (1 + np.exp(-curve(t)))).astype(float)
    w = rng.integers(0, 4, n).astype(float) if weighted else np.ones(n)
    used = w > 0
    return curves(t[used], y[used], w[used], np.round(np.linspace(-7, 7, 57), 6))


def table(rng, n=900):
    age = np.round(rng.uniform(20, 70, n), 1)
    spend = np.round(rng.gamma(2.0, 30.0, n), 2)
    region = rng.choice(["east", "north", "south"], n)
    eta = -1.6 + 0.03 * (age - 45) - 0.01 * spend + np.select([region == "north", region == "south"], [0.7, -0.3])
    left = (rng.random(n) < 1 / (1 + np.exp(-eta))).astype(int)
    orders = rng.poisson(np.exp(0.3 + 0.01 * (age - 45) + 0.002 * spend))
    worth = np.round(np.exp(1 + 0.02 * (age - 45) + rng.normal(0, 0.6, n)), 3)
    weight = np.round(np.where(region == "north", 3.7, 0.45) * rng.uniform(0.5, 2, n), 3)
    return {"age": age, "spend": spend, "region": region, "left": left, "orders": orders, "worth": worth,
            "weight": weight}


def described(fit):
    names = ["(intercept)", "age", "spend", "region[north]", "region[south]"]
    return [{"term": n, "estimate": float(e), "standard_error": float(s)} for n, e, s in zip(names, fit.params, fit.bse)]


def weighted(x, y, family, weights):
    """Importance weights with mean 1; the sandwich of sum w^2 e^2 x x', times n / (n - k)."""
    fit = glm(x, y, family, weights=weights)
    residual = weights * (y - fit.mu) / fit.family.link.deriv(fit.mu) / fit.family.variance(fit.mu)
    curvature = weights / fit.family.link.deriv(fit.mu) ** 2 / fit.family.variance(fit.mu)
    bread = np.linalg.inv(x.T @ (x * curvature[:, None]))
    scores = x * residual[:, None]
    n, k = x.shape
    errors = {}
    for name, factor in {"hc0": 1.0, "hc1": n / (n - k)}.items():
        errors[name] = np.sqrt(np.diag(bread @ scores.T @ scores @ bread) * factor)
    leverage = curvature * np.einsum("ij,jk,ik->i", x, bread, x)
    adjusted = scores / (1 - leverage)[:, None]
    errors["hc3"] = np.sqrt(np.diag(bread @ adjusted.T @ adjusted @ bread))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        theirs = sm.GLM(y, x, family=family, var_weights=weights).fit(cov_type="HC0", tol=1e-15, maxiter=200)
    # statsmodels takes the expected information for HC0 as we do only where the link is canonical.
    if isinstance(family, (sm.families.Binomial, sm.families.Poisson)):
        assert np.allclose(theirs.bse, errors["hc0"], rtol=1e-8), (theirs.bse, errors["hc0"])
    return {"estimates": fit.params.tolist(), **{name: values.tolist() for name, values in errors.items()}}


def multinomial(x, codes, weights):
    """Newton's method on the weighted likelihood, the first class the baseline; errors of the sandwich, n / (n - k)."""
    n, p = x.shape
    others = int(codes.max())
    beta = np.zeros((others, p))
    for _ in range(50):
        eta = np.column_stack([np.zeros(n), x @ beta.T])
        shares = np.exp(eta - eta.max(1, keepdims=True))
        shares /= shares.sum(1, keepdims=True)
        residual = np.column_stack([codes == k + 1 for k in range(others)]) - shares[:, 1:]
        scores = np.concatenate([x * (weights * residual[:, k])[:, None] for k in range(others)], axis=1)
        hessian = np.block([[
            (x * (weights * shares[:, j + 1] * ((j == k) - shares[:, k + 1]))[:, None]).T @ x for k in range(others)]
            for j in range(others)])
        step = np.linalg.solve(hessian, scores.sum(0)).reshape(others, p)
        beta += step
        if np.abs(step).max() < 1e-14:
            break
    bread = np.linalg.inv(hessian)
    factor = n / (n - others * p)
    return {"estimates": beta.ravel().tolist(), "hc0": [], "hc3": [],
            "hc1": np.sqrt(np.diag(bread @ scores.T @ scores @ bread) * factor).tolist()}


def main(table_file="calibration.csv", target="calibration.json"):
    rng = np.random.default_rng(20261125)
    cases = {
        "overconfident": case(rng, 600, lambda t: 0.3 + 0.6 * t, False),
        "weighted": case(rng, 500, lambda t: 0.2 + 1.4 * t - 0.15 * t * t, True),
        # The curve falls at one end: one coefficient of beta calibration is below 0.
        "one_sided": case(rng, 800, lambda t: np.where(t > 0, 1.2 * t, -0.4 * t), False),
        "small": case(rng, 40, lambda t: t, False),
    }
    data = table(rng)
    with open(table_file, "w", newline="") as out:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(data)
        writer.writerows(zip(*data.values()))
    north, south = (data["region"] == r for r in ("north", "south"))
    x = np.column_stack([np.ones(len(north)), data["age"], data["spend"], north, south]).astype(float)
    y = data["left"].astype(float)
    n = len(y)
    balanced = np.where(y == 1, n / (2 * y.sum()), n / (2 * (n - y.sum())))
    costs = np.where(y == 1, 20.0, 3.0)
    costs *= n / costs.sum()
    sampling = data["weight"] * n / data["weight"].sum()
    binomial = sm.families.Binomial()
    log = sm.families.links.Log()
    fits = {
        "balanced": weighted(x, y, binomial, balanced),
        "costs": weighted(x, y, binomial, costs),
        "sampling_logistic": weighted(x, y, binomial, sampling),
        "sampling_poisson": weighted(x, data["orders"].astype(float), sm.families.Poisson(), sampling),
        "sampling_gamma": weighted(x, data["worth"], sm.families.Gamma(link=log), sampling),
        "sampling_linear": weighted(x, data["worth"], sm.families.Gaussian(), sampling),
    }
    codes = np.select([north, south], [1, 2])
    of_classes = np.array([1.0, 4.0, 0.5])[codes]
    fits["classes"] = multinomial(
        np.column_stack([np.ones(n), data["age"], data["spend"]]).astype(float), codes, of_classes * n / of_classes.sum())
    with open(target, "w") as out:
        json.dump({"curves": cases, "fits": fits, "event_share": float(y.mean())}, out, separators=(",", ":"))
        out.write("\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
