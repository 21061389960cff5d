"""French motor insurance (freMTPL2) for the families' rows: python insurance.py PARQUET FOLDER.

`PARQUET` is data/insurance.parquet of glum's source distribution (BSD); run.sh fetches it. Written are policies.csv, all policies with claims and cost a
year and the exposure as weight, and claims.csv, the policies that cost something, with the mean cost of a claim and their number as weight.
"""

import sys
from pathlib import Path

import polars as pl

TEXTS = ["area", "power", "brand", "gas", "region"]
NUMBERS = ["vehicle_age", "driver_age", "bonus_malus", "log_density"]


def tables(parquet):
    """(policies, claims)."""
    raw = pl.read_parquet(parquet)
    cost, claims = pl.col("ClaimAmountCut"), pl.col("ClaimNb_pos")
    predictors = [
        pl.col("Area").cast(pl.String).alias("area"),
        (pl.lit("power ") + pl.col("VehPower").cast(pl.String).str.zfill(2)).alias("power"),
        pl.col("VehBrand").cast(pl.String).alias("brand"), pl.col("VehGas").cast(pl.String).alias("gas"),
        pl.col("Region").cast(pl.String).alias("region"),
        pl.col("VehAge").alias("vehicle_age"), pl.col("DrivAge").alias("driver_age"),
        pl.col("BonusMalus").alias("bonus_malus"), pl.col("Density").log().alias("log_density"),
    ]
    policies = raw.select(
        (pl.col("ClaimNb") / pl.col("Exposure")).alias("frequency"), (cost / pl.col("Exposure")).alias("pure_premium"),
        pl.col("Exposure").alias("exposure"), *predictors)
    paid = raw.filter((cost > 0) & (claims > 0))
    return policies, paid.select((cost / claims).alias("severity"), claims.cast(pl.Float64).alias("claims"), *predictors)


if __name__ == "__main__":
    folder = Path(sys.argv[2])
    for name, table in zip(["policies", "claims"], tables(sys.argv[1])):
        table.write_csv(folder / f"{name}.csv")
