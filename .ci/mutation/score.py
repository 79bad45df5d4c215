"""The table of a report of Stryker by folder, then every change that no test noticed."""

import json
import sys
from collections import Counter, defaultdict
from pathlib import PurePath

NOTICED = ("Killed", "Timeout")
UNNOTICED = ("Survived", "NoCoverage", "Pending", "RuntimeError")


def percent(counts):
    noticed = sum(counts[status] for status in NOTICED)
    total = noticed + sum(counts[status] for status in UNNOTICED)
    return f"{100 * noticed / total:.1f} %" if total else "none"


def row(name, counts):
    columns = NOTICED + UNNOTICED + ("CompileError", "Ignored")
    return f"| {name} | " + " | ".join(str(counts[status]) for status in columns) + f" | {percent(counts)} |"


folders, unnoticed = defaultdict(Counter), []
for path, file in json.load(open(sys.argv[1], encoding="utf-8"))["files"].items():
    lines = file["source"].splitlines()
    for mutant in file["mutants"]:
        folders[PurePath(path).parent.name][mutant["status"]] += 1
        if mutant["status"] in UNNOTICED:
            line = mutant["location"]["start"]["line"]
            change = " ".join(mutant["replacement"].split())
            unnoticed.append((path, line, f"{mutant['status']}: {lines[line - 1].strip()}\n    -> {change}"))

print("| folder | killed | timeout | survived | no coverage | not run | crashed | does not compile | left out | score |")
print("| --- " + "| ---: " * 9 + "|")
for folder in sorted(folders):
    print(row(folder, folders[folder]))
print(row("all", sum(folders.values(), Counter())))
for path, line, change in sorted(unnoticed):
    print(f"\n{path}({line}) {change}")
