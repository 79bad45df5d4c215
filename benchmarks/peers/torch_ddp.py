"""The step of PyTorch's DistributedDataParallel over gloo: one process of RANK and WORLD_SIZE, one thread.

    RANK=0 WORLD_SIZE=2 MASTER_PORT=29511 python3 torch_ddp.py 784-512-256-10:1024 adam
"""
import os
import sys
import time

import torch
import torch.distributed as dist

workload, optimizer = sys.argv[1:]
shape, batch = workload.split(":")
sizes, batch = [int(size) for size in shape.split("-")], int(batch)
rank, world = int(os.environ["RANK"]), int(os.environ["WORLD_SIZE"])
os.environ.setdefault("MASTER_ADDR", "127.0.0.1")
torch.set_num_threads(1)
torch.manual_seed(1)
layers = []
for inputs, units in zip(sizes, sizes[1:]):
    layers += [torch.nn.Linear(inputs, units), torch.nn.ReLU()]
network = torch.nn.Sequential(*layers[:-1])
if world > 1:
    dist.init_process_group("gloo", rank=rank, world_size=world)
    network = torch.nn.parallel.DistributedDataParallel(network)
rule = (torch.optim.Adam(network.parameters(), lr=1e-3) if optimizer == "adam"
        else torch.optim.SGD(network.parameters(), lr=1e-2))
loss = torch.nn.CrossEntropyLoss()
x = torch.rand(batch // world, sizes[0])
y = torch.randint(0, sizes[-1], (batch // world,))


def step():
    rule.zero_grad(set_to_none=True)
    loss(network(x), y).backward()
    rule.step()


for _ in range(10):
    step()
times = []
# As many steps on every process, since each waits for the others.
for _ in range(40):
    begun = time.perf_counter()
    step()
    times.append(time.perf_counter() - begun)
if rank == 0:
    print(sorted(times)[len(times) // 2])
