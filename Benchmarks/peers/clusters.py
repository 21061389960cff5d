"""k-means, mini-batch k-means, Gaussian mixtures and k-prototypes from the same starts as ours. `deviance` is what the search makes small."""

import sys
import warnings
from pathlib import Path

import numpy as np

from timing import arguments, report

sys.path.append(str(Path(__file__).parent.parent))
from segments import COMPONENTS, DIMENSION, PROTOTYPES, SEGMENTS

given = arguments()
warnings.simplefilter("ignore")


class Fit:
    def __init__(self, objective):
        self.objective = float(objective)

    def deviance(self):
        return self.objective


def points(name):
    return np.ascontiguousarray(np.fromfile(given.data / name).reshape(DIMENSION, -1).T)


def kmeans():
    x, start = points("kmeans.f64"), np.fromfile(given.data / "kmeans-start.f64").reshape(SEGMENTS, DIMENSION)
    if given.system == "faiss":  # knows single precision only
        import faiss

        faiss.omp_set_num_threads(given.threads)
        single, single_start = x.astype("float32"), start.astype("float32")

        def work():
            model = faiss.Kmeans(DIMENSION, SEGMENTS, niter=50, max_points_per_centroid=len(x), min_points_per_centroid=1)
            model.train(single, init_centroids=single_start)
            return model

        class Reached(Fit):
            """By the same formula as the others, in double precision, and not timed."""

            def __init__(self, model):
                centers = model.centroids.astype(float)
                super().__init__(sum(((x[rows] - centers[model.index.search(single[rows], 1)[1].ravel()]) ** 2).sum()
                                     for rows in np.array_split(np.arange(len(x)), 50)))

        return work, Reached
    if given.system == "sklearnex":
        from sklearnex.cluster import KMeans
    else:
        from sklearn.cluster import KMeans
    return lambda: KMeans(SEGMENTS, init=start, n_init=1, max_iter=50, tol=0).fit(x), lambda model: Fit(model.inertia_)


def batches():
    from sklearn.cluster import MiniBatchKMeans

    x = points("batches.f64")
    return lambda: MiniBatchKMeans(SEGMENTS, n_init=3, random_state=1).fit(x), lambda model: Fit(model.inertia_)


def mixture():
    from sklearn.mixture import GaussianMixture

    x, member = points("mixture.f64"), np.fromfile(given.data / "mixture-start.i32", dtype=np.int32)
    groups = [x[member == c] for c in range(COMPONENTS)]
    start = dict(weights_init=np.array([len(group) for group in groups]) / len(x),
                 means_init=np.stack([group.mean(0) for group in groups]),
                 precisions_init=np.stack([np.linalg.inv(np.cov(group.T, ddof=0)) for group in groups]))
    return (lambda: GaussianMixture(COMPONENTS, max_iter=20, tol=0, reg_covar=0, **start).fit(x),
            lambda model: Fit(-2 * len(x) * model.lower_bound_))


def prototypes():
    from kmodes.kprototypes import KPrototypes

    codes = np.fromfile(given.data / "bank.i32", dtype=np.int32).reshape(10, -1).T
    numbers = np.fromfile(given.data / "bank.f64").reshape(-1, len(codes)).T
    rows = np.fromfile(given.data / "bank-start.i32", dtype=np.int32)
    table, width = np.column_stack([numbers, codes]), numbers.shape[1]
    start = [numbers[rows], codes[rows]]
    return (lambda: KPrototypes(PROTOTYPES, n_init=1, init=[part.copy() for part in start]).fit(
        table, categorical=list(range(width, width + codes.shape[1]))), lambda model: Fit(model.cost_))


work, fit = {"kmeans": kmeans, "minibatch-kmeans": batches, "gaussian-mixture": mixture, "k-prototypes": prototypes}[given.row]()
report(given, work, warm_up=given.system != "kmodes", judge=fit)
