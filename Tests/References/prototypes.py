"""Writes prototypes.json: k-prototypes of classes.csv by kmodes, with Huang's own search, from rows as starts.

python prototypes.py prototypes.json
"""

import json
import sys

import numpy as np
import pandas as pd
from kmodes.kprototypes import KPrototypes

data = pd.read_csv("classes.csv", keep_default_na=False, na_values=[""])
raw = data[["age", "income"]].to_numpy(float)
groups = [sorted(data[name].unique()) for name in ("region", "plan")]
codes = np.column_stack([[levels.index(text) for text in data[name]] for name, levels in zip(("region", "plan"), groups)])
fits = []
for scale in ("raw", "standardized"):
    numbers = raw if scale == "raw" else (raw - raw.mean(0)) / raw.std(0)
    table = np.column_stack([numbers, codes])
    for segments in (2, 4, 6):
        rows = np.arange(segments) * 77
        start = [numbers[rows].copy(), codes[rows].copy()]
        fit = KPrototypes(segments, max_iter=1000, n_init=1, init=start).fit(table, categorical=[2, 3])
        centers, modes = fit._enc_cluster_centroids
        # The cost by its definition, and every row with its nearest prototype.
        costs = ((numbers[:, None] - centers) ** 2).sum(2) + fit.gamma * (codes[:, None] != modes).sum(2)
        assert abs(costs.min(1).sum() - fit.cost_) < 1e-9 * fit.cost_ and (costs.argmin(1) == fit.labels_).all()
        fits.append({"scale": scale, "segments": segments, "gamma": float(fit.gamma), "cost": float(fit.cost_),
                     "start": rows.tolist(), "centers": centers.tolist(), "modes": np.asarray(modes, int).tolist(),
                     "sizes": np.bincount(fit.labels_, minlength=segments).tolist()})
with open(sys.argv[1], "w") as out:
    json.dump({"fits": fits}, out, indent=1)
