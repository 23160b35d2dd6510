#!/bin/sh
# Golden values of the engine, from PyTorch (Debian: python3-torch).
#   tools/golden.sh           writes tests/golden/engine.json
#   tools/golden.sh --check   makes them anew and compares: 1e-7 of each tensor's largest magnitude
set -eu
cd "$(dirname "$0")/.."
python=${PYTHON:-/usr/bin/python3}
file=tests/golden/engine.json
if ! "$python" -c 'import torch' 2>/dev/null; then
  echo "golden.sh: $python has no PyTorch; install it (Debian: apt install python3-torch) or name another with PYTHON=." >&2
  exit 2
fi
fresh=$(mktemp)
trap 'rm -f "$fresh"' EXIT
"$python" tools/golden.py > "$fresh"
case ${1:-} in
  --check)
    "$python" - "$fresh" "$file" <<'PYTHON'
import json, sys

fresh, kept = (json.load(open(name)) for name in sys.argv[1:3])
def tensors(model):
    yield "forward", model["forward"]
    yield "losses", model["losses"]
    for i, gradient in enumerate(model["gradients"]):
        yield f"gradient {i}", gradient
wrong = [] if fresh.keys() == kept.keys() else ["the models differ"]
for name in fresh.keys() & kept.keys():
    ours, theirs = list(tensors(fresh[name])), list(tensors(kept[name]))
    if len(ours) != len(theirs):
        wrong.append(f"{name}: {len(ours)} tensors made, {len(theirs)} kept")
    for (what, a), (_, b) in zip(ours, theirs):
        size = max(map(abs, b), default=0)
        if len(a) != len(b) or not all(abs(x - y) <= 1e-7 * size + 1e-12 for x, y in zip(a, b)):   # "not all": no comparison with NaN holds
            wrong.append(f"{name}: {what}")
print("\n".join(wrong) or f"golden.sh: {len(kept)} models agree")
sys.exit(bool(wrong))
PYTHON
    ;;
  "") mkdir -p tests/golden && cp "$fresh" "$file" && echo "wrote $file" ;;
  *) echo "golden.sh: no option but --check" >&2; exit 2 ;;
esac
