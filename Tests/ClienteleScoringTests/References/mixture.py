# Points under three normal components: probabilities and distances, computed with mpmath to 50 digits from the same
# doubles as the model has. Writes mixture.json. Needs mpmath (1.4.1 was used).
import json, random
from mpmath import mp, mpf, exp, log, sqrt
mp.dps = 50
random.seed(5)
d, k = 3, 3
weights = [0.5, 0.3125, 0.1875]
means = [[0.25, -1.5, 0.75], [1.0, 0.5, -0.5], [-2.0, 0.0, 3.0]]
factors = []
for _ in range(k):
    rows = []
    for r in range(d):
        rows += [round(random.uniform(-0.8, 0.8), 3) for _ in range(r)] + [round(random.uniform(0.4, 2.0), 3)]
    factors.append(rows)
points = [[round(random.gauss(0, 2), 4) for _ in range(d)] for _ in range(40)]
points += [[30.0, -40.0, 25.0], [0.0, 0.0, 0.0]]
cases = []
for x in points:
    logs, squares = [], []
    for w, m, f in zip(weights, means, factors):
        dev = [mpf(a) - mpf(b) for a, b in zip(x, m)]
        total, scale, place = mpf(0), log(mpf(w)), 0
        for r in range(d):
            y = sum(mpf(f[place + c]) * dev[c] for c in range(r + 1))
            total += y * y
            scale += log(mpf(f[place + r]))
            place += r + 1
        squares.append(total)
        logs.append(scale - total / 2)
    top = max(logs)
    parts = [exp(v - top) for v in logs]
    segment = logs.index(top)
    cases.append({
        "point": x, "probabilities": [float(p / sum(parts)) for p in parts], "segment": segment,
        "distance": float(sqrt(squares[segment])),
        "explained": float(sum(mpf(w) * s for w, s in zip(weights, squares)) - squares[segment])})
json.dump({"weights": weights, "means": means, "precision_factors": factors, "cases": cases},
          open("mixture.json", "w"), indent=0)
