#!/usr/bin/env bash
# Builds the documentation of ClienteleScoring, and of the tables that it exports, as web pages in .build/docs.
set -euo pipefail
cd "$(dirname "$0")/.."

tools=$(dirname "$(readlink -f "$(command -v swift)")")
tool() { # of the toolchain, or of Xcode
  if [ -x "$tools/$1" ]; then echo "$tools/$1"; else xcrun --find "$1"; fi
}

swift build -c release --target ClienteleScoring
modules=$(swift build -c release --show-bin-path)/Modules
triple=$("$tools/swiftc" -print-target-info | sed -n 's/^ *"triple": "\(.*\)",$/\1/p' | head -n 1)
maps=()
while read -r map; do maps+=(-Xcc "-fmodule-map-file=$map"); done \
  < <(find .build/checkouts/swift-crypto/Sources .build/checkouts/swift-asn1/Sources -name module.modulemap 2>/dev/null)

out=.build/docs
rm -rf "$out" && mkdir -p "$out/symbols"
for module in Tables ClienteleScoring; do
  "$(tool swift-symbolgraph-extract)" -module-name "$module" -target "$triple" -I "$modules" ${maps[@]+"${maps[@]}"} \
    -minimum-access-level public -skip-inherited-docs -output-dir "$out/symbols"
done
"$(tool docc)" convert $(find Sources/ClienteleScoring -name '*.docc' -type d) \
  --fallback-display-name ClienteleScoring --fallback-bundle-identifier clientele.scoring \
  --additional-symbol-graph-dir "$out/symbols" --output-path "$out/ClienteleScoring.doccarchive"
echo "Wrote $out/ClienteleScoring.doccarchive. To read it: python3 -m http.server --directory $out/ClienteleScoring.doccarchive"
echo "and open http://localhost:8000/documentation/clientelescoring"
