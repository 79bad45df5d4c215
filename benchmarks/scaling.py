"""Training on several processes: what is measured here, and what a model says of larger machines.

    python3 benchmarks/scaling.py [--rounds 3] [--mpirun mpirun.openmpi,mpirun.mpich] [--processes 2]

1. Steps on one process and on several, of one thread each, in turn; beside them PyTorch's DistributedDataParallel over gloo.
   Efficiency is the time of one process over P times that of P of them. Shards are as many as processes.
2. The engine: the time in which two processes exchange messages for one another, and from it latency and bandwidth.
3. The model, T(P) = t(B / P) + 2 log2(P) a + 2 n (P - 1) / P / b: t the time of a step of so many examples, measured on one process, n the
   bytes of the gradients, a the latency and b the bandwidth. Its error is shown where P was measured. Then it is asked about networks that
   are not here, with 512 examples on each process: by halving and doubling (2 log2 P latencies), and by a ring (2 (P - 1)). It knows nothing
   of processes that slow each other down, nor of sending that is hidden behind computing.
"""
import argparse
import json
import math
import os
import pathlib
import statistics
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
PROGRAM = HERE / "Scaling/bin/Release/net10.0/DeepLearning.Benchmarks.Scaling.dll"
WORKLOADS = ["1024-1024-1024-1024-10:1024", "784-512-256-10:1024"]
NETWORKS = [("10 Gbit/s, 20 us", 20e-6, 1.25e9), ("100 Gbit/s, 2 us", 2e-6, 12.5e9)]


def launch(mpirun, processes, *arguments):
    options = ["--allow-run-as-root", "--oversubscribe", "--bind-to", "none"] if "openmpi" in mpirun else []
    run = subprocess.run([mpirun, *options, "-n", str(processes), "dotnet", str(PROGRAM), *arguments],
                         capture_output=True, text=True, check=True)
    return json.loads(run.stdout[run.stdout.index("{"):])


def ours(mpirun, processes, workload, optimizer, shards):
    return launch(mpirun, processes, "steps", workload, optimizer, str(shards), "1")["step"]


def torch(processes, workload, optimizer, port=[29511]):
    port[0] += 1
    command = [sys.executable if has_torch(sys.executable) else "/usr/bin/python3", str(HERE / "peers/torch_ddp.py"), workload, optimizer]
    environment = os.environ | {"WORLD_SIZE": str(processes), "MASTER_PORT": str(port[0]), "OMP_NUM_THREADS": "1"}
    if "avx512f" in pathlib.Path("/proc/cpuinfo").read_text():
        environment["OPENBLAS_CORETYPE"] = "SkylakeX"
    running = [subprocess.Popen(command, env=environment | {"RANK": str(rank)}, stdout=subprocess.PIPE, text=True)
               for rank in range(processes)]
    return float([process.communicate()[0] for process in running][0])


def has_torch(python):
    return subprocess.run([python, "-c", "import torch.distributed"], capture_output=True).returncode == 0


def parameters(workload):
    sizes = [int(size) for size in workload.split(":")[0].split("-")]
    return sum((inputs + 1) * units for inputs, units in zip(sizes, sizes[1:]))


def model(step, latencies, payload, processes, latency, bandwidth):
    return step + latencies * latency + 2 * payload * (processes - 1) / processes / bandwidth


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--rounds", type=int, default=3)
    arguments.add_argument("--mpirun", default="mpirun.openmpi,mpirun.mpich")
    arguments.add_argument("--processes", default="2", help="numbers of processes, as in 2,3,4; more than processors tell nothing")
    given = arguments.parse_args()
    launchers = [name for name in given.mpirun.split(",") if subprocess.run(["which", name], capture_output=True).returncode == 0]
    if not launchers:
        sys.exit("There is no mpirun: apt-get install openmpi-bin, or mpich.")
    subprocess.run(["dotnet", "build", "-c", "Release", str(HERE / "Scaling"), "-v", "quiet", "--tl:off"], check=True, stdout=sys.stderr)
    sizes = [int(size) for size in given.processes.split(",")]
    compares = has_torch(sys.executable) or has_torch("/usr/bin/python3")
    measured = {}
    for workload in WORKLOADS:
        for optimizer in ("sgd", "adam"):
            rounds = {}
            for _ in range(given.rounds):
                for key, value in one_round(launchers, sizes, workload, optimizer, compares):
                    rounds.setdefault(key, []).append(value)
            middle = {key: statistics.median(values) for key, values in rounds.items()}
            measured[workload, optimizer] = middle
            print(f"\n{workload} {optimizer}, medians of {given.rounds}, milliseconds")
            for (name, processes), seconds in middle.items():
                alone = middle[name, 1]
                print(f"  {name:16} {processes:2} {1e3 * seconds:8.2f}   efficiency {alone / processes / seconds:.2f}")

    for launcher in launchers:
        exchanges = launch(launcher, 2, "engine")["exchanges"]
        latency = exchanges[0][1]
        bandwidth = (exchanges[-1][0] - exchanges[-2][0]) / (exchanges[-1][1] - exchanges[-2][1])
        print(f"\n{launcher}: an exchange of 8 bytes {1e6 * latency:.1f} us, {bandwidth / 1e9:.1f} GB/s each way; "
              + ", ".join(f"{size} B {1e6 * seconds:.1f}" for size, seconds in exchanges))
        for (workload, optimizer), middle in measured.items():
            for processes in sizes:
                said = model(step_alone(launcher, workload, optimizer, processes, given.rounds), 2 * math.log2(processes),
                             4 * parameters(workload), processes, latency, bandwidth)
                seen = middle[launcher, processes]
                print(f"  {workload} {optimizer}, {processes} processes: the model says {1e3 * said:.2f} ms, measured {1e3 * seen:.2f} "
                      f"({100 * (said / seen - 1):+.0f} %)")

    print("\nBy the model, 512 examples on each process: efficiency, by halving and doubling / by a ring")
    counts = [2, 4, 8, 16, 64, 256, 1024]
    for workload in WORKLOADS:
        step = step_alone(launchers[0], workload, "adam", int(workload.split(":")[1]) // 512, given.rounds)
        for name, latency, bandwidth in NETWORKS:
            row = []
            for processes in counts:
                times = [model(step, latencies, 4 * parameters(workload), processes, latency, bandwidth)
                         for latencies in (2 * math.log2(processes), 2 * (processes - 1))]
                row.append(" / ".join(f"{step / time:.2f}" for time in times))
            print(f"  {workload.split(':')[0]:26} {name:17} " + "  ".join(f"{count}: {value}" for count, value in zip(counts, row)))


def one_round(launchers, sizes, workload, optimizer, compares):
    for launcher in launchers:
        yield (launcher, 1), ours(launcher, 1, workload, optimizer, 0)
        for processes in sizes:
            yield (launcher, processes), ours(launcher, processes, workload, optimizer, 1 << (processes - 1).bit_length())
    if compares:
        for processes in [1, *sizes]:
            yield ("PyTorch gloo", processes), torch(processes, workload, optimizer)


def step_alone(launcher, workload, optimizer, divisor, rounds, known={}):
    """The seconds of a step on one process that has so small a part of the batch."""
    key = launcher, workload, optimizer, divisor
    if key not in known:
        shape, batch = workload.split(":")
        part = f"{shape}:{int(batch) // divisor}"
        known[key] = statistics.median(ours(launcher, 1, part, optimizer, 1) for _ in range(rounds))
    return known[key]


if __name__ == "__main__":
    main()
