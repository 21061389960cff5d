"""Writes one row a customer from CDNOW's transactions: python3 prepare.py CDNOW_sample.txt customers.csv

A line of CDNOW_sample.txt is: master id, sample id, day (yyyymmdd), units, US dollars.
Features see the days up to 1997-09-30 only, the target the days after it.
"""

import csv
import sys
from collections import defaultdict
from datetime import date, timedelta

LAST_DAY_SEEN = date(1997, 9, 30)
LAST_DAY_OF_TARGET = date(1998, 6, 30)
HEADER = ["customer_id", "frequency", "recency", "T", "monetary_value", "spend", "units",
          "first_amount", "last_amount", "spend_40_78"]


def read_days(path):
    """{customer: {day: (units, cents)}}: purchases of one day are one purchase, as in lifetimes."""
    days = defaultdict(dict)
    with open(path) as lines:
        for line in lines:
            _, customer, day, units, dollars = line.split()
            day = date(int(day[:4]), int(day[4:6]), int(day[6:]))
            seen_units, seen_cents = days[customer].get(day, (0, 0))
            days[customer][day] = (seen_units + int(units), seen_cents + round(100 * float(dollars)))
    return days


def weeks(span):
    return f"{span / timedelta(weeks=1):.6f}".rstrip("0").rstrip(".")


def dollars(cents):
    return f"{cents / 100:.2f}"


def summarise(customer, days):
    seen = sorted(day for day in days if day <= LAST_DAY_SEEN)
    cents = [days[day][1] for day in seen]
    later = [days[day][1] for day in days if LAST_DAY_SEEN < day <= LAST_DAY_OF_TARGET]
    repeats = len(seen) - 1
    mean_repeat = f"{sum(cents[1:]) / 100 / repeats:.4f}" if repeats else ""
    return ["C" + customer, repeats, weeks(seen[-1] - seen[0]), weeks(LAST_DAY_SEEN - seen[0]), mean_repeat,
            dollars(sum(cents)), sum(days[day][0] for day in seen), dollars(cents[0]), dollars(cents[-1]),
            dollars(sum(later))]


def main(source, target):
    days = read_days(source)
    with open(target, "w", newline="") as out:
        table = csv.writer(out, lineterminator="\n")
        table.writerow(HEADER)
        table.writerows(summarise(customer, days[customer]) for customer in sorted(days))


if __name__ == "__main__":
    main(*sys.argv[1:])
