"""What is measured: every row, how each system does it, and the bar that ours has to clear."""

import sys
from dataclasses import dataclass, field
from pathlib import Path

HERE = Path(__file__).parent
PYTHON = sys.executable


@dataclass
class Bar:
    """ours must be at least `faster` times as fast as the fastest of `systems`, with at most `memory` of its memory."""

    systems: list[str]
    faster: float
    memory: float | None = None


@dataclass
class Row:
    """One line of the results. `peers` maps a system to its command; the runner adds what every command takes."""

    name: str
    what: str
    peers: dict[str, list[str]] = field(default_factory=dict)
    bars: list[Bar] = field(default_factory=list)
    at_most: float | None = None  # seconds
    whole_process: bool = False  # the process is the measurement; otherwise it times itself and prints JSON
    once: tuple[str, ...] = ()  # systems too slow to be run in every round
    unit: str = "s"


def python(script, row, system):
    return [PYTHON, str(HERE / "peers" / script), row, "--system", system]


def logistic(columns, faster):
    name = f"logistic-{columns}"
    systems = ["scikit-learn", "glum", "sklearnex"]
    return Row(name, f"logistic fit, dense n × {columns}; ours with inference",
               {system: python("logistic.py", name, system) for system in systems}, [Bar(systems, faster)])


def least_squares(columns):
    name = f"ols-{columns}"
    peers = {system: python("ols.py", name, system) for system in ["sklearnex", "scikit-learn", "statsmodels"]}
    peers["R lm"] = ["Rscript", str(HERE / "peers" / "ols.R"), name]
    return Row(name, f"least squares, dense n × {columns}; ours, statsmodels and R with inference", peers,
               [Bar(["sklearnex"], 1), Bar(["statsmodels", "R lm"], 15)], once=("scikit-learn", "statsmodels", "R lm"))


def named(script, row, systems):
    return {system: python(script, row, system) for system in systems}


def adelie(row):
    """adelie wants an older numpy: an environment of its own."""
    return [str(HERE / ".venv-adelie" / "bin" / "python"), str(HERE / "peers" / "enet.py"), row, "--system", "adelie"]


def glmnet(row):
    return ["Rscript", str(HERE / "peers" / "enet.R"), row]


def family(name, penalty):
    row, systems = f"{name}-{penalty}", ["glum"]
    if penalty == "ridge":
        systems += ["scikit-learn lbfgs", "scikit-learn newton"]
    return Row(row, f"{name} regression of French motor insurance with a {penalty}; ours with inference",
               named("families.py", row, systems), [Bar(systems, 2)])


def segments(row, what, systems, faster, once=()):
    return Row(row, what, named("clusters.py", row, systems), [Bar(systems, faster)], once=once)


ROWS = [
    logistic(30, 5),
    logistic(100, 2.5),
    least_squares(30),
    least_squares(100),
    Row("enet-gaussian", "elastic net, 100 λ, least squares, dense n × 100",
        {**named("enet.py", "enet-gaussian", ["scikit-learn"]), "adelie": adelie("enet-gaussian"),
         "glmnet": glmnet("enet-gaussian")},
        [Bar(["scikit-learn", "adelie", "glmnet"], 1.5)], once=("glmnet",)),
    Row("enet-binomial", "elastic net, 100 λ, logistic, dense n/10 × 100",
        {"adelie": adelie("enet-binomial"), "glmnet": glmnet("enet-binomial")},
        [Bar(["adelie", "glmnet"], 3)]),
    *(family(name, penalty) for name in ("poisson", "gamma", "tweedie") for penalty in ("ridge", "lasso")),
    Row("ward", "Ward's tree of n/50 × 16 points in groups", named("trees.py", "ward", ["fastcluster", "scipy"]),
        [Bar(["fastcluster"], 1)], once=("scipy",)),
    Row("pca-100", "20 principal components by the covariance matrix, dense n × 100",
        named("components.py", "pca-100", ["scikit-learn"]), [Bar(["scikit-learn"], 1.2)]),
    Row("pca-2000", "20 principal components by a randomised method, n/10 × 2,000 points of 30 factors and noise",
        named("components.py", "pca-2000", ["scikit-learn"]), [Bar(["scikit-learn"], 1.5)]),
    segments("kmeans", "k-means, n × 16, 20 segments, 50 rounds from the same centres (faiss: single precision)",
             ["scikit-learn", "sklearnex", "faiss"], 1.7),
    segments("minibatch-kmeans", "k-means in batches, 10n × 16, 20 segments, 3 starts", ["scikit-learn"], 2),
    segments("gaussian-mixture", "Gaussian mixture, n/5 × 16, 8 components of full covariance, 20 rounds from the same start",
             ["scikit-learn"], 3),
    segments("k-prototypes", "k-prototypes of 41,188 bank clients, 10 numbers and 10 texts, 6 segments, the same start",
             ["kmodes"], 50, once=("kmodes",)),
    Row("csv", "CSV, n × 35, to typed columns", named("csv_read.py", "csv", ["polars", "pyarrow", "duckdb", "pandas"]),
        [Bar(["polars", "pyarrow", "duckdb"], 2)]),
    Row("end-to-end", "from a cold process: read mixed CSV, fit logistic, write model, score n rows to CSV",
        {"polars + glum": python("end_to_end_glum.py", "end-to-end", "glum"),
         "pandas + scikit-learn": python("end_to_end_sklearn.py", "end-to-end", "sklearn")},
        [Bar(["polars + glum", "pandas + scikit-learn"], 4, memory=0.5)], whole_process=True),
    Row("batch-score", "score n mixed rows from columns in memory",
        named("score_onnx.py", "batch-score", ["onnxruntime", "onnxruntime coded"]), [Bar(["onnxruntime"], 10)]),
    Row("compare", "two models on n rows and 20 segments, 1,000 bootstrap replications; the peers' time is scaled up from 3",
        {**named("compare.py", "compare", ["scipy"]), "pROC": ["Rscript", str(HERE / "peers" / "compare.R"), "compare"]},
        at_most=5, once=("scipy", "pROC")),
    Row("single-row", "score one row, whole pipeline, from named values",
        named("score_onnx.py", "single-row", ["onnxruntime", "onnxruntime coded"]), at_most=2e-6, unit="µs"),
    Row("prepared-row", "score one row, columns bound once", at_most=300e-9, unit="µs"),
    Row("model-load", "load and verify the model of telco-churn", at_most=2e-3, unit="ms"),
    Row("start", "the tool says its version (clientele --version)", at_most=30e-3, unit="ms", whole_process=True),
]


class Ours:
    """The commands of this project's side. `products` is SwiftPM's folder of release products."""

    def __init__(self, products, data, out):
        self.tool, self.bench = str(products / "clientele"), str(products / "clientele-bench")
        self.data, self.out = data, out
        mixed, telco = out / "mixed.model", out / "telco.model"
        self.models = {"batch-score": mixed, "single-row": mixed, "prepared-row": mixed, "model-load": telco}

    def prepare(self, rows, threads):
        """Commands, not measured, that train the models which `rows` read."""
        telco = HERE.parent / "datasets" / "telco-churn" / "customers.csv"
        tables = {"mixed.model": (self.data / "mixed-train.csv", "churned"), "telco.model": (telco, "churn")}
        needed = {self.models[row.name] for row in rows if row.name in self.models}
        return [self.train(*tables[model.name], model, threads) for model in sorted(needed)]

    def train(self, table, target, model, threads):
        return [self.tool, "train", "--data", str(table), "--target", target, "--id", "customer_id", "--folds", "0",
                "--model", "logistic", "-o", str(model), "--threads", str(threads), "--quiet"]

    def timed(self, row):
        """A process that times itself and prints what the peers print."""
        model = self.models.get(row.name)
        return [self.bench, row.name, *(["--model", str(model)] if model else [])]

    def whole(self, row, threads):
        """Processes that are the measurement, one after the other."""
        if row.name == "start":
            return [[self.tool, "--version"]]
        model = self.out / "end-to-end.model"
        return [self.train(self.data / "mixed-train.csv", "churned", model, threads),
                [self.tool, "score", str(model), "--data", str(self.data / "mixed-score.csv"),
                 "-o", str(self.out / "scores.csv"), "--threads", str(threads), "--quiet"]]
