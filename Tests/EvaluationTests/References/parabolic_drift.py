"""The maximum of a two-sided Brownian motion less t^2, and where it is: three constants of PeakBias.

    python parabolic_drift.py

The mean: E max (W(t) - t^2/2) = -2^(-1/3)/(2 pi i) * integral of z/Ai(z)^2 along the imaginary axis: S. Janson, G. Louchard and
A. Martin-Löf (2010), The maximum of Brownian motion with parabolic drift, Electronic J. Probability 15, 1893-1929, give
0.9961930199. By Brownian scaling (t = 2^(-2/3) s) the drift t^2 has 2^(-1/3) of it.

The variance: one side stays below x with probability 1 - u(x). Killed at x, exp(y s + s^3/6) u solves v_s + v''/2 = y v with the
boundary value exp(-s^3/6), so that u(x) = 1/2 * integral of Hi(-iz) Ai(2^(1/3) x - iz)/Ai(-iz) dz over the real line, Hi Scorer's
function; both sides are independent.

The place: its density is g(t) g(-t)/2 with g(t) = 2^(1/3)/(2 pi) * integral of exp(-iut)/Ai(2^(-1/3) iu) du: P. Groeneboom and J.
Wellner (2001), Computing Chernoff's distribution, J. Computational and Graphical Statistics 10, 388-400, give the mean of |t|
as 0.41273655 and its variance as 0.26355964.

The last line draws walks.

Versions used: mpmath 1.4.1, numpy 2.4.6, scipy 1.17.1.
"""
import mpmath as mp
import numpy as np
from scipy.special import airy, airye

mp.mp.dps = 25
value = -mp.mpf(2) ** (-mp.mpf(1) / 3) / (2 * mp.pi) * mp.quad(
    lambda y: mp.re(1j * y / mp.airyai(1j * y) ** 2), [-40, -20, -10, -5, 0, 5, 10, 20, 40])
print("mean of the maximum", mp.nstr(value, 12), mp.nstr(value / mp.cbrt(2), 12))


def rule(low, high, count):
    nodes, weights = np.polynomial.legendre.leggauss(count)
    return low + (high - low) * (nodes + 1) / 2, weights * (high - low) / 2


def scorer(z):
    near, values = abs(z) < 12, np.empty_like(z)
    s, weights = rule(0, 6.5, 200)
    values[near] = (np.exp(-s**3 / 3 + np.outer(z[near], s)) @ weights) / np.pi
    term, total = np.ones_like(z[~near]), np.zeros_like(z[~near])
    for k in range(12):
        total += term
        term = term * (3 * k + 3) * (3 * k + 2) * (3 * k + 1) / ((k + 1) * 3 * z[~near] ** 3)
    values[~near] = -total / (np.pi * z[~near])
    return values


def airy_ratio(a, b):
    """Ai(a)/Ai(b) of numbers not far apart."""
    fall = np.exp(-2 / 3 * (a - b) * (a * a + a * b + b * b) / (a**1.5 + b**1.5))
    with np.errstate(all="ignore"):
        far = (b / a) ** 0.25 * (1 - 5 / (48 * a**1.5)) / (1 - 5 / (48 * b**1.5))
        return fall * np.where(abs(b) > 3e3, far, airye(a)[0] / airye(b)[0])


def exceeds(x):
    end = 38 * np.sqrt(2) / (np.cbrt(2) * x)
    edges = np.concatenate([[0, 1, 2, 3, 5, 8], 8 * np.geomspace(1, max(end / 8, 1.01), 40)[1:]])
    total = 0
    for low, high in zip(edges, edges[1:]):
        root, weights = rule(low, high, 40)
        b = -1j * root**2
        total += np.sum(weights * 2 * root * (scorer(b) * airy_ratio(np.cbrt(2) * x + b, b)).real)
    return total


moments = np.zeros(2)
for low, high in [(1e-6, 0.02), (0.02, 0.2), (0.2, 1), (1, 3), (3, 8)]:
    for x, weight in zip(*rule(low, high, 24)):
        one = exceeds(x)
        moments += weight * (2 * one - one * one) * np.array([1, 2 * x])
variance = moments[1] - moments[0] ** 2
print("mean and variance of the maximum", moments[0].round(5), variance.round(6), (variance / np.cbrt(4)).round(6))

u, weights = rule(-54, 54, 4000)
inverse = 1 / airy(1j * u / np.cbrt(2))[0]
t, steps = rule(0, 4, 200)
sides = [np.cbrt(2) / (2 * np.pi) * (np.exp(-1j * np.outer(sign * t, u)) @ (weights * inverse)).real for sign in (1, -1)]
density = sides[0] * sides[1] / 2
print("mean distance and variance of the place", *(2 * np.sum(steps * density * t**k) for k in (1, 2)))

random = np.random.default_rng(1)
step, half, draws = 1e-3, 4000, 4000
times = step * np.arange(1, half + 1)
maxima, places = [], []
for _ in range(draws):
    walks = np.cumsum(random.normal(0, np.sqrt(step), (2, half)), axis=1) - times**2
    # Between the steps a walk goes on to rise: by 0.5826 standard deviations of a step on average (Chernoff).
    maxima.append(max(0, walks.max()) + 0.5826 * np.sqrt(step))
    places.append(times[walks.argmax() % half])
error = 1 / np.sqrt(draws)
print(f"drawn, for t^2: {np.mean(maxima):.3f} +- {np.std(maxima) * error:.3f}, variance {np.var(maxima):.3f},"
      f" place {np.mean(places):.3f} +- {np.std(places) * error:.3f}")
