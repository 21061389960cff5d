#!/usr/bin/env bash
# Builds the documentation of ClienteleScoring, and of the tables that it exports, as static web pages in .build/docs.
set -euo pipefail
cd "$(dirname "$0")/.."

docc=$(command -v docc || xcrun --find docc 2>/dev/null || echo "$(dirname "$(readlink -f "$(command -v swift)")")/docc")
if [ ! -x "$docc" ]; then
  echo "docs: there is no docc in this Swift toolchain" >&2
  exit 1
fi

# A build of its own: the symbol graphs are written when modules are compiled, and only then.
graphs=.build/docs-build/symbol-graphs
rm -rf .build/docs "$graphs" && mkdir -p "$graphs/all" "$graphs/exported"
swift build --scratch-path .build/docs-build --target ClienteleScoring \
  -Xswiftc -emit-symbol-graph -Xswiftc -emit-symbol-graph-dir -Xswiftc "$PWD/$graphs/all" \
  -Xswiftc -symbol-graph-minimum-access-level -Xswiftc public
