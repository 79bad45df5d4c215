#!/usr/bin/env python3
"""How long a program takes from its start to its first prediction and to its first trained epoch, by how it is published.

    python3 benchmarks/startup.py [rounds]

Needs the .NET SDK only. Publishes benchmarks/Startup in every way, then starts each again and again, all in turn, and stops the
time from before the start of the process until its line arrives. Prints a table of medians and of their ratios to the first row: of the time,
and of the processor time, which other programs on the machine disturb less.
"""
import os
import pathlib
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
PROJECT = ROOT / "benchmarks" / "Startup"
GOALS = ["nothing", "prediction", "epoch"]


def runtime_identifier():
    lines = subprocess.run(["dotnet", "--info"], check=True, capture_output=True, text=True).stdout.splitlines()
    return next(line.split(":")[1].strip() for line in lines if line.strip().startswith("RID:"))


def publish(folder, *options):
    subprocess.run(["dotnet", "publish", PROJECT, "-c", "Release", "-r", runtime_identifier(), "-o", folder, "-v", "quiet", "-nologo",
                    *options], check=True, stdout=sys.stderr)
    return folder


def with_files_of(folder, base, other, *names):
    """A copy of a published folder with some assemblies of another one."""
    shutil.copytree(base, folder)
    for name in names:
        shutil.copy(other / name, folder)
    return folder


def measure(folder, environment, goal, model):
    """Milliseconds from before the start until the line arrives, and of processor time until the end."""
    arguments = [folder / "Startup", goal] + ([model] if goal == "prediction" else [])
    start = time.perf_counter()
    process = subprocess.Popen(arguments, env={**os.environ, **environment}, stdout=subprocess.PIPE)
    line = process.stdout.readline()
    seconds = time.perf_counter() - start
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    process.stdout.close()
    if process.returncode != 0 or not line:
        sys.exit(f"{arguments} failed")
    return 1000 * seconds, 1000 * (usage.ru_utime + usage.ru_stime)


def main():
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 21
    work = pathlib.Path(tempfile.mkdtemp())
    try:
        installed = publish(work / "installed", "--no-self-contained")
        ready = publish(work / "ready", "--no-self-contained", "-p:PublishReadyToRun=true")
        vectors = publish(work / "vectors", "--no-self-contained", "-p:PublishReadyToRun=true",
                          "-p:PublishReadyToRunCrossgen2ExtraArgs=--instruction-set:avx2%2cbmi%2cbmi2%2cfma%2clzcnt%2cmovbe%2cpopcnt")
        library = with_files_of(work / "library", installed, ready, "DeepLearning.dll")
        trimmed = publish(work / "trimmed", "--self-contained", "-p:PublishTrimmed=true")
        trimmed_ready = publish(work / "trimmed-ready", "--self-contained", "-p:PublishTrimmed=true", "-p:PublishReadyToRun=true")
        ways = [
            ("installed .NET, as it is", installed, {}),
            ("TieredPGO off", installed, {"DOTNET_TieredPGO": "0"}),
            ("no quick JIT for loops", installed, {"DOTNET_TC_QuickJitForLoops": "0"}),
            ("TieredCompilation off", installed, {"DOTNET_TieredCompilation": "0"}),
            ("only DeepLearning.dll ReadyToRun", library, {}),
            ("all assemblies ReadyToRun", ready, {}),
            ("all assemblies ReadyToRun, for AVX2", vectors, {}),
            ("self-contained, trimmed", trimmed, {}),
            ("self-contained, trimmed, ReadyToRun", trimmed_ready, {}),
        ]
        model = work / "model.safetensors"
        subprocess.run([installed / "Startup", "epoch", model], check=True, stdout=sys.stderr)

        times = {}
        for round_ in range(rounds + 1):
            for name, folder, environment in ways:
                for goal in GOALS:
                    measured = measure(folder, environment, goal, model)
                    if round_ > 0:    # The first reads the disk.
                        times.setdefault((name, goal), []).append(measured)

        def cell(name, goal, what):
            median, first = (statistics.median(row[what] for row in times[way, goal]) for way in (name, ways[0][0]))
            return f"{median:.0f} ({median / first:.2f})"

        print(f"{platform.system()} {platform.machine()}, {os.cpu_count()} processors, medians of {rounds} starts in ms, and ratios to the first row\n")
        print("| published | size | " + " | ".join(GOALS) + " | processor time: " + " | ".join(GOALS) + " |\n|" + "---|" * (2 + 2 * len(GOALS)))
        for name, folder, _ in ways:
            size = sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())
            cells = [cell(name, goal, what) for what in (0, 1) for goal in GOALS]
            print(f"| {name} | {size / 1e6:.1f} MB | " + " | ".join(cells) + " |")
        print("\nDeepLearning.dll: " + ", ".join(f"{(folder / 'DeepLearning.dll').stat().st_size / 1e3:.0f} KB {name}"
                                                 for name, folder in [("as it is", installed), ("ReadyToRun", ready)]))
    finally:
        shutil.rmtree(work)


if __name__ == "__main__":
    main()
