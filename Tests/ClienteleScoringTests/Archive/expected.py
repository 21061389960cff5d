"""Scores made-up rows by the model files of a folder, with nothing but the specification of the format."""

import hashlib
import json
import math
import struct
import sys
from pathlib import Path

DAY = 86_400_000_000  # microseconds

ROWS = [
    {"tenure": 12, "charges": 70.25, "joined": 19_000 * DAY, "contract": "Two year", "city": "Łódź", "partner": True,
     "exposure": 0.5},
    {"tenure": 0, "charges": None, "joined": 19_723 * DAY - DAY // 2, "contract": "Month-to-month", "city": None,
     "partner": False, "exposure": -1.25},
    {"tenure": 96, "charges": 12.5, "joined": 16_000 * DAY, "contract": "One year", "city": "Elsewhere", "partner": True,
     "exposure": 0},
    {"tenure": 71.5, "charges": 119.95, "joined": 19_700 * DAY, "contract": "One year", "city": "Nowhere",
     "partner": False, "exposure": 2},
    {"tenure": 33, "charges": 64.0, "joined": 18_000 * DAY, "contract": "Month-to-month", "city": "Zu\u0308rich",
     "partner": True, "exposure": 0.125},
]
# The decomposed ü of the last row is canonically equivalent to the composed one of the model.
EQUIVALENT = {"Zu\u0308rich": "Zürich"}


def read(path):
    data = path.read_bytes()
    (length,) = struct.unpack("<Q", data[:8])
    header = json.loads(data[8:8 + length])
    metadata = header.pop("__metadata__")
    digits = metadata["hash"].encode()
    assert hashlib.sha256(data.replace(digits, b"0" * 64)).hexdigest() == metadata["hash"]
    tensors = {}
    for name, entry in header.items():
        start, end = (8 + length + offset for offset in entry["data_offsets"])
        tensors[name] = struct.unpack(f"<{(end - start) // 8}d", data[start:end])
    return metadata, tensors


def score(metadata, tensors, row):
    encoder = json.loads(metadata["encoder"])
    offset = json.loads(metadata["response"])["offset"]
    estimates = iter(tensors["estimates"])
    numbers = zip(*(tensors[f"numeric.{name}"] for name in ["center", "lowest", "highest", "missing_share"]))
    addends = [tensors["intercept"][0]]
    for feature in encoder["features"]:
        value = row[feature["column"]]
        if feature["type"] in ("number", "date"):
            center, lowest, highest, missing_share = next(numbers)
            if value is not None and feature["type"] == "date":
                value = (feature["reference"] - value) / DAY
            if value is not None and encoder["policies"]["out_of_range"] == "clip":
                value = min(max(value, lowest), highest)
            addends.append(next(estimates) * (center if value is None else value))
            if missing_share > 0:
                addends.append(next(estimates) * (value is None))
        else:
            groups = feature["levels"] + ["other"] * (feature.get("pool", False) or bool(feature["pooled"])) + ["missing"] * feature["missing_group"]
            effects = dict(zip(groups, [0.0] + [next(estimates) for _ in groups[1:]]))
            text = {True: "true", False: "false", None: "missing"}.get(value, EQUIVALENT.get(value, value))
            addends.append(effects[text if text in groups else "other"])
    if offset is not None:
        addends.append(row[offset])
    link = math.fsum(addends)
    return link, 1 / (1 + math.exp(-link)) if metadata["kind"] == "logistic" else link


if __name__ == "__main__":
    folder = Path(sys.argv[1])
    expected = {"rows": ROWS}
    for path in sorted(folder.glob("*.model")):
        scores = [score(*read(path), row) for row in ROWS]
        expected[path.stem] = {"link": [link for link, _ in scores], "prediction": [p for _, p in scores]}
    json.dump(expected, sys.stdout, ensure_ascii=False, indent=1)
    print()
