"""Scoring with onnxruntime, a scikit-learn pipeline converted by skl2onnx, from arrays in memory.

Systems: onnxruntime (text columns as text) and onnxruntime-coded (text columns as ready-made integer codes).
Rows: batch-score (all rows of mixed-score.csv at once) and single-row (one call a row, one thread).
"""

import numpy as np
import onnxruntime
import pandas as pd
from skl2onnx import convert_sklearn
from skl2onnx.common.data_types import FloatTensorType, Int64TensorType, StringTensorType

from pipeline import NUMERIC, TEXT, pipeline
from timing import arguments, report

CALLS = 2000

given = arguments()
coded = given.system.endswith("coded")
single = given.row == "single-row"


def read(name, rows=None):
    table = pd.read_csv(given.data / name, nrows=rows)
    table[TEXT] = table[TEXT].fillna("missing")
    if coded:
        for column in TEXT:
            table[column] = table[column].map(codes.setdefault(column, {v: i for i, v in enumerate(table[column].unique())}))
    return table


codes = {}
train = read("mixed-train.csv", 100_000)
model = pipeline(indicator=False).fit(train[NUMERIC + TEXT], train["churned"] == "yes")
kind = Int64TensorType if coded else StringTensorType
graph = convert_sklearn(
    model, options={id(model): {"zipmap": False}},
    initial_types=[*((name, FloatTensorType([None, 1])) for name in NUMERIC), *((name, kind([None, 1])) for name in TEXT)])
options = onnxruntime.SessionOptions()
options.intra_op_num_threads = 1 if single else given.threads
session = onnxruntime.InferenceSession(graph.SerializeToString(), options, providers=["CPUExecutionProvider"])

table = read("mixed-score.csv", 1 if single else None)
inputs = {name: table[name].to_numpy(np.float32).reshape(-1, 1) for name in NUMERIC}
inputs |= {name: table[name].to_numpy(np.int64 if coded else object).reshape(-1, 1) for name in TEXT}
expected = model.predict_proba(table[NUMERIC + TEXT][:1000])[:, 1]
assert np.allclose(session.run(["probabilities"], inputs)[0][:1000, 1], expected, atol=1e-5)

if single:
    report(given, lambda: [session.run(["probabilities"], inputs) for _ in range(CALLS)], per_second=CALLS)
else:
    report(given, lambda: session.run(["probabilities"], inputs))
