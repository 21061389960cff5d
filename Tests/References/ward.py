"""Tables for Ward's method, and the trees that scipy makes of them.

    python ward.py ward.json
"""

import json
import sys

import numpy as np
from scipy.cluster.hierarchy import fcluster, linkage
from sklearn.datasets import load_iris

rng = np.random.default_rng(9)
rows = 90
groups = rng.integers(0, 4, rows)
points = rng.normal(size=(rows, 3)) + 3.0 * np.eye(4, 3)[groups]
codes = np.column_stack([(groups + (rng.random(rows) < 0.3)) % 4, rng.integers(0, 3, rows)])
copies = rng.integers(0, 4, rows)


def tree(x):
    merges = linkage(x, "ward")
    return {"merges": merges[:, :2].astype(int).tolist(), "heights": merges[:, 2].tolist(), "sizes": merges[:, 3].tolist()}


repeated = np.repeat(points, copies, axis=0)
iris = load_iris().data
with open(sys.argv[1], "w") as file:
    json.dump({
        "columns": points.T.tolist(),
        "codes": codes.T.tolist(),
        "copies": copies.tolist(),
        "plain": tree(points),
        "repeated": tree(repeated)["heights"],
        "iris": {
            "columns": iris.T.tolist(),
            "heights": tree(iris)["heights"],
            "three": fcluster(linkage(iris, "ward"), 3, "maxclust").tolist(),
        },
    }, file)
