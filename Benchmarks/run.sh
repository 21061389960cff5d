#!/usr/bin/env bash
# Builds both sides and runs the benchmarks; options are run.py's. PYTHON names the interpreter (Python 3.11 or later).
set -euo pipefail
cd "$(dirname "$0")/.."
venv=Benchmarks/.venv

for product in clientele clientele-bench; do swift build -c release --product "$product"; done
# An environment, made anew when what it should hold has changed.
prepare() {
  if cmp -s "$2" "$1/installed.txt"; then return; fi
  "${PYTHON:-python3}" -m venv --clear "$1"
  "$1/bin/pip" install --quiet -r "$2"
  cp "$2" "$1/installed.txt"
}
prepare "$venv" Benchmarks/requirements.txt
prepare Benchmarks/.venv-adelie Benchmarks/requirements-adelie.txt
"$venv/bin/python" Benchmarks/run.py "$@"
