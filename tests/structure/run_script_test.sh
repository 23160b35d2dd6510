#!/bin/sh
# tools/run.sh with a build that takes no time and a program that says what it was asked: what becomes of it without a display.
set -eu
source="$1"
place="$(mktemp -d)"
trap 'rm -rf "$place"' EXIT
mkdir -p "$place/tools" "$place/bin" "$place/build/release"
cp "$source/tools/run.sh" "$place/tools/run.sh"
printf '#!/bin/sh\n' >"$place/tools/setup.sh"
printf '#!/bin/sh\n' >"$place/bin/cmake"
printf '#!/bin/sh\necho "asked: $*"\n' >"$place/build/release/epochs"
chmod +x "$place/tools/run.sh" "$place/tools/setup.sh" "$place/bin/cmake" "$place/build/release/epochs"
unset DISPLAY WAYLAND_DISPLAY || true
PATH="$place/bin:$PATH"

expect() {
  wanted="$1"; shift
  said="$("$place/tools/run.sh" "$@" 2>&1)" || true
  case "$said" in
    *"$wanted"*) ;;
    *) echo "run.sh $*: wanted \"$wanted\", got: $said" >&2; exit 1 ;;
  esac
}

expect "asked: tour --out $place/build/tour"
expect "asked: tour --out $place/build/tour" open
expect "asked: tour --out $place/build/tour --lessons 1957_perceptron" open 1957_perceptron --step line
expect "there is no display to open mine.epochs" open mine.epochs
expect "asked: list --json" list --json
if "$place/tools/run.sh" open mine.epochs >/dev/null 2>&1; then echo "run.sh open FILE must fail without a display" >&2; exit 1; fi
DISPLAY=:77
export DISPLAY
expect "asked: open mine.epochs" open mine.epochs
