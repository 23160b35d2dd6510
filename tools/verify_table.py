#!/usr/bin/env python3
"""Writes the table of measured claims into README.md, between its two markers.
usage: tools/verify_table.py RESULTS.jsonl      made by: epochs verify --seeds 1-5 --results RESULTS.jsonl"""
import json
import pathlib
import sys

BEGIN, END = "<!-- verify:begin (written by tools/verify_table.py) -->", "<!-- verify:end -->"


def number(value):
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e7:
        return f"{value:,.0f}"
    return f"{value:.3g}" if isinstance(value, float) else str(value)


def table(lines):
    claims, builds = {}, set()
    for line in lines:
        claims.setdefault(line["claim"], {})[line["seed"]] = line
        builds.add(line["build"])
    rows = ["| claim | must show | measured (seed 1 … 5) | holds | seconds |", "|---|---|---|---|---|"]
    for claim, seeds in claims.items():
        runs = [seeds[seed] for seed in sorted(seeds)]
        names = list(runs[0]["measured"])
        measured = "; ".join(f"{name} " + ", ".join(number(run["measured"][name]) for run in runs) for name in names)
        holds = sum(run["status"] == "holds" for run in runs)
        seconds = max(run["seconds"] for run in runs)
        rows.append(f"| `{claim}` | {runs[0]['threshold']} | {measured} | {holds} of {len(runs)} | {seconds:.1f} |")
    return rows + ["", "Build: " + ", ".join(f"`{build}`" for build in sorted(builds)) + "."]


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    lines = [json.loads(line) for line in open(sys.argv[1], encoding="utf-8") if line.strip()]
    readme = pathlib.Path(__file__).resolve().parent.parent / "README.md"
    text = readme.read_text(encoding="utf-8")
    head, rest = text.split(BEGIN)
    tail = rest.split(END)[1]
    readme.write_text(head + BEGIN + "\n" + "\n".join(table(lines)) + "\n" + END + tail, encoding="utf-8")


if __name__ == "__main__":
    main()
