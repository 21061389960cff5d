"""Ward's method on points in memory, in the order of memory that the system likes best."""

import numpy as np

from timing import arguments, report

given = arguments()
points = np.ascontiguousarray(np.fromfile(given.data / "points.f64").reshape(16, -1).T)
if given.system == "fastcluster":
    from fastcluster import linkage_vector

    def work():
        return linkage_vector(points, "ward")
else:
    from scipy.cluster.hierarchy import linkage

    def work():
        return linkage(points, "ward")

report(given, work, warm_up=given.system == "fastcluster")
