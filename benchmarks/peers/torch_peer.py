"""The network in PyTorch, as its tutorials write it."""
import os

import torch

from workload import best_rate


def rate(workload):
    torch.set_num_threads(int(os.environ["DEEPLEARNING_PEER_THREADS"]))
    torch.manual_seed(1)
    if workload.sizes[-1] == 1:
        raise SystemExit("not written for one output: NumPy stands for it")
    x = torch.rand(workload.examples, workload.sizes[0])
    y = torch.randint(0, workload.sizes[-1], (workload.examples,))
    modules = []
    for inputs, units in zip(workload.sizes, workload.sizes[1:]):
        modules += [torch.nn.Linear(inputs, units), torch.nn.ReLU()]
    network = torch.nn.Sequential(*modules[:-1])
    loss = torch.nn.CrossEntropyLoss()
    optimizer = (torch.optim.SGD(network.parameters(), lr=0.01) if workload.optimizer == "sgd"
                 else torch.optim.Adam(network.parameters()))

    def step(call):
        start, end = workload.slice(call)
        optimizer.zero_grad(set_to_none=True)
        loss(network(x[start:end]), y[start:end]).backward()
        optimizer.step()

    return best_rate(step)
