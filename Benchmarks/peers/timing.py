"""Shared by the peers: arguments, the dense data, and timing that prints the JSON line that run.py reads."""

import argparse
import json
import time
from pathlib import Path

import numpy as np


def arguments():
    parser = argparse.ArgumentParser()
    parser.add_argument("row")
    parser.add_argument("--system", required=True)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("--out", type=Path, help="where the end-to-end row writes its model and scores")
    return parser.parse_args()


def report(given, work, per_second=1, warm_up=True, judge=lambda result: result):
    """Times work() `repeat` times after one that is not counted, and prints the seconds; judge(result) knows what was reached."""
    result = work() if warm_up else None
    seconds = []
    for _ in range(given.repeat):
        start = time.perf_counter()
        result = work()
        seconds.append((time.perf_counter() - start) / per_second)
    line = {"name": given.row, "seconds": seconds}
    result = judge(result)
    if hasattr(result, "deviance"):
        line["deviance"] = result.deviance()
    print(json.dumps(line), flush=True)


def dense(given, response, order):
    """(x, y) of a row called NAME-COLUMNS, x in the memory order that the system likes best."""
    columns = int(given.row.split("-")[-1])
    rows = json.loads((given.data / "dense.json").read_text())["rows"]
    x = np.fromfile(given.data / "x.f64", count=rows * columns).reshape(columns, rows).T
    y = np.fromfile(given.data / f"y-{response}-{columns}.f64")
    return (np.ascontiguousarray(x) if order == "C" else x), y


class LogisticFit:
    """What a logistic fit reached."""

    def __init__(self, x, y, model):
        self.x, self.y, self.model = x, y, model

    def deviance(self):
        link = self.x @ np.ravel(self.model.coef_) + np.ravel(self.model.intercept_)[0]
        return float(2 * (np.logaddexp(0, link) - self.y * link).sum())
