"""Measures this project beside its peers and writes results.md. README.md says how to read it.

python run.py [--rows logistic-30,csv] [--count 1000000] [--rounds 3] [--repeat 3] [--threads 2] [--peers-only]
"""

import argparse
import json
import shutil
import subprocess
from pathlib import Path

import report
from measure import Measurements, measure, run
from rows import HERE, PYTHON, ROWS, Ours


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rows", help="names, separated by commas; default: all")
    parser.add_argument("--count", type=int, default=1_000_000, help="rows of every table")
    parser.add_argument("--rounds", type=int, default=3, help="processes a system")
    parser.add_argument("--repeat", type=int, default=3, help="timings a process")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--products", type=Path, default=HERE.parent / ".build" / "release")
    parser.add_argument("--peers-only", action="store_true")
    parser.add_argument("--output", type=Path, default=HERE / "results.md")
    return parser.parse_args()


def commands(row, system, ours, folder, given):
    """One measurement of a system."""
    repeat = 1 if system in row.once else given.repeat
    # One row is the work of one thread; a process that has others pays for the locks of its memory allocator.
    threads = 1 if row.unit == "µs" else given.threads
    common = ["--data", str(folder), "--threads", str(threads), "--repeat", str(repeat)]
    if system == report.OURS:
        return ours.whole(row, given.threads) if row.whole_process else [ours.timed(row) + common]
    out = ["--out", str(folder / "out" / "peers")] if row.whole_process else []
    return [row.peers[system] + common + out]


def measure_row(row, ours, folder, given):
    """{system: Measurements}: in every round each system has one process, ours first."""
    systems = [] if given.peers_only else [report.OURS]
    systems += [system for system in row.peers if system != "R lm" or shutil.which("Rscript")]
    results = {system: Measurements() for system in systems}
    for turn in range(given.rounds):
        for system, into in results.items():
            if turn and system in row.once:
                continue
            measure(commands(row, system, ours, folder, given), row.whole_process, given.threads, into)
            print(f"{row.name:14} {system:30} {into.failure or report.number(into.median, row.unit)}", flush=True)
    return results


def main():
    given = arguments()
    folder = HERE / "data" / str(given.count)
    subprocess.run([PYTHON, str(HERE / "data.py"), str(folder), str(given.count)], check=True)
    subprocess.run([PYTHON, str(HERE / "segments.py"), str(folder), str(given.count)], check=True)
    if not (folder / "claims.csv").exists():
        subprocess.run([PYTHON, str(HERE / "insurance.py"), str(HERE / "data" / "insurance.parquet"), str(folder)], check=True)
    out = folder / "out"
    out.mkdir(exist_ok=True)
    chosen = [row for row in ROWS if given.rows is None or row.name in given.rows.split(",")]
    ours = Ours(given.products, folder, out)
    if not given.peers_only:
        for command in ours.prepare(chosen, given.threads):
            run(command, given.threads)
    for table in folder.glob("mixed-*.csv"):
        table.read_bytes()  # into the page cache, for all alike
    results = {row.name: measure_row(row, ours, folder, given) for row in chosen}
    lowest = json.loads((folder / "dense.json").read_text())["lowest_deviance"]
    lowest = {f"logistic-{columns}": value for columns, value in lowest.items()}
    for name, systems in results.items():
        reached = [found.deviance for found in systems.values() if found.deviance]
        if name not in lowest and reached:
            lowest[name] = min(reached)
    given.output.write_text(report.render(results, chosen, given.count, given.threads, lowest))
    print(f"wrote {given.output}")


if __name__ == "__main__":
    main()
