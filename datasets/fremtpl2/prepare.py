"""Writes policies.csv.gz: every 25th policy of glum's insurance.parquet. python3 prepare.py insurance.parquet policies.csv.gz

Needs pandas with a reader of Parquet, or the table as CSV (told by its name).
"""

import gzip
import sys

import pandas

COLUMNS = {
    "IDpol": "policy", "ClaimNb": "claims", "Exposure": "exposure", "Area": "area", "VehPower": "vehicle_power",
    "VehAge": "vehicle_age", "DrivAge": "driver_age", "BonusMalus": "bonus_malus", "VehBrand": "brand", "VehGas": "fuel",
    "Density": "density", "Region": "region", "ClaimAmount": "amount", "ClaimNb_pos": "claims_with_amount"}


def main(source, target):
    read = pandas.read_csv if ".csv" in source else pandas.read_parquet
    table = read(source).reset_index()
    table = table.rename(columns=COLUMNS)[list(COLUMNS.values())].iloc[::25]
    for name in ("policy", "claims", "vehicle_power", "vehicle_age", "driver_age", "bonus_malus", "density", "claims_with_amount"):
        table[name] = table[name].astype(int)
    text = table.to_csv(index=False, lineterminator="\n", float_format="%.10g")
    with open(target, "wb") as out, gzip.GzipFile(fileobj=out, mode="wb", filename="", mtime=0) as packed:
        packed.write(text.encode())


if __name__ == "__main__":
    main(*sys.argv[1:])
