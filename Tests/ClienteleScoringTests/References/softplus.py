"""Writes softplus.txt: x and the double nearest to log(1 + e^x), as the hexadecimal digits of their bits.

    python3 softplus.py > softplus.txt        (mpmath 1.4.1)
"""

import random
import struct

from mpmath import exp, log1p, mp, mpf

mp.prec = 240
random.seed(20261125)
points = [k / 8 for k in range(-320, 321)] + [random.uniform(-700, 700) for _ in range(200)]
points += [random.uniform(-2, 2) for _ in range(300)] + [s * 10.0**-k for k in range(1, 18) for s in (1, -1)]
for x in points:
    print(struct.pack(">d", x).hex(), struct.pack(">d", float(log1p(exp(mpf(x))))).hex())
