"""Unpenalised logistic fits at the systems' own default tolerances, without inference."""

import warnings

import numpy as np

from timing import LogisticFit, arguments, dense, report

given = arguments()
warnings.simplefilter("ignore")

if given.system == "glum":
    from glum import GeneralizedLinearRegressor

    order, model = "F", lambda: GeneralizedLinearRegressor(family="binomial", alpha=0)
elif given.system == "sklearnex":
    from sklearnex.linear_model import LogisticRegression

    # C = infinity falls back to scikit-learn; this one runs sklearnex's own code.
    order, model = "C", lambda: LogisticRegression(penalty=None)
else:
    from sklearn.linear_model import LogisticRegression

    order, model = "C", lambda: LogisticRegression(C=np.inf)

x, y = dense(given, "binary", order)
report(given, lambda: LogisticFit(x, y, model().fit(x, y)))
