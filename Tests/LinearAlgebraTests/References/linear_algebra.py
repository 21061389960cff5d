"""Reference factorisations and solutions, by mpmath at 60 digits, checked against NumPy.

    python linear_algebra.py > linear_algebra.json

Elements of the matrices are doubles taken exactly; results are rounded to double once.
"""

import json

import mpmath as mp
import numpy as np

mp.mp.dps = 60
random = np.random.default_rng(20240607)


def exact(rows):
    return mp.matrix([[mp.mpf(float(x)) for x in row] for row in rows])


def rows(matrix):
    return [[float(matrix[i, j]) for j in range(matrix.cols)] for i in range(matrix.rows)]


def column(matrix):
    return [float(x) for x in matrix]


def norm1(matrix):
    return max(mp.fsum(abs(matrix[i, j]) for i in range(matrix.rows)) for j in range(matrix.cols))


def normal(count, columns):
    """Normal deviates of 12 bits, so that the file stays readable."""
    return np.round(random.standard_normal((count, columns)) * 1024) / 1024


def hilbert(count, columns):
    """1 / (i + j + 1) as doubles: the columns are nearly dependent."""
    return np.array([[1 / (i + j + 1) for j in range(columns)] for i in range(count)])


def symmetric(name, a):
    """Positive definite: everything a Cholesky factorisation gives, and the eigenvalues."""
    m = exact(a)
    inverse = m ** -1
    b = normal(len(a), 1)
    values = sorted(mp.eigsy(m, eigvals_only=True))
    assert np.allclose(np.linalg.eigvalsh(a), column(values), rtol=0, atol=1e-13 * float(values[-1]))
    assert np.isclose(np.linalg.slogdet(a)[1], float(mp.log(mp.det(m))), rtol=1e-6)
    return {
        "name": name, "matrix": np.array(a).tolist(), "right": b[:, 0].tolist(), "solution": column(inverse * exact(b)),
        "inverse": rows(inverse), "log_determinant": float(mp.log(mp.det(m))),
        "reciprocal_condition": float(1 / norm1(m) / norm1(inverse)), "eigenvalues": column(values),
        "condition": float(values[-1] / values[0]),
    }


def tall(name, x):
    """Full column rank: the factor R, singular values, least squares and what follows from X'X."""
    m = exact(x)
    gram = m.T * m
    b = exact(normal(len(x), 1))
    singular = mp.svd_r(m, compute_uv=False)
    assert np.allclose(np.linalg.svd(x, compute_uv=False), column(singular), rtol=0, atol=1e-13 * float(singular[0]))
    return {
        "name": name, "matrix": np.array(x).tolist(), "right": column(b), "factor": rows(mp.cholesky(gram).T),
        "solution": column(mp.lu_solve(gram, m.T * b)), "inverse_gram": rows(gram ** -1),
        "singular_values": column(singular), "condition": float(singular[0] / singular[m.cols - 1]),
    }


def square(name, a):
    """Not singular: solutions of two right-hand sides and the inverse."""
    m = exact(a)
    b = normal(len(a), 2)
    singular = mp.svd_r(m, compute_uv=False)
    assert np.allclose(np.linalg.solve(a, b), np.array(rows(m ** -1 * exact(b))), rtol=1e-6)
    return {
        "name": name, "matrix": np.array(a).tolist(), "right": b.tolist(), "solution": rows(m ** -1 * exact(b)),
        "inverse": rows(m ** -1), "condition": float(singular[0] / singular[m.cols - 1]),
    }


def main():
    x = normal(20, 6)
    indefinite = normal(7, 7)
    indefinite = indefinite + indefinite.T
    document = {
        "symmetric": [
            symmetric("one", [[4.0]]), symmetric("gram", x.T @ x), symmetric("hilbert", hilbert(6, 6)),
            symmetric("scales", np.diag([1e8, 1.0, 1e-8]) + 1e-10),
        ],
        "tall": [
            tall("one", normal(5, 1)), tall("normal", normal(20, 6)), tall("square", normal(5, 5)),
            tall("hilbert", hilbert(12, 6)), tall("shifted", normal(30, 4) + 1000),
            tall("scales", normal(15, 3) * np.array([1e6, 1.0, 1e-6])),
        ],
        "square": [square("normal", normal(6, 6)), square("hilbert", hilbert(6, 6)),
                   square("permuted", np.eye(5)[[2, 0, 4, 1, 3]])],
        "eigen": {"matrix": indefinite.tolist(),
                  "values": column(sorted(mp.eigsy(exact(indefinite), eigvals_only=True)))},
    }
    print("{\n" + ",\n".join(f"{json.dumps(key)}: {json.dumps(value)}" for key, value in document.items()) + "\n}")


if __name__ == "__main__":
    main()
