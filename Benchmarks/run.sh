#!/usr/bin/env bash
# Builds both sides and runs the benchmarks; options are run.py's. PYTHON names the interpreter (Python 3.11 or later).
set -euo pipefail
cd "$(dirname "$0")/.."
venv=Benchmarks/.venv

for product in clientele clientele-bench; do swift build -c release --product "$product"; done
if ! cmp -s Benchmarks/requirements.txt "$venv/installed.txt"; then
  "${PYTHON:-python3}" -m venv --clear "$venv"
  "$venv/bin/pip" install --quiet -r Benchmarks/requirements.txt
  cp Benchmarks/requirements.txt "$venv/installed.txt"
fi
"$venv/bin/python" Benchmarks/run.py "$@"
