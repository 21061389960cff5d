"""The scikit-learn pipeline of the mixed table: impute, indicate, standardise, one-hot, logistic."""

import numpy as np
from sklearn.compose import ColumnTransformer
from sklearn.impute import SimpleImputer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import OneHotEncoder, StandardScaler

NUMERIC = [f"number_{column + 1}" for column in range(12)]
TEXT = ["channel", "plan", "region", "product", "store"]


def pipeline(indicator=True):
    """An unfitted pipeline; skl2onnx has no converter for missing indicators, so ONNX goes without."""
    numbers = make_pipeline(SimpleImputer(add_indicator=indicator), StandardScaler())
    texts = OneHotEncoder(drop="first", handle_unknown="ignore")
    return make_pipeline(ColumnTransformer([("numbers", numbers, NUMERIC), ("texts", texts, TEXT)]),
                         LogisticRegression(C=np.inf, max_iter=1000))
