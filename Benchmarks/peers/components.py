"""Principal components by scikit-learn: of dense data by the covariance matrix, of wide data by its randomised method, at its defaults."""

import json

import numpy as np
from sklearn.decomposition import PCA

from timing import arguments, report

given = arguments()
columns = int(given.row.split("-")[-1])
if columns == 100:
    rows = json.loads((given.data / "dense.json").read_text())["rows"]
    x, solver = np.fromfile(given.data / "x.f64", count=rows * columns), "covariance_eigh"
else:
    x, solver = np.fromfile(given.data / "factors.f64"), "randomized"
x = np.ascontiguousarray(x.reshape(columns, -1).T)
report(given, lambda: PCA(20, svd_solver=solver, random_state=0).fit(x))
