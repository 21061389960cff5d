"""Shared by the Python generators: the encoding, and Newton's method in extended precision (64-bit mantissa).

Objective, in standardised columns z (centred, divided by the standard deviation with divisor sum of w; a 0/1 column of
share s has sqrt(s (1 - s))): (1 / sum of w) sum of w loss + lambda / 2 |beta|^2, intercept free, with
loss = (y - eta)^2 / 2 for "linear" and log(1 + exp(eta)) - y eta for "logistic".
"""

import numpy as np

REAL = np.longdouble


def design(table, columns, weights=None):
    """(names, matrix): table is {column: [float | str | None]}; the encoding of common.R."""
    rows = len(table[columns[0]])
    weights = np.ones(rows, REAL) if weights is None else np.array(weights, REAL)
    names, blocks = [], []
    for column in columns:
        values = table[column]
        absent = np.array([value is None for value in values])
        if any(isinstance(value, str) for value in values):
            seen = sorted({value for value, weight in zip(values, weights) if value is not None and weight > 0})
            for level in seen[1:]:
                names.append(f"{column}[{level}]")
                blocks.append(np.array([value == level for value in values], REAL))
        else:
            numbers = np.array([0 if value is None else value for value in values], REAL)
            mean = (weights * numbers)[~absent].sum() / weights[~absent].sum()
            names.append(column)
            blocks.append(np.where(absent, mean, numbers))
        if (absent & (weights > 0)).any():
            names.append(f"{column}[missing]")
            blocks.append(absent.astype(REAL))
    return names, np.column_stack(blocks)


def standardise(x, weights):
    """(z, centres, scales)"""
    total = weights.sum()
    centres = (weights[:, None] * x).sum(0) / total
    scales = np.sqrt((weights[:, None] * (x - centres) ** 2).sum(0) / total)
    return (x - centres) / scales, centres, scales


def pointwise(family, y, eta):
    """loss, gradient and curvature in eta, row by row."""
    if family == "linear":
        return (y - eta) ** 2 / 2, eta - y, np.ones_like(eta)
    tail = np.exp(-np.abs(eta))
    mu = np.where(eta >= 0, 1, tail) / (1 + tail)
    return np.maximum(eta, 0) + np.log1p(tail) - y * eta, mu - y, tail / (1 + tail) ** 2


def solve(family, z, y, weights, offset, ridge):
    """Minimises the objective: (beta with the intercept first, objective, largest gradient component, information).

    The gradient is in extended precision and the step is solved in double, so iteration refines the step's error away.
    """
    total = weights.sum()
    full = np.column_stack([np.ones(len(y), REAL), z])
    penalty = np.full(full.shape[1], REAL(ridge))
    penalty[0] = 0
    beta = np.zeros(full.shape[1], REAL)

    def evaluate(beta):
        loss, slope, curvature = pointwise(family, y, full @ beta + offset)
        gradient = full.T @ (weights * slope) / total + penalty * beta
        return (weights * loss).sum() / total + (penalty * beta**2).sum() / 2, gradient, weights * curvature / total

    value, gradient, curvature = evaluate(beta)
    for _ in range(200):
        hessian = full.T @ (curvature[:, None] * full) + np.diag(penalty)
        step = np.linalg.lstsq(hessian.astype(float), gradient.astype(float), rcond=1e-13)[0]
        scale, trial = REAL(1), beta - step
        while evaluate(trial)[0] > value + abs(value) * 1e-17 and scale > 1e-12:
            scale /= 2
            trial = beta - scale * step
        beta = trial
        value, gradient, curvature = evaluate(beta)
        if abs(step).max() < 1e-17 * max(1, abs(beta).max()) or abs(gradient).max() < 1e-19:
            break
    information = (full.T @ (curvature[:, None] * full)).astype(float)
    return beta, value, abs(gradient).max(), information


def ridge_fit(family, names, x, y, weights, offset, ridge, about):
    """Everything that is compared, of one fit."""
    z, centres, scales = standardise(x, weights)
    beta, value, slope, information = solve(family, z, y, weights, offset, ridge)
    assert slope < 1e-16, slope
    total = float(weights.sum())
    # Standard errors with dispersion 1, on the original scale: A = inverse of (information + penalty).
    penalty = np.diag([0.0] + [ridge] * len(names))
    inverse = np.linalg.inv(information + penalty) / total
    smoothing = inverse @ information * total
    back = np.diag(np.concatenate([[1.0], 1 / scales.astype(float)]))
    back[0, 1:] = -(centres / scales).astype(float)
    posterior = np.sqrt(np.diag(back @ inverse @ back.T))
    sandwich = np.sqrt(np.diag(back @ (smoothing @ inverse) @ back.T))
    original = beta[1:] / scales
    estimates = np.concatenate([[beta[0] - (original * centres).sum()], original])
    loss = pointwise(family, y, np.column_stack([np.ones(len(y), REAL), z]) @ beta + offset)[0]
    return {
        "about": about, "family": family, "lambda": ridge, "rows": len(y), "sum_of_weights": total,
        "objective": float(value), "deviance": float(2 * (weights * loss).sum()),
        "effective_degrees_of_freedom": float(np.trace(smoothing)), "largest_gradient": float(slope),
        "terms": [
            {"term": term, "estimate": float(estimates[j]), "standardised": float(beta[j]),
             "unit_posterior_error": float(posterior[j]), "unit_sandwich_error": float(sandwich[j])}
            for j, term in enumerate(["(intercept)", *names])
        ],
    }
