#!/bin/sh
# Fuzzes the readers of files for as long as you like.
#   tools/fuzz.sh [SECONDS [TARGET…]]      default: 600 seconds each for checkpoint points idx real_digits lesson_text saved tiny_world
# With libFuzzer where clang++ is installed, else with the driver in tests/fuzz. A finding is an input in build/fuzz and exit status 1.
set -eu
cd "$(dirname "$0")/.."
seconds=${1:-600}
[ $# -gt 0 ] && shift
[ $# -gt 0 ] || set -- checkpoint points idx real_digits lesson_text saved tiny_world
case $seconds in *[!0-9]*) echo "fuzz.sh: $seconds is no number of seconds" >&2; exit 2 ;; esac
compiler=${CXX:-$(command -v clang++ || command -v g++)}
cmake -S . -B build/fuzz -G Ninja -DCMAKE_CXX_COMPILER="$compiler" -DCMAKE_BUILD_TYPE=Release > /dev/null
for target in "$@"; do
  cmake --build build/fuzz --target "fuzz_$target" > build/fuzz/build.log || { tail -20 build/fuzz/build.log >&2; exit 1; }
  cd build/fuzz
  if ./fuzz_"$target" -help=1 2>&1 | grep -q max_total_time; then
    mkdir -p "corpus_$target"
    ./fuzz_"$target" -max_total_time="$seconds" -max_len=16384 -print_final_stats=1 -print_funcs=0 -verbosity=0 "corpus_$target"
  else
    ./fuzz_"$target" --seconds "$seconds"
  fi
  cd ../..
done
