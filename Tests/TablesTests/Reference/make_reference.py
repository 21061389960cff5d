"""Writes the reference values beside this script; see README.md."""

import csv
import io
import json
import random
import struct
from datetime import datetime, timedelta, timezone
from decimal import Decimal, getcontext
from pathlib import Path

HERE = Path(__file__).parent
getcontext().prec = 800
random.seed(20260101)


def bits(value):
    return format(struct.unpack("<Q", struct.pack("<d", value))[0], "016x")


def from_bits(pattern):
    return struct.unpack("<d", struct.pack("<Q", pattern))[0]


def numbers():
    texts = [
        "0", "-0", "0.0", "1", "-1", ".5", "5.", "-.5", "0.1", "0.2", "0.3", "1e0", "1E+2", "1e-2", "12e3", "1.5e300",
        "9007199254740992", "9007199254740993", "9007199254740995", "4503599627370497.5", "4503599627370496.5",
        "4503599627370495.5", "123456789012345678", "0.000001", "1e22", "1e23", "8.5e22", "1e-22", "1e-23", "9e-27",
        "1e-28", "123456789e-28", "2.2250738585072011e-308", "2.2250738585072014e-308", "4.9406564584124654e-324",
        "2.4703282292062327e-324", "2.4703282292062328e-324", "1.7976931348623157e308", "1.7976931348623158e308",
        "0.1000000000000000055511151231257827021181583404541015625", "3.14159265358979323846264338327950288",
        "12345678.12345678", "12345678.123456789", "123456789.12345678", "0.00000000000000000001", "99999999.99999999",
        "7.1e-15", "1.00000000000000011102230246251565404236316680908203125",
        "1.00000000000000011102230246251565404236316680908203124",
        "1.00000000000000011102230246251565404236316680908203126", "179769313486231580793728971405303415079934132710037"
        "8269361737789804449682927647509466490179775872070963302864166928879109465555478519404026306574886715058206819"
        "0890200070838367627385484581771153176447573027006985557136695962284291481986083493647529271907416844436551070"
        "4342711559699508093042880.0",
    ]  # fmt: skip
    for _ in range(800):  # doubles of any size, in 15 to 20 digits
        value = from_bits(random.getrandbits(64))
        if value == value and abs(value) != float("inf"):
            texts.append(format(value, f".{random.randint(14, 19)}e"))
    for _ in range(1000):  # plain decimals of all lengths on either side of the point
        whole = str(random.randrange(10 ** random.randint(1, 17)))
        digits = random.randint(1, 20)
        texts.append(random.choice(["", "-"]) + whole + "." + "".join(random.choices("0123456789", k=digits)))
    for _ in range(800):  # exponents within the range of exact division
        texts.append(f"{random.randrange(10**random.randint(1, 19))}e{random.randint(-30, 30)}")
    for _ in range(50):  # halfway between two doubles: exactly, and one unit of a late digit to either side
        value = from_bits(random.randrange(0x3000_0000_0000_0000, 0x5000_0000_0000_0000))
        above = from_bits(struct.unpack("<Q", struct.pack("<d", value))[0] + 1)
        middle = (Decimal(value) + Decimal(above)) / 2
        texts += [str(middle), str(middle.next_plus()), str(middle.next_minus())]
    for _ in range(400):  # halfway cases of at most 19 digits
        mantissa = random.randrange(2**53, 2**54) | 1
        texts.append(str(mantissa * 2 ** random.randint(0, 9)))
        texts.append(str(Decimal(mantissa) / 2 ** random.randint(1, 4)))
    return [[text, bits(float(text))] for text in texts]


def instants():
    cases = []
    epoch = datetime(1970, 1, 1, tzinfo=timezone.utc)
    for _ in range(600):
        moment = datetime(1, 1, 1) + timedelta(seconds=random.randrange(315_537_897_599), microseconds=random.choice(
            [0, random.randrange(1_000_000)]))
        offset = random.choice([None, "Z", *[random.randint(-14 * 60, 14 * 60) for _ in range(3)]])
        zone = timezone.utc if offset in (None, "Z") else timezone(timedelta(minutes=offset))
        text = moment.strftime("%m-%d") + random.choice("T ") + moment.strftime("%H:%M")
        text = f"{moment.year:04d}-" + text
        seconds = random.random() < 0.8
        if seconds:
            text += moment.strftime(":%S")
            if moment.microsecond:
                text += "." + moment.strftime("%f").rstrip("0")
        else:
            moment = moment.replace(second=0, microsecond=0)
        if offset == "Z":
            text += "Z"
        elif offset is not None:
            sign = "-" if offset < 0 else "+"
            text += f"{sign}{abs(offset) // 60:02d}:{abs(offset) % 60:02d}"
        delta = moment.replace(tzinfo=timezone.utc) - epoch
        delta -= zone.utcoffset(None)
        cases.append([text, (delta.days * 86_400 + delta.seconds) * 1_000_000 + delta.microseconds])
    return cases


def days():
    """Every 997th day of the calendar, and texts that are no days."""
    first = datetime(1, 1, 1)
    epoch = datetime(1970, 1, 1)
    cases = []
    for index in range(0, 3_652_058, 997):
        day = first + timedelta(days=index)
        cases.append([f"{day.year:04d}-{day.month:02d}-{day.day:02d}", (day - epoch).days])
    wrong = [
        "2023-02-29", "1900-02-29", "2100-02-29", "2024-02-30", "2024-00-10", "2024-13-10", "2024-04-31", "2024-06-00",
        "2024-1-10", "24-01-10", "2024/01/10", "2024-01-1x", "2024-01-32", "2024-0a-10", "20240110", "2024-01-100",
    ]  # fmt: skip
    return cases + [["2000-02-29", 11016], ["2400-02-29", 157113]] + [[text, None] for text in wrong]


def quoting():
    """Texts with every line end and delimiter, and the rows that Python's csv module reads from them."""
    pieces = ["a", "b c", '"', '""', ",", ";", "\n", "\r\n", "é", "語", "🙂", " ", "x,y", "", "1"]
    cases = []
    for _ in range(120):
        columns = random.randint(2, 5)
        rows = [[f"column {number}" for number in range(columns)]]
        for _ in range(random.randint(1, 12)):
            rows.append(["t" + "".join(random.choices(pieces, k=random.randint(0, 5))) for _ in range(columns)])
        buffer = io.StringIO(newline="")
        end = random.choice(["\n", "\r\n"])
        quoting = random.choice([csv.QUOTE_MINIMAL, csv.QUOTE_ALL])
        csv.writer(buffer, lineterminator=end, quoting=quoting).writerows(rows)
        text = buffer.getvalue()
        if random.random() < 0.5:
            text = text[: -len(end)]
        read = list(csv.reader(io.StringIO(text, newline=""), strict=True))
        cases.append({"text": text, "rows": read})
    return cases


for name, values in [("numbers", numbers()), ("instants", instants()), ("days", days()), ("quoting", quoting())]:
    (HERE / f"{name}.json").write_text(json.dumps(values, ensure_ascii=True, separators=(",", ":")) + "\n")
