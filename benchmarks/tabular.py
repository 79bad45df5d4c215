#!/usr/bin/python3
"""How good models of tables are beside gradient boosting, forests and networks of other libraries, on the same splits of real tables.

    python3 benchmarks/tabular.py --arena FOLDER [--seeds 1,2] [--sets a,b] [--json FILE]

FOLDER holds arena.py, which splits the tables, runs a program on each and scores its answers, and data/references.tsv, the figures of scikit-learn
and XGBoost with their defaults. Needs the .NET SDK, python3-sklearn and python3-pandas. Runs this library, its fast way, and ML.NET's FastTree and
LightGbm with their defaults; prints the table of the README and one by set. With --json it goes on after an interruption; the figures in it are those of
the library as it was then: remove the file when it has changed. A program that fails on a set is named, tried again the next time, and the exit code is 1.
"""
import argparse
import csv
import json
import math
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
BASE = "hgb"
NAMES = {"library": "this library", "fast": "this library, fast", "fasttree": "ML.NET FastTree", "lightgbm": "ML.NET LightGbm", "hgb": "HistGradientBoosting",
         "xgboost": "XGBoost", "forest": "random forest", "mlp": "scikit-learn's MLP", "linear": "linear"}
CELLS = "{train} {test} {target} {kind} {out}"


def build(project):
    subprocess.run(["dotnet", "build", "-c", "Release", ROOT / "benchmarks" / project, "-v", "quiet", "-nologo"], check=True, stdout=sys.stderr)
    return ROOT / "benchmarks" / project / "bin" / "Release" / "net10.0" / f"{project}.dll"


def programs():
    own, peers = build("DeepLearning.Benchmarks"), build("TabularPeers")
    return {"library": f"dotnet {own} tabular {CELLS}", "fast": f"dotnet {own} tabular {CELLS} fast",
            "fasttree": f"dotnet {peers} fasttree {CELLS}", "lightgbm": f"dotnet {peers} lightgbm {CELLS}"}


def run(arena, program, name, seed):
    """The measures of a program on a set."""
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "figures.json")
        subprocess.run(["/usr/bin/python3", arena / "arena.py", "run", program, "--sets", name, "--seeds", str(seed), "--json", path],
                       stdout=subprocess.DEVNULL, check=False)
        if not os.path.exists(path):
            return None
        with open(path, encoding="utf-8") as file:
            figures = json.load(file)
        return figures["runs"][0] if figures["runs"] else None


def references(arena, sets, seeds):
    """The measures of the references: {name: {(set, seed): {measure: value}}}."""
    figures = {}
    with open(arena / "data" / "references.tsv", encoding="utf-8") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            name, seed = row["set"], int(row["seed"])
            if name in sets and seed in seeds:
                figures.setdefault(row["reference"], {})[(name, seed)] = {
                    key: float(value) for key, value in row.items() if key not in ("set", "seed", "reference") and value not in ("", "nan")}
    return figures


def mean(figures, name, seeds, measure):
    values = [figures[(name, seed)].get(measure) for seed in seeds if (name, seed) in figures]
    return statistics.mean(values) if values and all(value is not None for value in values) else None


def ratio(figures, base, name, seeds, measure):
    mine, other = mean(figures, name, seeds, measure), mean(base, name, seeds, measure)
    return None if mine is None or other is None else max(mine, 1e-6) / max(other, 1e-6)


def geometric(ratios):
    known = [value for value in ratios if value is not None]
    return f"{math.exp(statistics.mean(map(math.log, known))):.3f}" if known else "—"


def table(all_figures, sets, seeds):
    print("| | log-loss | wrong answers | RMSE | calibration error | processor seconds |\n|---|---|---|---|---|---|")
    base = all_figures[BASE]
    for key, label in NAMES.items():
        figures = all_figures.get(key)
        if figures:
            errors = [geometric([ratio(figures, base, name, seeds, measure) for name in sets]) for measure in ("logloss", "wrong", "rmse")]
            calibration = [mean(figures, name, seeds, "ece") for name in sets]
            known = [value for value in calibration if value is not None]
            seconds = [mean(figures, name, seeds, "cpu") for name in sets]
            print(f"| {label} | {' | '.join(errors)} | {statistics.mean(known):.3f} | {sum(value or 0 for value in seconds):.0f} |"
                  if known else f"| {label} | {' | '.join(errors)} | — | {sum(value or 0 for value in seconds):.0f} |")


def by_set(all_figures, sets, seeds):
    keys = [key for key in NAMES if key in all_figures and key != BASE]
    print(f"\n| log-loss or RMSE over {NAMES[BASE]}'s | {' | '.join(NAMES[key] for key in keys)} |\n|---|{'---|' * len(keys)}")
    for name in sets:
        cells = []
        for key in keys:
            one = ratio(all_figures[key], all_figures[BASE], name, seeds, "logloss") or ratio(all_figures[key], all_figures[BASE], name, seeds, "rmse")
            cells.append("—" if one is None else f"{one:.3f}")
        print(f"| {name} | {' | '.join(cells)} |")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--arena", required=True, type=pathlib.Path)
    parser.add_argument("--seeds", default="1,2")
    parser.add_argument("--sets", default="")
    parser.add_argument("--json", type=pathlib.Path)
    options = parser.parse_args()
    if not (options.arena / "arena.py").exists():
        print(f"There is no arena.py in {options.arena}.", file=sys.stderr)
        sys.exit(2)
    seeds = [int(seed) for seed in options.seeds.split(",")]
    with open(options.arena / "data" / "sets.tsv", encoding="utf-8") as file:
        sets = [row["name"] for row in csv.DictReader(file, delimiter="\t")]
    sets = [name for name in sets if not options.sets or name in options.sets.split(",")]
    kept = json.loads(options.json.read_text()) if options.json and options.json.exists() else {}
    for key, program in programs().items():
        for name in sets:
            for seed in seeds:
                place = f"{key} {name} {seed}"
                if kept.get(place) is None:
                    print(f"{place} …", file=sys.stderr)
                    kept[place] = run(options.arena, program, name, seed)
                    if options.json:
                        options.json.write_text(json.dumps(kept))
    figures = references(options.arena, sets, seeds)
    for place, measures in kept.items():
        key, name, seed = place.split()
        if measures and name in sets and int(seed) in seeds:
            figures.setdefault(key, {})[(name, int(seed))] = {k: v for k, v in measures.items() if isinstance(v, (int, float))}
    table(figures, sets, seeds)
    by_set(figures, sets, seeds)
    failed = [place for place, measures in kept.items() if measures is None]
    if failed:
        print(f"\nFailed, and without a part in the means: {', '.join(failed)}.", file=sys.stderr)
        sys.exit(1)


if __name__ == "__main__":
    main()
