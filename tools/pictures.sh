#!/bin/sh
# Makes the README's pictures with the program itself; no display needed.
#   tools/pictures.sh [PROGRAM]      default: build/release/epochs
set -eu
cd "$(dirname "$0")/.."
program="${1:-build/release/epochs}"
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
"$program" tour --out "$out" --lessons hall,1957_perceptron,1986_backprop --lang en,zh --theme dark,light >/dev/null
mkdir -p assets/pictures
cp "$out"/hall/hall.en.dark.png assets/pictures/hall.png
cp "$out"/1957_perceptron/mistake.en.dark.png assets/pictures/perceptron.png
cp "$out"/1986_backprop/spiral.zh.light.png assets/pictures/backprop.png
