"""Elastic-net paths of 100 λ, half lasso, half ridge, to 10⁻⁴ of the largest λ, at the systems' default tolerances.

adelie works on the covariance matrix for least squares, which its time includes. No system ends its path early.
"""

import warnings

import numpy as np

from timing import arguments, dense, report

given = arguments()
warnings.simplefilter("ignore")
kind, given.row = given.row, "enet-100"
binomial = kind == "enet-binomial"
x, y = dense(given, "binary" if binomial else "continuous", "F")
given.row = kind
if binomial:
    rows = len(y) // 10
    x, y = np.asfortranarray(x[:rows]), y[:rows]

if given.system == "scikit-learn":
    from sklearn.linear_model import enet_path

    center, mean = x.mean(axis=0), y.mean()
    x -= center  # once, not timed: enet_path takes centred columns

    def work():
        return enet_path(x, y - mean, l1_ratio=0.5, n_alphas=100, eps=1e-4, precompute=True, copy_X=False)
else:
    import adelie as ad

    options = {"alpha": 0.5, "lmda_path_size": 100, "min_ratio": 1e-4, "early_exit": False, "progress_bar": False}

    def work():
        if binomial:
            return ad.grpnet(ad.matrix.dense(x, n_threads=given.threads), ad.glm.binomial(y), n_threads=given.threads, **options)
        n = len(y)
        center = x.mean(axis=0)
        covariance = x.T @ x / n - np.outer(center, center)
        return ad.gaussian_cov(covariance, x.T @ (y - y.mean()) / n, n_threads=given.threads, **options)


report(given, work)
