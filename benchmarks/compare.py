#!/usr/bin/env python3
"""Compares training steps of DeepLearning with PyTorch, TorchSharp, scikit-learn and plain NumPy, and writes the table to README.md.

    dotnet build -c Release benchmarks/DeepLearning.Benchmarks
    python3 benchmarks/compare.py                                      # every workload, three rounds
    python3 benchmarks/compare.py --rounds 5 64-32-10:32:sgd           # some workloads, printed and not written
    python3 benchmarks/compare.py --python /usr/bin/python3            # the Python that has the peers

It installs nothing. A peer that is not installed or does not run is left out, with a word. On Debian:
    apt-get install --no-install-recommends python3-torch python3-sklearn python3-numpy libopenblas0-pthread
    dotnet build -c Release benchmarks/TorchSharpPeer                  # downloads 200 MB
    python3 benchmarks/compare.py --root FOLDER                        # as root, where the C++ library is too old for TorchSharp

In every round all programs run in turn, each at one thread and at all; a peer counts with its best. OpenBLAS may take a processor for a much
older one, and run at a fifth of its speed: so peers run with the kernel that it chooses, with the one that the environment names
(OPENBLAS_CORETYPE), and where there is AVX-512 with that for it; the kernel that was best is printed.
"""
import argparse
import os
import platform
import re
import statistics
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
TORCHSHARP = HERE / "TorchSharpPeer/bin/Release/net10.0/TorchSharpPeer.dll"
PEERS = ["numpy", "torch", "torchsharp", "sklearn"]
PINS = ["OPENBLAS_CORETYPE", "OPENBLAS_L2_SIZE"]
WORKLOADS = ["784-512-256-10:128:sgd", "784-512-256-10:128:adam", "784-128-10:32:sgd", "784-128-10:32:adam",
             "64-32-10:32:sgd", "64-32-10:32:adam", "2-16-16-2:64:sgd", "1024-1024-1024-1024-10:256:sgd",
             "1024-1024-1024-1024-10:256:adam", "12288-20-7-5-2:209:sgd", "12288-1:209:sgd:double"]
BEGIN, END = "<!-- compare.py writes from here", "<!-- to here -->"


def run(command, **environment):
    return subprocess.run(command, env={**os.environ, **environment}, capture_output=True, text=True)


def ours(workload):
    """{threads: steps/s} and {threads: GFLOP/s}, with the machine's peak in GFLOP/s measured beside them."""
    program = HERE / "DeepLearning.Benchmarks/bin/Release/net10.0/DeepLearning.Benchmarks.dll"
    lines = run(["dotnet", program, "step", workload]).stdout + run(["dotnet", program, "peak"]).stdout
    fields = [line.split("\t") for line in lines.splitlines() if line.count("\t") == 4]
    steps = {int(f[2]): (float(f[3]), float(f[4])) for f in fields if f[1] == "deeplearning"}
    peak = {int(f[2]): float(f[4]) for f in fields if f[0] == "peak"}
    if not steps:
        sys.exit(f"No result of {program}: build it first, with -c Release.")
    return steps, peak


def kernels():
    """The environments by which OpenBLAS chooses its kernel."""
    chosen = [{}]
    if any(pin in os.environ for pin in PINS):
        chosen.append({pin: os.environ[pin] for pin in PINS if pin in os.environ})
    cpuinfo = Path("/proc/cpuinfo")
    if cpuinfo.exists() and " avx512f" in cpuinfo.read_text():
        chosen.append({"OPENBLAS_CORETYPE": "SkylakeX"})
    return chosen


def command(arguments, name, workload):
    if name != "torchsharp":
        return [arguments.python, HERE / "peers/run.py", name, workload]
    return ["bash", HERE / "TorchSharpPeer/in-root.sh", arguments.root, workload] if arguments.root else ["dotnet", TORCHSHARP, workload]


def missing(arguments, name):
    """Why a peer does not run here, or None."""
    if name == "torchsharp" and not TORCHSHARP.exists():
        return "not built"
    result = run(command(arguments, name, "2-2:2:sgd"), DEEPLEARNING_PEER_THREADS="1", DEEPLEARNING_BENCHMARK_SECONDS="0.1")
    return None if result.returncode == 0 else (result.stderr.strip().splitlines() or ["it ends without a word"])[-1]


def peer(arguments, name, workload):
    """The best steps/s over thread counts and kernels, with the kernel; or None."""
    rates = []
    for threads in sorted({1, os.cpu_count()}):
        for pins in kernels() if name != "torchsharp" else [{}]:
            count = str(threads)
            environment = {**os.environ, "DEEPLEARNING_PEER_THREADS": count, "OPENBLAS_NUM_THREADS": count,
                           "OMP_NUM_THREADS": count, "MKL_NUM_THREADS": count, "OMP_WAIT_POLICY": "PASSIVE"}
            for pin in PINS:
                environment.pop(pin, None)
            environment.update(pins)
            result = subprocess.run(command(arguments, name, workload), env=environment, capture_output=True, text=True)
            if result.returncode == 0:
                rate, kernel = result.stdout.split()
                rates.append((float(rate), kernel))
    return max(rates, default=None)


def machine():
    model = platform.processor() or platform.machine()
    cpuinfo = Path("/proc/cpuinfo")
    if cpuinfo.exists():
        text = cpuinfo.read_text()
        model = re.search(r"model name\s*: (.*)", text).group(1)
        vectors = "AVX-512" if " avx512f" in text else "AVX2" if " avx2" in text else "no AVX2"
        model += f" ({vectors})"
    return f"{model}, {os.cpu_count()} processors, {platform.system()}, .NET {run(['dotnet', '--version']).stdout.strip()}"


def versions(python, absent):
    words = []
    for module in ["numpy", "torch", "sklearn"]:
        result = run([python, "-c", f"import {module}; print({module}.__version__)"])
        words.append(f"{module} {result.stdout.strip()}" if result.returncode == 0 else f"{module} not installed")
    packages = (HERE.parent / "Directory.Packages.props").read_text()
    version = re.search(r'"TorchSharp" Version="(.*)"', packages).group(1)
    return ", ".join([*words, "torchsharp not run" if "torchsharp" in absent else f"torchsharp {version}"])


def cell(values, digits=2):
    middle = statistics.median(values)
    return f"{middle:.{digits}f} ({min(values):.{digits}f} to {max(values):.{digits}f})"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("workloads", nargs="*")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--python", default=sys.executable)
    parser.add_argument("--root", metavar="FOLDER", help="where TorchSharp finds a newer C++ library; made if it is not there")
    arguments = parser.parse_args()
    absent = {name: why for name in PEERS if (why := missing(arguments, name))}
    for name, why in absent.items():
        print(f"Without {name}: {why}", flush=True)
    peers = [name for name in PEERS if name not in absent]
    workloads = arguments.workloads or WORKLOADS
    ratios = {workload: [] for workload in workloads}
    speedups = {workload: [] for workload in workloads}
    shares = {workload: [] for workload in workloads}
    rates = {workload: [] for workload in workloads}
    best = {workload: {} for workload in workloads}
    for round_number in range(arguments.rounds):
        for workload in workloads:
            steps, peak = ours(workload)
            others = {name: of_peer for name in peers if (of_peer := peer(arguments, name, workload))}
            mine, gigaflops = max(steps.values())
            for name, of_peer in others.items():
                best[workload].setdefault(name, []).append(of_peer)
            if others:
                ratios[workload].append(mine / max(others.values())[0])
            speedups[workload].append(steps[max(steps)][0] / steps[1][0])
            shares[workload].append(gigaflops / max(peak.values()))
            rates[workload].append(mine)
            print(f"round {round_number + 1}: {workload}: {mine:.0f} steps/s, "
                  + ", ".join(f"{name} {rate:.0f} ({kernel})" for name, (rate, kernel) in others.items()), flush=True)

    lines = [f"Measured on {machine()}; {versions(arguments.python, absent)}; float32; {arguments.rounds} rounds, median (range).", "",
             "| network:batch:optimizer | steps/s | ratio to the best peer | that peer | all threads to one | share of the FMA peak |",
             "|---|---|---|---|---|---|"]
    for workload in workloads:
        leader = max(best[workload], key=lambda name: statistics.median(rate for rate, _ in best[workload][name]), default="none")
        if leader != "none":
            leader += f" ({max(best[workload][leader])[1]})"
        lines.append(f"| {workload} | {statistics.median(rates[workload]):,.0f} | "
                     f"{cell(ratios[workload]) if ratios[workload] else 'no peer'} | {leader} | "
                     f"{cell(speedups[workload])} | {cell([100 * share for share in shares[workload]], 0)} % |")
    table = "\n".join(lines)
    print("\n" + table)
    if not arguments.workloads:
        readme = HERE / "README.md"
        text = readme.read_text()
        begin = text.index("\n", text.index(BEGIN)) + 1
        readme.write_text(text[:begin] + "\n" + table + "\n\n" + text[text.index(END):])


main()
