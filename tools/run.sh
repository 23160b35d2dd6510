#!/bin/sh
# Installs what is missing, builds, and opens the program. Everything behind it goes to the program: tools/run.sh open 1957_perceptron
# Without a display every page is drawn to PNG files instead.
set -eu
cd "$(dirname "$0")/.."

tools/setup.sh run
mkdir -p build
cmake --preset release >build/configure.log 2>&1 || { cat build/configure.log >&2; exit 1; }
cmake --build --preset release --target epochs

if [ $# -eq 0 ] && [ -z "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
  pictures="build/tour"
  echo "There is no display: drawing every page to $pictures/ instead."
  build/release/epochs tour --out "$pictures"
  echo "The pictures lie in $(pwd)/$pictures; index.json there names them."
  exit 0
fi
exec build/release/epochs "$@"
