"""The mean of the maximum of a two-sided Brownian motion less t^2/2, and less t^2.

    python parabolic_drift.py

E max (W(t) - t^2/2) = -2^(-1/3)/(2 pi i) * integral of z/Ai(z)^2 along the imaginary axis: S. Janson, G. Louchard and
A. Martin-Löf (2010), The maximum of Brownian motion with parabolic drift, Electronic J. Probability 15, 1893-1929, give
0.9961930199. By Brownian scaling (t = 2^(-2/3) s) the drift t^2 has 2^(-1/3) of it. The second line draws walks.

Versions used: mpmath 1.4.1, numpy 2.4.6.
"""
import mpmath as mp
import numpy as np

mp.mp.dps = 25
value = -mp.mpf(2) ** (-mp.mpf(1) / 3) / (2 * mp.pi) * mp.quad(
    lambda y: mp.re(1j * y / mp.airyai(1j * y) ** 2), [-40, -20, -10, -5, 0, 5, 10, 20, 40])
print(mp.nstr(value, 12), mp.nstr(value / mp.cbrt(2), 12))

random = np.random.default_rng(1)
step, half, draws = 1e-3, 4000, 4000
times = step * np.arange(1, half + 1)
maxima = []
for _ in range(draws):
    walks = np.cumsum(random.normal(0, np.sqrt(step), (2, half)), axis=1) - times**2
    # Between the steps a walk goes on to rise: by 0.5826 standard deviations of a step on average (Chernoff).
    maxima.append(max(0, walks.max()) + 0.5826 * np.sqrt(step))
print(round(np.mean(maxima), 3), "+-", round(np.std(maxima) / np.sqrt(draws), 3), "for t^2")
