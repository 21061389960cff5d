#!/usr/bin/env bash
# Installs what the build needs and is not there: OpenBLAS (with LAPACK) and zlib. Swift itself must be there.
#
#   scripts/setup.sh           what the build needs
#   scripts/setup.sh browser   Chromium, for the tests that open reports in a browser; they skip without it
set -euo pipefail

if ! command -v swift >/dev/null 2>&1; then
  echo "setup: Swift 6.1 or later is needed and not on the PATH; see https://www.swift.org/install" >&2
  exit 1
fi

case "$(uname -s)" in
  Darwin) exit 0 ;; # Accelerate and zlib come with the system
esac

probe=$(mktemp)
trap 'rm -f "$probe"' EXIT

# Whether a C program with the line $1 compiles and links with the flags behind it. Swift brings clang.
builds() {
  printf '%s\nint main(void) { return 0; }\n' "$1" | "${CC:-clang}" -x c - -o "$probe" "${@:2}" >/dev/null 2>&1
}

is_complete() {
  local blas
  read -r -a blas <<<"$(pkg-config --cflags --libs openblas 2>/dev/null || echo -lopenblas)"
  builds '#include <cblas.h>' "${blas[@]}" && builds '#include <zlib.h>' -lz
}

as_root() { if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi; }

has_browser() {
  local name
  for name in chromium chromium-browser google-chrome google-chrome-stable; do
    if command -v "$name" >/dev/null 2>&1; then return 0; fi
  done
  return 1
}

if [ "${1:-}" = browser ]; then
  if has_browser; then exit 0; fi
  echo "setup: installing Chromium" >&2
  if command -v apt-get >/dev/null 2>&1; then
    as_root apt-get update -qq
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium >/dev/null
  elif command -v dnf >/dev/null 2>&1; then
    as_root dnf install -y -q chromium
  fi
  if has_browser; then exit 0; fi
  echo "setup: install Chromium by your package manager, or set CLIENTELE_CHROMIUM to its path" >&2
  exit 1
fi

if is_complete; then exit 0; fi
echo "setup: installing OpenBLAS and zlib" >&2
if command -v apt-get >/dev/null 2>&1; then
  as_root apt-get update -qq
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
    libopenblas-dev zlib1g-dev >/dev/null
elif command -v dnf >/dev/null 2>&1; then
  as_root dnf install -y -q openblas-devel zlib-devel pkgconf-pkg-config
fi
if ! is_complete; then
  echo "setup: install OpenBLAS and zlib with their headers by your package manager, then run this again" >&2
  exit 1
fi
