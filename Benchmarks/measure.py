"""Runs commands in fresh processes: wall time, peak memory, and what they say of themselves."""

import json
import os
import subprocess
import tempfile
import time
from dataclasses import dataclass, field

# Every system chooses its own kernels, as on a machine where nobody tuned anything.
FORGOTTEN = ("OPENBLAS_CORETYPE", "OPENBLAS_L2_SIZE")
THREAD_LIMITS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "NUMEXPR_NUM_THREADS",
                 "POLARS_MAX_THREADS", "RAYON_NUM_THREADS", "ARROW_NUM_THREADS")


@dataclass
class Measurements:
    """All that is known of one system on one row."""

    seconds: list[float] = field(default_factory=list)
    memory: int = 0  # bytes, the highest peak of its processes (Linux counts this runner's own 20 MB at the fork)
    deviance: float | None = None
    failure: str | None = None

    @property
    def median(self):
        ordered = sorted(self.seconds)
        middle = len(ordered) // 2
        return ordered[middle] if len(ordered) % 2 else (ordered[middle - 1] + ordered[middle]) / 2


def environment(threads):
    kept = {name: value for name, value in os.environ.items() if name not in FORGOTTEN}
    return kept | {name: str(threads) for name in THREAD_LIMITS}


def run(command, threads):
    """(wall seconds, peak bytes, standard output) of one process. Raises RuntimeError when it fails."""
    with tempfile.TemporaryFile() as output, tempfile.TemporaryFile() as errors:
        start = time.perf_counter()
        process = subprocess.Popen(command, stdout=output, stderr=errors, env=environment(threads))
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        output.seek(0)
        errors.seek(0)
        if process.returncode:
            lines = errors.read().decode(errors="replace").strip().splitlines()
            raise RuntimeError(f"exit {process.returncode}: {lines[-1] if lines else 'no message'}")
        # macOS counts bytes, Linux kilobytes.
        scale = 1 if os.uname().sysname == "Darwin" else 1024
        return seconds, usage.ru_maxrss * scale, output.read().decode()


def measure(commands, whole_process, threads, into):
    """Adds one round to `into`: commands one after the other, or one command that prints its own seconds."""
    if into.failure:
        return
    try:
        total = 0.0
        for command in commands:
            seconds, memory, text = run(command, threads)
            total += seconds
            into.memory = max(into.memory, memory)
        if whole_process:
            into.seconds.append(total)
        else:
            for line in filter(None, text.splitlines()):
                said = json.loads(line)
                into.seconds += said["seconds"]
                into.deviance = said.get("deviance", into.deviance)
    except (RuntimeError, FileNotFoundError) as error:
        into.failure = str(error)
