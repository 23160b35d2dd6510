#!/usr/bin/env python3
"""Lists the characters that fonts must have: OUT/all.txt (what a learner may type: GB2312, and everything
used), OUT/used.txt (whatever stands in src/ and lessons/), OUT/titles.txt (headings, drawn large).
Files are rewritten only when they change, so that fonts are not cut again for nothing."""
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
TEXTS = {".cpp", ".hpp", ".md", ".json", ".glsl", ".txt"}
LATIN = "".join(map(chr, [*range(0x20, 0x7F), *range(0xA0, 0x180), *range(0x391, 0x3AA), *range(0x3B1, 0x3CA)])) + (
    "ŵŷ–—―‘’‚“”„†‡•…‰′″‹›⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻ⁿ₀₁₂₃₄₅₆₇₈₉€ℓ™←↑→↓↔⇒⇐∂∆∇∈∏∑−∗√∞∫≈≠≡≤≥⊙⋅⌘⏎■□▲△▶▷▼▽◀◁◆◇○●✓✕✗")
CJK_MARKS = "　、。《》「」『』【】〈〉（），．：；？！～％＋－＝＜＞／｜［］｛｝"


def is_cjk(c):
    return 0x2E80 <= ord(c) <= 0x9FFF or 0xF900 <= ord(c) <= 0xFAFF or 0xFF00 <= ord(c) <= 0xFFEF


def gb2312():
    codes = [bytes([a, b]) for a in range(0xB0, 0xF8) for b in range(0xA1, 0xFF)]
    return "".join(c.decode("gb2312", "ignore") for c in codes)


def write(path, characters):
    text = "".join(sorted({c for c in characters if ord(c) >= 0x20 and ord(c) < 0x10000 and not 0xD800 <= ord(c) < 0xE000}))
    if not path.exists() or path.read_text(encoding="utf-8") != text:
        path.write_text(text, encoding="utf-8")


def main():
    out = pathlib.Path(sys.argv[1])
    out.mkdir(parents=True, exist_ok=True)
    used, titles = "", ""
    for folder in ("src", "lessons", "assets"):
        for path in sorted((ROOT / folder).rglob("*")):
            if path.suffix not in TEXTS or not path.is_file():
                continue
            text = path.read_text(encoding="utf-8", errors="ignore")
            used += text
            if path.suffix == ".md":
                titles += "".join(line for line in text.splitlines() if line.startswith(("#", ":::lead", "lead:")))
            elif folder == "lessons":
                titles += "".join(re.findall(r'"([^"\n]{1,60})"', text)) if path.name == "catalog.cpp" else ""
    used += LATIN + CJK_MARKS
    write(out / "used.txt", used)
    write(out / "titles.txt", [c for c in titles + CJK_MARKS if is_cjk(c)])
    write(out / "all.txt", used + gb2312())


if __name__ == "__main__":
    main()
