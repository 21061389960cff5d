"""Penalised Poisson, gamma and Tweedie regressions of French motor insurance, on standardised columns, at the systems' default tolerances.

The conversion of the table to what a system reads (tabmat's split matrix for glum, dummy columns for scikit-learn) is not timed.
`objective` is the mean half deviance with the penalty, by one formula for all systems.
"""

import json
import sys
import warnings
from pathlib import Path

import numpy as np
import pandas as pd

from timing import arguments, report

sys.path.append(str(Path(__file__).parent.parent))
from insurance import NUMBERS, TEXTS

given = arguments()
warnings.simplefilter("ignore")
family, penalty = given.row.split("-")
setting = json.loads((Path(__file__).parent.parent / "families.json").read_text())[family]
power, strength = setting["power"], setting[penalty]
table = pd.read_csv(given.data / setting["table"])
y, weight = table[setting["target"]].to_numpy(), table[setting["weights"]].to_numpy()
frame = table[NUMBERS + TEXTS].astype({name: "category" for name in TEXTS} | {name: float for name in NUMBERS})
dummies = pd.get_dummies(frame, drop_first=True, dtype=float)
deviation = np.sqrt(np.average((dummies - np.average(dummies, axis=0, weights=weight)) ** 2, axis=0, weights=weight))


class Fit:
    """Coefficients on the original scale, in the order of `dummies`."""

    def __init__(self, intercept, coefficients):
        self.intercept, self.coefficients = intercept, coefficients

    def deviance(self):
        from sklearn.metrics import mean_tweedie_deviance

        mean = np.exp(self.intercept + dummies.to_numpy() @ self.coefficients)
        scaled = self.coefficients * deviation
        size = scaled @ scaled / 2 if penalty == "ridge" else abs(scaled).sum()
        return float(mean_tweedie_deviance(y, mean, sample_weight=weight, power=power) / 2 + strength * size)


if given.system == "glum":
    import tabmat
    from glum import GeneralizedLinearRegressor

    names = {1: "poisson", 2: "gamma"}
    x = tabmat.from_pandas(frame, drop_first=True)
    options = dict(family=names.get(power, f"tweedie ({power})"), link="log", alpha=strength, scale_predictors=True,
                   l1_ratio=1 if penalty == "lasso" else 0)

    def work():
        model = GeneralizedLinearRegressor(**options).fit(x, y, sample_weight=weight)
        return Fit(model.intercept_, model.coef_)
else:
    from sklearn.linear_model import TweedieRegressor

    center = np.average(dummies, axis=0, weights=weight)
    x = ((dummies - center) / deviation).to_numpy()

    def work():
        solver = "newton-cholesky" if given.system.endswith("newton") else "lbfgs"
        model = TweedieRegressor(power=power, link="log", alpha=strength, solver=solver, max_iter=1000)
        model.fit(x, y, sample_weight=weight)
        return Fit(model.intercept_ - (model.coef_ / deviation) @ center, model.coef_ / deviation)


report(given, work)
