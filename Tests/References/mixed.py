"""Writes mixed.csv: a made-up table with every kind of column, missing values, weights, an offset and clusters.

python3 mixed.py mixed.csv    (standard library only; every number has few digits, so reading it back is exact)
"""

import csv
import math
import random
import sys

ROWS = 400
HEADER = ["id", "age", "income", "visits", "region", "plan", "member",
          "weight", "copies", "base", "household", "spend", "churned"]
REGION_EFFECT = {"east": 0.0, "north": 0.4, "south": -0.5, "west": 0.2, "": -0.2}
PLAN_EFFECT = {"basic": 0.0, "plus": -0.3, "premium": -0.9}


def row(number, chance):
    age = chance.randint(18, 80) if chance.random() > 0.08 else None
    income = round(chance.lognormvariate(3.4, 0.5), 2) if chance.random() > 0.15 else None
    visits = int(chance.expovariate(0.25))
    region = chance.choices(list(REGION_EFFECT), [30, 25, 20, 20, 5])[0]
    plan = chance.choices(list(PLAN_EFFECT), [50, 35, 15])[0]
    member = chance.random() < 0.4
    base = round(chance.uniform(-1, 1), 3)
    signal = (0.02 * ((age or 45) - 45) - 0.01 * ((income or 33) - 33) - 0.12 * visits
              + REGION_EFFECT[region] + PLAN_EFFECT[plan] - 0.3 * member + base)
    spend = round(50 - 9 * signal + chance.gauss(0, 1) * (4 + 0.8 * visits), 2)
    churned = chance.random() < 1 / (1 + math.exp(-signal))
    return [f"M{number:03d}", "" if age is None else age, "" if income is None else income, visits, region, plan,
            "true" if member else "false", round(chance.uniform(0.25, 2.5), 2), chance.choice([0, 1, 1, 2, 3]), base,
            f"H{chance.randint(1, 40):02d}", spend, "yes" if churned else "no"]


def main(target):
    chance = random.Random(20240607)
    with open(target, "w", newline="") as out:
        table = csv.writer(out, lineterminator="\n")
        table.writerow(HEADER)
        table.writerows(row(number, chance) for number in range(1, ROWS + 1))


if __name__ == "__main__":
    main(*sys.argv[1:])
