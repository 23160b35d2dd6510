#!/bin/sh
# Installs what is missing (Debian 12 and later, Ubuntu 24.04 and later), by package name; asks for root only then.
#   tools/setup.sh run     what building and running needs
#   tools/setup.sh test    that and what the tests need
set -eu

build="cmake ninja-build g++ pkgconf libimgui-dev libstb-dev libfreetype-dev libglfw3-dev libgl-dev libegl-dev libeigen3-dev
       libmd4c-dev nlohmann-json3-dev libcli11-dev fonttools fonts-inter fonts-jetbrains-mono fonts-katex fonts-wqy-microhei
       libegl1 libgl1-mesa-dri"
test="libgtest-dev libgmock-dev xvfb xdotool xclip x11-utils python3"
optional="libdnnl-dev libbenchmark-dev ccache"   # faster products, timings of ops, faster second builds

case "${1:-run}" in
  run) wanted="$build" ;;
  test) wanted="$build $test" ;;
  *) echo "setup.sh: say \"run\" or \"test\", not \"$1\"" >&2; exit 2 ;;
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
