"""Cases for judging segments, and what scikit-learn and scipy say of them.

    python segments.py > segments.json

Versions used: numpy 2.4.6, scikit-learn 1.9.1, scipy 1.17.1.

`segments.R` reads the cases from the output. The draws of the gap statistic and of the bootstrap are those of SplitMix64
(Steele, Lea and Flood 2014), so that R can judge the same reference sets and replications.
"""

import json

import numpy as np
from scipy.optimize import linear_sum_assignment
from sklearn.metrics import adjusted_rand_score, mutual_info_score, silhouette_samples

MASK = (1 << 64) - 1


class SplitMix64:
    def __init__(self, seed):
        self.state = seed & MASK

    def next(self):
        self.state = (self.state + 0x9E3779B97F4A7C15) & MASK
        z = self.state
        z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & MASK
        z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & MASK
        return z ^ (z >> 31)

    def uniform(self):
        return (self.next() >> 11) * 2.0**-53

    def below(self, bound):
        product = self.next() * bound
        if (product & MASK) < bound:
            threshold = ((1 << 64) - bound) % bound
            while (product & MASK) < threshold:
                product = self.next() * bound
        return product >> 64


def case(name, rng, rows, spread):
    labels = rng.integers(0, 3, rows)
    points = rng.normal(size=(rows, 3)) + spread * labels[:, None] * np.array([1.0, 0.5, -0.25])
    other = np.where(rng.random(rows) < 0.3, rng.integers(0, 4, rows), labels)
    codes = np.column_stack([(labels + (rng.random(rows) < 0.4)) % 3, rng.integers(0, 2, rows)])
    within = silhouette_samples(points, labels)
    return {
        "name": name,
        "columns": points.T.tolist(),
        "codes": codes.T.tolist(),
        "a": labels.tolist(),
        "b": other.tolist(),
        "adjustedRand": adjusted_rand_score(labels, other),
        "mutualInformation": mutual_info_score(labels, other),
        "silhouettes": within.tolist(),
        "silhouette": within.mean(),
        "bySegment": [within[labels == k].mean() for k in range(3)],
    }


def draws(rows, columns, sets, seed):
    """The uniform numbers of the reference sets, in the order in which clusGap asks for them."""
    seeds = SplitMix64(seed)
    result = []
    for _ in range(sets):
        generator = SplitMix64(seeds.next())
        result.append([[generator.uniform() for _ in range(rows)] for _ in range(columns)])
    return result


def assignments(rng):
    result = []
    for rows, columns in [(3, 3), (5, 8), (8, 5), (1, 4), (12, 12)]:
        counts = rng.integers(0, 50, (rows, columns)).astype(float)
        counts[0, 0] += 1
        chosen = linear_sum_assignment(counts, maximize=True)
        result.append({"counts": counts.tolist(), "total": counts[chosen].sum()})
    return result


rng = np.random.default_rng(20)
cases = [case("apart", rng, 60, 4.0), case("overlapping", rng, 75, 1.0)]
rows = len(cases[0]["a"])
generator = SplitMix64(5)
print(json.dumps({
    "cases": cases,
    "gap": {"seed": 11, "sets": 12, "uniforms": draws(rows, 3, 12, 11)},
    "bootstrap": {"seed": 5, "draws": [[generator.below(rows) for _ in range(rows)] for _ in range(20)]},
    "assignments": assignments(rng),
    "drift": {"before": [120.0, 45.0, 0.0, 310.0, 0.0], "after": [90.0, 61.0, 4.0, 120.0, 0.0]},
}))
