"""results.md from measurements."""

import datetime
import importlib.metadata
import os
import platform
from pathlib import Path

OURS = "clientele"
PACKAGES = ["scikit-learn", "scikit-learn-intelex", "glum", "statsmodels", "polars", "pyarrow", "duckdb", "pandas",
            "onnxruntime", "skl2onnx", "faiss-cpu", "kmodes", "numpy", "scipy"]
UNITS = {"s": 1, "ms": 1e3, "µs": 1e6}


def machine():
    names = [line.split(":")[1].strip() for line in Path("/proc/cpuinfo").read_text().splitlines()
             if line.startswith("model name")] if Path("/proc/cpuinfo").exists() else [platform.processor()]
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return f"{os.cpu_count()} × {names[0]}, {memory:.0f} GB, {platform.system()} {platform.release()}"


def verdicts(row, results):
    """A line of the summary for every bar of a row: ours, the fastest peer it names, what was reached, the bar."""
    ours = results.get(OURS)
    if ours is None:
        return
    if ours.failure:
        yield "failed", "", "", "", False
        return
    own = number(ours.median, row.unit)
    if row.at_most is not None:
        yield own, "", "", f"at most {number(row.at_most, row.unit)}", ours.median <= row.at_most
    for bar in row.bars:
        peers = {name: results[name] for name in bar.systems if name in results and results[name].seconds}
        if not peers:
            continue
        name, best = min(peers.items(), key=lambda item: item[1].median)
        ratio = best.median / ours.median
        yield own, f"{name} {number(best.median, row.unit)}", f"{ratio:.2f} ×", f"{bar.faster:g} ×", ratio >= bar.faster
        if bar.memory is not None:
            name, best = min(peers.items(), key=lambda item: item[1].memory)
            share = ours.memory / best.memory
            yield (megabytes(ours.memory), f"{name} {megabytes(best.memory)}", f"{share:.2f} of its memory",
                   f"at most {bar.memory:g}", share <= bar.memory)


def megabytes(memory):
    return f"{memory / 1e6:,.0f} MB"


def number(seconds, unit):
    value = float(f"{seconds * UNITS[unit]:.3g}")
    return f"{value:,.0f} {unit}" if value >= 1000 else f"{value:.3g} {unit}"


def cell(row, result, lowest):
    """Median and range, memory, and how far a fit stayed above the lowest deviance."""
    if result.failure:
        return f"failed ({result.failure.replace('|', '/')})", "", "", ""
    spread = f"{number(min(result.seconds), row.unit)} – {number(max(result.seconds), row.unit)}"
    above = f"{max(result.deviance / lowest - 1, 0):.0e}" if result.deviance and lowest else ""
    return f"**{number(result.median, row.unit)}**", spread, megabytes(result.memory), above


def render(results, rows, count, threads, lowest):
    """The document. `results` maps a row's name to {system: Measurements}."""
    lines = [
        "# Benchmark results", "",
        f"{datetime.date.today()}, n = {count:,} rows, {threads} threads. {machine()}.", "",
        f"Python {platform.python_version()}, "
        + ", ".join(f"{name} {importlib.metadata.version(name)}" for name in PACKAGES) + ".", "",
        "Every system ran in fresh processes, alternating with the others in one run. Times are medians after a warm-up; memory is the highest peak of a",
        "process, the data included. *Above lowest*: how far the deviance, or the penalised objective, that a fit reached lies above the lowest possible (of a",
        "logistic fit) or the lowest that a system reached, relative.", "",
        "## Summary", "", "| row | ours | fastest or leanest peer | reached | bar | |", "| --- | --- | --- | --- | --- | --- |",
    ]
    for row in rows:
        for *cells, met in verdicts(row, results[row.name]):
            lines.append(f"| {row.name} | {' | '.join(cells)} | {'met' if met else '**missed**'} |")
    for row in rows:
        if not results[row.name]:
            continue
        lines += ["", f"## {row.name}", "", f"{row.what[0].upper()}{row.what[1:]}.", "",
                  "| system | median | range | memory | above lowest |", "| --- | --- | --- | --- | --- |"]
        for system, result in results[row.name].items():
            lines.append(f"| {system} | {' | '.join(cell(row, result, lowest.get(row.name)))} |")
    return "\n".join(lines) + "\n"
