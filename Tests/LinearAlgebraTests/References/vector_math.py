"""Reference values of exp, log, the binomial family with logit link and the gamma family with log link, by mpmath at 60 digits.

    python vector_math.py > vector_math.json

Arguments are doubles taken exactly; results are rounded to double once.
"""

import json

import mpmath as mp
import numpy as np

mp.mp.dps = 60
random = np.random.default_rng(20240608)


def exponential():
    points = [*random.uniform(-745, 709, 150), *random.uniform(-1, 1, 50), *(2.0 ** -k for k in range(1, 60, 4)),
              *(k * np.log(2) / 2 for k in range(-9, 10)), 709.782712893384, -708.3964185322641, -745.1]
    return [[float(x), float(mp.exp(mp.mpf(float(x))))] for x in points]


def logarithm():
    points = [*(2.0 ** random.uniform(-1074, 1024, 150)), *random.uniform(0.5, 2, 50), 2.0 ** 0.5, 0.5 ** 0.5, 5e-324,
              *(1 + 2.0 ** -k for k in range(1, 53, 3)), *(1 - 2.0 ** -k for k in range(1, 54, 3)), 1.7976931348623157e308]
    return [[float(x), float(mp.log(mp.mpf(float(x))))] for x in points]


def logistic():
    result = []
    for eta in [*random.uniform(-40, 40, 60), *random.uniform(-700, 700, 20), 0.0, 1e-9, -1e-9, 36.7, -36.7, -708.0,
                708.0]:
        e = mp.mpf(float(eta))
        for y in [0, 1, 0.25]:
            mean = 1 / (1 + mp.exp(-e))
            # y − μ without cancellation where y is 0 or 1
            residual = 1 / (1 + mp.exp(e)) if y == 1 else y - mean
            result.append([float(eta), float(y), float(residual), float(mp.sqrt(mean / (1 + mp.exp(e)))),
                           float(y * e - mp.log1p(mp.exp(e)) if e < 0 else (y - 1) * e - mp.log1p(mp.exp(-e)))])
    return result


def gamma():
    """[eta, y, residual, observed root weight, log-likelihood]."""
    result = []
    for eta in [*random.uniform(-20, 20, 60), *random.uniform(-600, 600, 20), 0.0]:
        for y in [0.001, 1.0, 12345.678]:
            ratio = mp.mpf(y) * mp.exp(-mp.mpf(float(eta)))
            result.append([float(eta), y, float(ratio - 1), float(mp.sqrt(ratio)), float(-ratio - mp.mpf(float(eta)))])
    return result


document = {"exp": exponential(), "log": logarithm(), "logistic": logistic(), "gamma": gamma()}
print("{\n" + ",\n".join(f"{json.dumps(key)}: {json.dumps(value)}" for key, value in document.items()) + "\n}")
