"""A workload, sizes:batch:optimizer or sizes:batch:optimizer:type, and how its steps are timed. The same in every peer, and as in `-- step` of the C# benchmarks."""
import os
import time
from dataclasses import dataclass

SECONDS = float(os.environ.get("DEEPLEARNING_BENCHMARK_SECONDS", "3"))
WINDOWS = 300


@dataclass(frozen=True)
class Workload:
    sizes: tuple
    batch: int
    optimizer: str
    type: str = "float"

    @staticmethod
    def parse(text):
        sizes, batch, *rest = text.split(":")
        return Workload(tuple(int(size) for size in sizes.split("-")), int(batch), *rest)

    @property
    def examples(self):
        return max(8 * self.batch, 2048)

    @property
    def flops(self):
        return 6 * self.batch * sum(a * b for a, b in zip(self.sizes, self.sizes[1:]))

    def slice(self, call):
        """Where the batch of a call begins and ends."""
        start = call * self.batch % (self.examples - self.batch + 1)
        return start, start + self.batch


def best_rate(step, calls_per_step=1):
    """Calls a second in the best of many short windows: what a shared machine does when nobody else is at work."""
    call = 0
    begin = time.perf_counter()
    while call < 20 or time.perf_counter() - begin < SECONDS / 5:
        step(call)
        call += 1
    best = 0.0
    begin = time.perf_counter()
    while time.perf_counter() - begin < SECONDS:
        count, start = 0, time.perf_counter()
        while True:
            step(call)
            call += 1
            count += 1
            elapsed = time.perf_counter() - start
            if elapsed >= SECONDS / WINDOWS:
                break
        best = max(best, count * calls_per_step / elapsed)
    return best
