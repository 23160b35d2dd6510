#!/bin/sh
# Draws the reference pictures of the gallery anew. Look at every one that changed before committing it.
set -eu
cd "$(dirname "$0")/.."
preset=${1:-dev}
cmake --build --preset "$preset" --target viz_picture_tests app_gallery_tests
EPOCHS_UPDATE_PICTURES=1 "build/$preset/viz_picture_tests"
EPOCHS_UPDATE_PICTURES=1 "build/$preset/app_gallery_tests"
git status --short tests/viz/pictures tests/app/pictures
