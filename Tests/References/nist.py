"""Writes nist.json: the certified values of datasets/nist-strd. python3 nist.py [nist.json] (standard library only)"""

import json
import re
import sys
from pathlib import Path

FOLDER = Path("../../datasets/nist-strd")
NUMBER = r"[-+]?\d+(?:\.\d*)?(?:E[-+]?\d+)?"
POLYNOMIAL = {"Pontius": 2, "Filip": 10, **{f"Wampler{k}": 5 for k in range(1, 6)}}


def section(lines, title):
    first, last = re.search(rf"{title}\s*\(lines\s+(\d+)\s+to\s+(\d+)\)", "\n".join(lines[:12])).groups()
    return lines[int(first) - 1:int(last)]


def parse(path):
    lines = path.read_text().splitlines()
    certified = "\n".join(section(lines, "Certified Values"))
    rows = [[float(cell) for cell in line.split()] for line in section(lines, "Data") if line.strip()]
    terms = [
        {"term": name, "estimate": float(estimate), "standard_error": float(error)}
        for name, estimate, error in re.findall(rf"^\s*(B\d+)\s+({NUMBER})\s+({NUMBER})\s*$", certified, re.M)
    ]

    def value(title):
        return float(re.search(rf"{title}\s+({NUMBER})", certified).group(1))

    return {
        "intercept": not path.stem.startswith("NoInt"), "degree": POLYNOMIAL.get(path.stem, 1),
        "predictors": len(rows[0]) - 1, "rows": len(rows), "terms": terms,
        "residual_standard_deviation": value(r"Residual\s+Standard Deviation"), "r_squared": value("R-Squared"),
        "response": [row[0] for row in rows], "predictor_rows": [row[1:] for row in rows],
    }


def main(target="nist.json"):
    document = {path.stem: parse(path) for path in sorted(FOLDER.glob("*.dat"))}
    with open(target, "w") as out:
        out.write("{\n" + ",\n".join(f"{json.dumps(name)}: {json.dumps(entry)}" for name, entry in document.items()))
        out.write("\n}\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
