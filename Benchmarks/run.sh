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
# French motor insurance comes with the sources of glum.
if ! [ -s Benchmarks/data/insurance.parquet ]; then
  mkdir -p Benchmarks/data
  "$venv/bin/pip" download --quiet --no-deps --no-binary glum --dest Benchmarks/data "$(grep '^glum==' Benchmarks/requirements.txt)"
  tar -xzf Benchmarks/data/glum-*.tar.gz -C Benchmarks/data --strip-components=2 --wildcards '*/data/insurance.parquet'
fi
"$venv/bin/python" Benchmarks/run.py "$@"
