#!/bin/sh
# Installs what is missing, builds with ASan, UBSan and -Werror, and runs every test without a display.
#   --quick    the unit tests only: no lessons, no window, no monkey
set -eu
cd "$(dirname "$0")/.."

quick=""
for argument in "$@"; do
  case "$argument" in
    --quick) quick=yes ;;
    *) echo "test.sh: unknown option $argument (there is only --quick)" >&2; exit 2 ;;
  esac
done

tools/setup.sh test
cmake --preset ci
cmake --build --preset ci

# Graphics drivers come and go while tests run; the leak checker's record of their thread-local storage then misleads it into a crash.
export ASAN_OPTIONS="${ASAN_OPTIONS:-detect_stack_use_after_return=0:intercept_tls_get_addr=0}"
export UBSAN_OPTIONS="${UBSAN_OPTIONS:-print_stacktrace=1}"
export LSAN_OPTIONS="${LSAN_OPTIONS:-suppressions=$(pwd)/tests/support/leaks.txt:print_suppressions=0}"

# A few tests measure time ("nobody waits"); on a shared machine a failure is tried once more before it counts.
set -- --preset ci --parallel "$(nproc)" --no-tests=error --repeat until-pass:2
[ -n "$quick" ] && set -- "$@" --label-exclude "lessons|window|monkey|slow"

mkdir -p build/ci
status=0
ctest "$@" --output-junit "$(pwd)/build/ci/tests.xml" || status=$?

# ctest's count once more, in words a script can look for.
python3 - build/ci/tests.xml <<'PY'
import sys, xml.etree.ElementTree as tree
suite = tree.parse(sys.argv[1]).getroot()
count = {name: int(suite.get(name, 0)) for name in ("tests", "failures", "skipped", "disabled")}
failed = count["failures"]
skipped = count["skipped"] + count["disabled"]
print(f"{count['tests'] - failed - skipped} passed, {failed} failed" + (f", {skipped} skipped" if skipped else ""))
PY
exit $status
