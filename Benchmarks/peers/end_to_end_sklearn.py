"""From a cold process: read mixed-train.csv, fit, write the model, score mixed-score.csv to a CSV. pandas, scikit-learn."""

import joblib
import pandas as pd

from pipeline import NUMERIC, TEXT, pipeline
from timing import arguments

given = arguments()


def read(name):
    table = pd.read_csv(given.data / name, engine="pyarrow")
    table[TEXT] = table[TEXT].fillna("missing")
    return table


train = read("mixed-train.csv")
model = pipeline().fit(train[NUMERIC + TEXT], train["churned"] == "yes")
given.out.mkdir(parents=True, exist_ok=True)
joblib.dump(model, given.out / "model.joblib")

table = read("mixed-score.csv")
probability = model.predict_proba(table[NUMERIC + TEXT])[:, 1]
pd.DataFrame({"customer_id": table["customer_id"], "probability": probability}).to_csv(
    given.out / "scores.csv", index=False)
