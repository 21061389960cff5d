"""Writes exponential.txt: x, the double nearest to e^x, and what it lacks to e^x in units of its last place.

    python3 exponential.py > exponential.txt        (mpmath 1.4.1)

x and e^x are written as the hexadecimal digits of their bits. Points: the edges of the range, both sides of every
place where the argument reduction changes, subnormal results, tiny arguments, and 3,000 seeded draws.
"""

import math
import random
import struct

from mpmath import mp, mpf

mp.prec = 240


def bits(x):
    return struct.pack(">d", x).hex()


def nearest(exact):
    """The double nearest to a positive number, and the distance in ulps."""
    y = float(exact)  # mpmath rounds to nearest, but not into the subnormal range
    candidates = [math.nextafter(y, 0.0), y, math.nextafter(y, math.inf)]
    y = min((c for c in candidates if math.isfinite(c)), key=lambda c: abs(mpf(c) - exact))
    return y, float((exact - mpf(y)) / mpf(math.ulp(y)))


random.seed(20240229)
points = [0.0, -0.0, 5e-324, -5e-324, 1e-300, -1e-300, 1e-17, -1e-17, 1e-9, -1e-9, 1.0, -1.0]
points += [709.782712893384, 709.0, -708.396418532264, -708.3964185322641, -745.1332191019411, -745.0, -740.25, -720.5]
for k in range(-1074, 1024, 7):
    x = (k + 0.5) * math.log(2)
    points += [math.nextafter(x, -math.inf), math.nextafter(x, math.inf)]
points += [random.uniform(-1, 1) for _ in range(1000)]
points += [random.uniform(-40, 40) for _ in range(1000)]
points += [random.uniform(-745, 709) for _ in range(700)]
points += [random.uniform(-745, -708) for _ in range(300)]
for x in points:
    y, lack = nearest(mp.exp(mpf(x)))
    if math.isfinite(y):
        print(bits(x), bits(y), f"{lack:.6f}")
