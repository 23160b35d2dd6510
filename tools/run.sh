#!/bin/sh
# Installs what is missing, builds, and opens the program. Everything behind it goes to the program: tools/run.sh open 1957_perceptron
# Where a window is wanted and there is no display, the pages are drawn to PNG files instead.
set -eu
here="$(pwd)"
root="$(cd "$(dirname "$0")/.." && pwd)"
cd "$root"

tools/setup.sh run
mkdir -p build
cmake --preset release >build/configure.log 2>&1 || { cat build/configure.log >&2; exit 1; }
cmake --build --preset release --target epochs

cd "$here"                                       # files on the command line are named from there
epochs="$root/build/release/epochs"
[ -z "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ] || exec "$epochs" "$@"

lesson=""
case "${1:-}" in
  "") ;;
  open)
    lesson="${2:-}"
    case "$lesson" in
      *.epochs)
        echo "run.sh: there is no display to open $lesson on; set DISPLAY, or draw its lesson with: tools/run.sh tour --lessons LESSON --out DIR" >&2
        exit 1 ;;
      -*) lesson="" ;;
    esac ;;
  *) exec "$epochs" "$@" ;;                      # every other command draws no window
esac

pictures="$root/build/tour"
if [ -n "$lesson" ]; then
  echo "There is no display: drawing every page of $lesson to $pictures/ instead."
  "$epochs" tour --out "$pictures" --lessons "$lesson"
else
  echo "There is no display: drawing every page to $pictures/ instead."
  "$epochs" tour --out "$pictures"
fi
echo "The pictures lie in $pictures; index.json there names them."
