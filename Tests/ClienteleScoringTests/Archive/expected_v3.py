"""Writes the expected scores of the models of v3, with nothing but the specification of the format.

python3 expected_v3.py v3 > v3/expected.json

Rows are made up, one of them with a level that no model knows and a missing number. A model's prediction is followed by what it
tells beside: classes, quantiles, the parts of a two-part model.
"""

import json
import math
import sys
from pathlib import Path

from expected import read

ROWS = [
    {"age": 31.5, "income": 18.25, "region": "east", "log_exposure": 0.0},
    {"age": 62, "income": 30, "region": "south", "log_exposure": -0.5},
    {"age": 45, "income": None, "region": "west", "log_exposure": 0.25},
    {"age": 20.25, "income": 12.125, "region": "elsewhere", "log_exposure": -1},
    {"age": 70, "income": 55, "region": "north", "log_exposure": 0.125},
]


def links(metadata, tensors, row):
    """One a predictor."""
    encoder, response = json.loads(metadata["encoder"]), json.loads(metadata["response"])
    count = len(tensors["intercept"])
    width = len(tensors["estimates"]) // count
    result = []
    for k in range(count):
        estimates = iter(tensors["estimates"][k * width:(k + 1) * width])
        numbers = iter(zip(tensors["numeric.center"], tensors["numeric.missing_share"]))
        shares = iter(tensors["group.share"])
        addends = [tensors["intercept"][k]]
        for feature in encoder["features"]:
            value = row[feature["column"]]
            if feature["type"] == "number":
                center, missing_share = next(numbers)
                assert missing_share == 0
                addends.append(next(estimates) * (center if value is None else value))
            else:
                assert not feature.get("pool") and not feature["missing_group"]
                effects = [0.0] + [next(estimates) for _ in feature["levels"][1:]]
                own = [next(shares) for _ in feature["levels"]]
                if value in feature["levels"]:
                    addends.append(effects[feature["levels"].index(value)])
                else:  # the average training row
                    addends.append(math.fsum(share * effect for share, effect in zip(own, effects)))
        if response["offset"] is not None:
            addends.append(row[response["offset"]])
        result.append(math.fsum(addends))
    return result


def logistic(x):
    return 1 / (1 + math.exp(-x)) if x > -700 else math.exp(x)


MEANS = {"identity": lambda x: x, "log": math.exp, "logit": logistic, "cloglog": lambda x: -math.expm1(-math.exp(x)),
         "probit": lambda x: math.erfc(-x / math.sqrt(2)) / 2, "inverse": lambda x: 1 / x, "sqrt": lambda x: x * x,
         "inverse-square": lambda x: 1 / math.sqrt(x)}


def score(metadata, tensors, row):
    eta = links(metadata, tensors, row)
    function = json.loads(metadata.get("response_function", '{"type": "mean", "link": "logit"}'))
    kind = function["type"]
    if kind == "mean":
        return [MEANS[function["link"]](eta[0])]
    if kind == "classes":
        highest = max(eta)
        parts = [math.exp(x - highest) for x in eta]
        shares = [x / math.fsum(parts) for x in parts]
        return [float(shares.index(max(shares))), *shares]
    if kind == "ordered-classes":
        below = [0.0, *(logistic(t - eta[0]) for t in function["thresholds"]), 1.0]
        shares = [b - a for a, b in zip(below, below[1:])]
        return [float(shares.index(max(shares))), *shares]
    if kind == "quantiles":
        middle = min(range(len(eta)), key=lambda k: abs(function["levels"][k] - 0.5))
        ordered = sorted(eta)
        return [ordered[middle], *ordered]
    if kind == "hurdle":
        chance, amount = logistic(eta[0]), math.exp(eta[1])
        return [chance * amount, chance, amount]
    chance, gain, up, down = logistic(eta[0]), logistic(eta[1]), math.exp(eta[2]), math.exp(eta[3])
    return [chance * (gain * up - (1 - gain) * down), chance, gain, up, down]


folder = Path(sys.argv[1])
expected = {"rows": ROWS}
for path in sorted(folder.glob("*.model")):
    expected[path.stem] = [score(*read(path), row) for row in ROWS]
json.dump(expected, sys.stdout, indent=1)
print()
