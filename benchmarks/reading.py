#!/usr/bin/python3
"""How fast a CSV file becomes a table, beside pandas' reader in C, both in turn.

    python3 benchmarks/reading.py [--rounds 7]

Needs the .NET SDK and python3-pandas. Writes two files of random numbers into a temporary folder, 200,000 rows × 51 columns and 20 × 100,000, and reads each
so many times after a first one, which counts apart: it compiles. Prints the table of benchmarks/README.md.
"""
import argparse
import gc
import pathlib
import statistics
import subprocess
import sys
import tempfile
import time

import numpy
import pandas

ROOT = pathlib.Path(__file__).resolve().parent.parent
SIZES = [(200_000, 51), (20, 100_000)]


def write(path, rows, columns):
    numbers = numpy.random.default_rng(1).standard_normal((rows, columns))
    with open(path, "w", encoding="ascii") as file:
        file.write(",".join(f"c{i}" for i in range(columns)) + "\n")
        for row in numbers:
            file.write(",".join(f"{number:.7g}" for number in row) + "\n")


def seconds(action):
    start = time.perf_counter()
    action()
    return time.perf_counter() - start


def ours(process):
    process.stdin.write("\n")
    process.stdin.flush()
    figures = {}
    while (line := process.stdout.readline().split())[0] != "end":
        figures[line[0]] = float(line[1])
    return figures


def measure(path, rounds):
    """[(pandas, table, dataset)] of the first reading and of the others, and the memory that ours took for the first table."""
    dll = ROOT / "benchmarks" / "DeepLearning.Benchmarks" / "bin" / "Release" / "net10.0" / "DeepLearning.Benchmarks.dll"
    times, memory = [], None
    with subprocess.Popen(["dotnet", dll, "read", path], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        for _ in range(rounds + 1):
            peer = seconds(lambda: pandas.read_csv(path))
            gc.collect()
            figures = ours(process)
            times.append((peer, figures["table"], figures["dataset"]))
            memory = memory or figures["memory"]
        process.stdin.close()
    return times, memory


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--rounds", type=int, default=7)
    rounds = arguments.parse_args().rounds
    subprocess.run(["dotnet", "build", "-c", "Release", ROOT / "benchmarks" / "DeepLearning.Benchmarks", "-v", "quiet", "-nologo"], check=True, stdout=sys.stderr)
    print(f"pandas {pandas.__version__}; pandas' time over ours, median (range) of {rounds} rounds\n")
    print("| rows × columns | file | table | dataset | the first table | its memory, the runtime's included, ÷ that of the numbers |\n|---|---|---|---|---|---|")
    for rows, columns in SIZES:
        with tempfile.TemporaryDirectory() as folder:
            path = pathlib.Path(folder) / "numbers.csv"
            write(path, rows, columns)
            times, memory = measure(path, rounds)
            cells = [f"{rows:,} × {columns:,}", f"{path.stat().st_size / 1e6:.0f} MB"]
            for ours_at in (1, 2):
                ratios = [round_[0] / round_[ours_at] for round_ in times[1:]]
                cells.append(f"{statistics.median(ratios):.2f} ({min(ratios):.2f} to {max(ratios):.2f})")
            cells += [f"{times[1][0] / times[0][1]:.2f}", f"{memory / (8 * rows * columns):.1f}"]
            print("| " + " | ".join(cells) + " |", flush=True)


if __name__ == "__main__":
    main()
