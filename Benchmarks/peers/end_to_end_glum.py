"""From a cold process: read mixed-train.csv, fit, write the model, score mixed-score.csv to a CSV. polars and glum."""

import pickle

import pandas as pd
import polars as pl
import tabmat
from glum import GeneralizedLinearRegressor

from timing import arguments

given = arguments()
TEXT = ["channel", "plan", "region", "product", "store"]


def features(table, means, missing, levels):
    """Missing numbers get the training mean and an indicator; text is coded, missing a level of its own."""
    numbers = table.select(
        *(pl.col(column).fill_null(mean) for column, mean in means.items()),
        *(pl.col(column).is_null().cast(pl.Float64).alias(f"{column}_missing") for column in missing),
    )
    # tabmat 4.2 cannot read the categories of polars 2 by itself.
    texts = (
        pd.Categorical.from_codes(
            table[column].fill_null("missing").cast(pl.Enum(names)).to_physical().to_numpy(), names, validate=False)
        for column, names in levels.items()
    )
    return tabmat.SplitMatrix([tabmat.DenseMatrix(numbers.to_numpy()),
                               *(tabmat.CategoricalMatrix(text, drop_first=True) for text in texts)])


train = pl.read_csv(given.data / "mixed-train.csv")
means = {column: train[column].mean() for column in train.columns if column.startswith("number_")}
missing = [column for column in means if train[column].null_count() > 0]
levels = {column: sorted(train[column].fill_null("missing").unique()) for column in TEXT}
model = GeneralizedLinearRegressor(family="binomial", alpha=0)
model.fit(features(train, means, missing, levels), (train["churned"] == "yes").cast(pl.Float64).to_numpy())
given.out.mkdir(parents=True, exist_ok=True)
(given.out / "model.pickle").write_bytes(pickle.dumps((model, means, missing, levels)))

table = pl.read_csv(given.data / "mixed-score.csv")
probability = model.predict(features(table, means, missing, levels))
pl.DataFrame({"customer_id": table["customer_id"], "probability": probability}).write_csv(given.out / "scores.csv")
