"""Principal components of made-up points, by the singular values of centred points in extended precision.

    python components.py components.json

The first table is what scikit-learn says too; the second has means 10^7 times its spread, which its doubles hold to nine digits.
"""

import json
import sys

import numpy as np
from sklearn.decomposition import PCA

rng = np.random.default_rng(12)


def components(x, weights=None):
    weights = np.ones(len(x)) if weights is None else weights
    x = x.astype(np.longdouble)
    total = weights.sum()
    mean = (x * weights[:, None]).sum(0) / total
    centred = ((x - mean) * np.sqrt(weights.astype(np.longdouble))[:, None]).astype(float)
    _, values, vectors = np.linalg.svd(centred, full_matrices=False)
    for vector in vectors:
        vector *= np.sign(vector[np.argmax(np.abs(vector))])
    return {
        "columns": x.astype(float).T.tolist(),
        "weights": weights.tolist(),
        "mean": mean.astype(float).tolist(),
        "components": vectors.tolist(),
        "variances": (values**2 / (total - 1)).tolist(),
        "singular_values": values.tolist(),
        "total_variance": float((centred**2).sum() / (total - 1)),
    }


x = rng.normal(size=(40, 5)) @ rng.normal(size=(5, 5)) + np.array([3.0, -2.0, 0.5, 10.0, 0.0])
plain = components(x)
peer = PCA(svd_solver="full").fit(x)
assert np.allclose(peer.explained_variance_, plain["variances"], rtol=1e-12)
assert np.allclose(np.abs(peer.components_), np.abs(plain["components"]), atol=1e-12)
far = x + np.array([1e7, -2e7, 3e7, 1e7, 0.0])
with open(sys.argv[1], "w") as file:
    json.dump({
        "plain": plain,
        "far": components(far),
        "weighted": components(x, rng.integers(0, 4, 40).astype(float)),
    }, file)
