"""Reference values of distribution functions and quantiles, by mpmath at 60 digits.

    python distributions.py > distributions.json

Arguments are doubles taken exactly; values are written with 20 digits. Version used: mpmath 1.4.1.
"""

import json

import mpmath as mp

mp.mp.dps = 60
half = mp.mpf(1) / 2


def text(value):
    return mp.nstr(value, 20, min_fixed=0, max_fixed=0)


def gamma_upper(a, x):
    """Q(a, x), by the series or the continued fraction at high precision: robust for large a."""
    a, x = mp.mpf(a), mp.mpf(x)
    prefix = mp.exp(a * mp.log(x) - x - mp.loggamma(a))
    if x < a + 1:
        return 1 - gamma_lower(a, x)
    tiny = mp.mpf(10) ** -200
    f = c = x + 1 - a
    if f == 0:
        f = c = tiny
    d, n = mp.mpf(0), 1
    while True:
        alpha, beta = n * (a - n), x - a + 2 * n + 1
        d = beta + alpha * d or tiny
        c = beta + alpha / c or tiny
        d = 1 / d
        f *= c * d
        if abs(c * d - 1) < mp.mpf(10) ** -50:
            return prefix / f
        n += 1


def gamma_lower(a, x):
    a, x = mp.mpf(a), mp.mpf(x)
    if x >= a + 1:
        return 1 - gamma_upper(a, x)
    term = total = 1 / a
    n = 1
    while term > total * mp.mpf(10) ** -55:
        term *= x / (a + n)
        total += term
        n += 1
    return mp.exp(a * mp.log(x) - x - mp.loggamma(a)) * total


def beta_lower(a, b, x):
    """I_x(a, b) by the continued fraction DLMF 8.17.22: its cancellation for x next to 1 costs a dozen of 60 digits."""
    a, b = mp.mpf(a), mp.mpf(b)
    if x > a / (a + b):
        return 1 - beta_lower(b, a, 1 - x)
    tiny, c, m = mp.mpf(10) ** -200, mp.mpf(1), 1
    d = 1 / (1 - (a + b) * x / (a + 1) or tiny)
    f = d
    while True:
        for alpha in (
            m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m)),
            -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1)),
        ):
            d = 1 / (1 + alpha * d or tiny)
            c = 1 + alpha / c or tiny
            f *= c * d
        if abs(c * d - 1) < mp.mpf(10) ** -45:
            break
        m += 1
    log_beta = mp.loggamma(a) + mp.loggamma(b) - mp.loggamma(a + b)
    return mp.exp(a * mp.log(x) + b * mp.log(1 - x) - log_beta) / a * f


def t_upper(df, t):
    df, t = mp.mpf(df), mp.mpf(t)
    tail = beta_lower(df / 2, half, df / (df + t * t)) / 2 if t else half
    return tail if t >= 0 else 1 - tail


def normal_quantile(p):
    p = mp.mpf(p)
    return -mp.sqrt(2) * mp.findroot(lambda y: mp.log(mp.erfc(y) / 2) - mp.log(p), mp.sqrt(-mp.log(p)) * 0.9)


def solve(log_tail, target, start):
    """Root of log_tail(e^u) = log target by the secant method in u."""
    u = mp.findroot(lambda u: log_tail(mp.exp(u)) - mp.log(target), (mp.log(start), mp.log(start) + mp.mpf("1e-3")))
    return mp.exp(u)


out = {"normal": [], "normalQuantile": [], "studentT": [], "studentTQuantile": []}
out |= {"chiSquared": [], "chiSquaredQuantile": [], "f": []}

for z in [0.0, 0.001, 0.5, 1.0, 1.96, 3.0, 6.0, 8.5, 12.0, 20.0, 37.0, -0.5, -2.5, -9.0]:
    out["normal"].append({"z": z, "upper": text(mp.erfc(mp.mpf(z) / mp.sqrt(2)) / 2)})

for p in [1e-300, 1e-100, 1e-20, 1e-9, 1e-4, 0.025, 0.07, 0.08, 0.3, 0.4999]:
    out["normalQuantile"].append({"p": p, "value": text(normal_quantile(p))})

for df in [0.1, 0.5, 1.0, 2.0, 3.5, 10.0, 29.0, 100.0, 7008.0, 1e6, 1e9]:
    for t in [0.0, 1e-6, 0.1, 0.7, 1.0, 1.5, 2.0, 3.0, 5.0, 10.0, 30.0, 1e3, 1e8, -1.0, -4.0]:
        value = t_upper(df, t)
        if value > mp.mpf("1e-300"):
            out["studentT"].append({"df": df, "t": t, "upper": text(value)})

# Quantiles of upper tails, worked backwards: the tail probability is the argument.
for df in [0.1, 0.5, 1.0, 2.0, 3.5, 10.0, 100.0, 7008.0, 1e9]:
    for tail in [1e-200, 1e-30, 1e-8, 0.005, 0.025, 0.1, 0.2499, 0.2501, 0.4, 0.499999]:
        start = mp.mpf(10) if df < 5 else normal_quantile(tail) * -1 + mp.mpf("0.01")
        if df < 5:
            half_df = mp.mpf(df) / 2
            constant = mp.gamma(half_df + half) / (mp.gamma(half_df) * mp.gamma(half)) / df
            start = mp.sqrt(df) * (constant / mp.mpf(tail)) ** (1 / mp.mpf(df)) if tail < 0.2 else mp.mpf(0.5 - tail) * 3
        root = solve(lambda t: mp.log(t_upper(df, t)), mp.mpf(tail), start)
        assert abs(t_upper(df, root) / mp.mpf(tail) - 1) < mp.mpf(10) ** -30
        out["studentTQuantile"].append({"df": df, "upper": tail, "value": text(root)})

for df in [0.1, 1.0, 2.0, 5.0, 30.0, 1000.0, 1e6]:
    for ratio in [1e-8, 1e-3, 0.2, 0.9, 0.999, 1.0, 1.001, 1.1, 2.0, 5.0, 40.0, 1300.0]:
        x = df * ratio
        upper, lower = gamma_upper(df / 2, x / 2), gamma_lower(df / 2, x / 2)
        row = {"df": df, "x": x}
        if upper > mp.mpf("1e-300"):
            row["upper"] = text(upper)
        if lower > mp.mpf("1e-300"):
            row["lower"] = text(lower)
        if len(row) > 2:
            out["chiSquared"].append(row)

for df in [0.1, 1.0, 2.0, 5.0, 30.0, 1000.0, 1e6]:
    for p in [1e-12, 0.001, 0.025, 0.3, 0.5, 0.9, 0.95, 0.999, 0.999999]:
        spread = mp.mpf(2) / (9 * df)
        start = df * (1 - spread + mp.sqrt(spread) * mp.mpf(1.01) * (-normal_quantile(p) * -1)) ** 3
        bound = 2 * (mp.mpf(p) * mp.gamma(mp.mpf(df) / 2 + 1)) ** (2 / mp.mpf(df)) if df < 1e3 else 0
        start = max(start, bound * mp.mpf("1.0001"))
        if p < 0.5:
            root = solve(lambda x: mp.log(gamma_lower(df / 2, x / 2)), mp.mpf(p), start)
        else:
            root = solve(lambda x: mp.log(gamma_upper(df / 2, x / 2)), 1 - mp.mpf(p), start)
        out["chiSquaredQuantile"].append({"df": df, "p": p, "value": text(root)})

for d1, d2 in [(1.0, 1.0), (1.0, 10.0), (3.0, 7.0), (24.0, 5625.0), (100.0, 1e6), (2.0, 1e9), (0.5, 3.0), (5e4, 5e4)]:
    for f in [1e-6, 0.3, 0.97, 1.0, 1.05, 2.0, 4.0, 12.0, 500.0]:
        a, b, odds = mp.mpf(d2) / 2, mp.mpf(d1) / 2, mp.mpf(d1) / mp.mpf(d2) * mp.mpf(f)
        value = beta_lower(a, b, 1 / (1 + odds))
        if value > mp.mpf("1e-300"):
            out["f"].append({"d1": d1, "d2": d2, "f": f, "upper": text(value)})

blocks = [f'"{name}": [\n' + ",\n".join(map(json.dumps, rows)) + "\n]" for name, rows in out.items()]
print("{\n" + ",\n".join(blocks) + "\n}")
