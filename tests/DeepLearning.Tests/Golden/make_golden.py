#!/usr/bin/env python3
"""Writes golden.json: what PyTorch computes for a table of small networks, in double precision.

Command:   python3 make_golden.py            (from any folder; overwrites golden.json beside this script)
Versions:  Debian 12, Python 3.11.2, PyTorch 1.13.0a0 (python3-torch 1.13.1+dfsg-4), on x86-64.

Determinism: inputs, targets and initial parameters come from Python's Mersenne Twister seeded by the network's name and are
rounded to three decimals, so they are the same on every machine and stand exactly as written in the file. PyTorch computes on one
thread with deterministic algorithms: the same versions on the same machine write the same bytes, others may differ in the
last digits of the results, far below the tolerance of the tests. The file records the SHA-256 of this script, and a test
compares the two, so neither changes without the other.

Conventions: columns are examples, J = (1/m) sum of losses + (1/m) sum of R(W), with R = (lambda/2) |W|^2 (L2) or lambda |W|_1 (L1)
on weights only, and m the examples of the batch at hand. The mean squared error is the mean over the outputs of an example; the
cross-entropies are sums. A normalized layer is A = g(gain * N(W A + b) + shift), N by torch.nn.functional.layer_norm. Momentum is v = beta v + (1 - beta) dw, w = w - alpha v: PyTorch's with the rate alpha (1 - beta).
"""
import hashlib
import json
import pathlib
import platform
import random

import torch
import torch.nn.functional as F

EPOCHS = 10
KINDS = {"weight": "s", "bias": "es", "gain": "s", "shift": "s"}
HERE = pathlib.Path(__file__).resolve().parent


def activate(name, slope, z):
    return {
        "Identity": lambda: z,
        "Sigmoid": lambda: torch.sigmoid(z),
        "Tanh": lambda: torch.tanh(z),
        "ReLU": lambda: torch.relu(z),
        "LeakyReLU": lambda: F.leaky_relu(z, slope),
        "Softmax": lambda: torch.softmax(z, dim=0),
    }[name]()


def normalize(layer, parameters, z):
    if "normalization" not in layer:
        return z
    gain, shift = parameters["gain"][:, 0], parameters["shift"][:, 0]
    return F.layer_norm(z.T, [layer["units"]], gain, shift, layer["normalization"]["epsilon"]).T


def forward(network, parameters, x):
    """What the activation of the output layer is a function of, and A."""
    a = x
    for layer, own in zip(network["layers"], parameters):
        z = normalize(layer, own, own["weight"] @ a + own["bias"])
        a = activate(layer["activation"], layer.get("slope"), z)
    return z, a


def cost(network, parameters, x, y):
    m = x.shape[1]
    z, a = forward(network, parameters, x)
    if network["loss"] == "CrossEntropy":
        total = F.cross_entropy(z.T, y.T, reduction="sum") / m
    elif network["loss"] == "BinaryCrossEntropy":
        total = F.binary_cross_entropy_with_logits(z, y, reduction="sum") / m
    else:
        total = F.mse_loss(a, y)
    for layer, own in zip(network["layers"], parameters):
        w, regularizer = own["weight"], layer.get("regularizer", network["regularizer"])
        if regularizer["kind"] == "L2":
            total = total + regularizer["lambda"] / 2 * w.pow(2).sum() / m
        elif regularizer["kind"] == "L1":
            total = total + regularizer["lambda"] * w.abs().sum() / m
        elif regularizer["kind"] == "ElasticNet":
            total = total + (regularizer["lambda1"] * w.abs().sum() + regularizer["lambda2"] / 2 * w.pow(2).sum()) / m
    return total


def optimizer_of(rule, parameters):
    kind, rate = rule["kind"], rule["learningRate"]
    if kind == "GradientDescent":
        return torch.optim.SGD(parameters, lr=rate)
    if kind == "Momentum":
        return torch.optim.SGD(parameters, lr=rate * (1 - rule["beta"]), momentum=rule["beta"])
    if kind == "RMSprop":
        return torch.optim.RMSprop(parameters, lr=rate, alpha=rule["beta"], eps=rule["epsilon"])
    return torch.optim.Adam(parameters, lr=rate, betas=(rule["beta1"], rule["beta2"]), eps=rule["epsilon"])


def tensor(rows):
    return torch.tensor(rows, dtype=torch.float64)


def record(network):
    """Adds to a network what PyTorch computes for it."""
    parameters = [
        {kind: tensor(layer[kind + ending]).requires_grad_() for kind, ending in KINDS.items() if kind + ending in layer}
        for layer in network["layers"]
    ]
    x, y = tensor(network["x"]), tensor(network["y"])

    network["predictions"] = forward(network, parameters, x)[1].tolist()
    cost(network, parameters, x, y).backward()
    for layer, own in zip(network["layers"], parameters):
        layer.update({kind + "Gradient": p.grad.tolist() for kind, p in own.items()})

    rule = optimizer_of(network["optimizer"], [p for own in parameters for p in own.values()])
    size = network.get("batchSize", x.shape[1])
    network["costs"] = []
    for _ in range(EPOCHS):
        for start in range(0, x.shape[1], size):
            rule.zero_grad()
            j = cost(network, parameters, x[:, start:start + size], y[:, start:start + size])
            j.backward()
            rule.step()
            network["costs"].append(j.item())
    for layer, own in zip(network["layers"], parameters):
        layer.update({kind + KINDS[kind] + "After": p.tolist() for kind, p in own.items()})
    return network


def layer(units, activation, **more):
    return {"units": units, "activation": activation, **more}


def network(name, inputs, layers, loss, optimizer, regularizer, examples=7, scale=1.0, soft=False, zeros=False, **more):
    """A network with random data and parameters of three decimals."""
    rng = random.Random(name)

    def numbers(rows, columns, spread):
        return [[round(rng.uniform(-spread, spread), 3) for _ in range(columns)] for _ in range(rows)]

    fan_in = inputs
    for one in layers:
        one["weights"] = numbers(one["units"], fan_in, scale * (3 / fan_in) ** 0.5)
        one["biases"] = numbers(one["units"], 1, 0.3)
        if "normalization" in one:
            one["gains"] = [[round(1 + rng.uniform(-0.5, 0.5), 3)] for _ in range(one["units"])]
            one["shifts"] = numbers(one["units"], 1, 0.5)
        if zeros:
            one["weights"] = [[0.0 if (i + j) % 3 == 0 else w for j, w in enumerate(row)] for i, row in enumerate(one["weights"])]
        fan_in = one["units"]
    x = numbers(inputs, examples, 2.0)
    y = numbers(fan_in, examples, 1.0)
    if loss == "CrossEntropy":
        classes = [rng.randrange(fan_in) for _ in range(examples)]
        share = 0.75 if soft else 1.0
        rest = (1 - share) / (fan_in - 1)
        y = [[share if classes[j] == k else rest for j in range(examples)] for k in range(fan_in)]
    elif loss == "BinaryCrossEntropy":
        y = [[float(rng.randrange(2)) if not soft else round(rng.random(), 3) for _ in row] for row in y]
    return {"name": name, "loss": loss, "optimizer": optimizer, "regularizer": regularizer, "layers": layers, "x": x, "y": y, **more}


def gradient_descent(rate):
    return {"kind": "GradientDescent", "learningRate": rate}


def momentum(rate, beta=0.9):
    return {"kind": "Momentum", "learningRate": rate, "beta": beta}


def rmsprop(rate, beta=0.9, epsilon=1e-8):
    return {"kind": "RMSprop", "learningRate": rate, "beta": beta, "epsilon": epsilon}


def adam(rate, beta1=0.9, beta2=0.999, epsilon=1e-8):
    return {"kind": "Adam", "learningRate": rate, "beta1": beta1, "beta2": beta2, "epsilon": epsilon}


NONE = {"kind": "None"}


def l2(strength):
    return {"kind": "L2", "lambda": strength}


def l1(strength):
    return {"kind": "L1", "lambda": strength}


def elastic_net(absolute, square):
    return {"kind": "ElasticNet", "lambda1": absolute, "lambda2": square}


def table():
    ce, bce, mse = "CrossEntropy", "BinaryCrossEntropy", "MeanSquaredError"
    yield network("logistic regression", 4, [layer(1, "Sigmoid")], bce, gradient_descent(0.5), NONE)
    yield network("softmax regression", 4, [layer(3, "Softmax")], ce, gradient_descent(0.5), l2(0.7))
    yield network("linear regression", 3, [layer(2, "Identity")], mse, momentum(0.1), NONE)
    yield network("several yes-or-no answers", 4, [layer(5, "Tanh"), layer(3, "Sigmoid")], bce, adam(0.02), l1(0.05))
    yield network("ReLU hidden", 5, [layer(6, "ReLU"), layer(4, "Softmax")], ce, adam(0.01), NONE, examples=9)
    yield network("leaky ReLU hidden", 5, [layer(6, "LeakyReLU", slope=0.01), layer(3, "Softmax")], ce, rmsprop(0.01), l2(0.3))
    yield network("leaky ReLU of slope 0.3", 3, [layer(5, "LeakyReLU", slope=0.3), layer(2, "Identity")], mse, adam(0.05), l1(0.1))
    yield network("sigmoid hidden", 4, [layer(5, "Sigmoid"), layer(1, "Sigmoid")], bce, momentum(0.8, 0.8), l2(0.2))
    yield network("identity hidden", 4, [layer(3, "Identity"), layer(2, "Identity")], mse, gradient_descent(0.05), NONE)
    yield network("softmax hidden", 3, [layer(4, "Softmax"), layer(2, "Identity")], mse, gradient_descent(0.2), l2(0.1))
    yield network("softmax output with squared error", 3, [layer(4, "Tanh"), layer(3, "Softmax")], mse, rmsprop(0.02, 0.99), NONE)
    yield network("sigmoid output with squared error", 3, [layer(4, "ReLU"), layer(2, "Sigmoid")], mse, adam(0.02, 0.8, 0.99, 1e-6), l2(0.5))
    yield network("tanh output with squared error", 3, [layer(4, "Sigmoid"), layer(2, "Tanh")], mse, momentum(0.3), l1(0.02))
    yield network("ReLU output with squared error", 3, [layer(4, "Tanh"), layer(3, "ReLU")], mse, gradient_descent(0.1), l2(0.1))
    yield network("three layers of tanh", 4, [layer(5, "Tanh"), layer(4, "Tanh"), layer(3, "Softmax")], ce, momentum(0.3), l1(0.1))
    yield network(
        "three layers of ReLU", 4, [layer(6, "ReLU"), layer(5, "ReLU"), layer(1, "Sigmoid")], bce, gradient_descent(0.1), l2(1.0), examples=8)
    yield network(
        "four layers of all kinds", 4,
        [layer(5, "ReLU"), layer(4, "LeakyReLU", slope=0.1), layer(4, "Tanh"), layer(3, "Softmax")], ce, adam(0.01), l2(0.4), examples=8)
    yield network(
        "four layers ending linear", 3,
        [layer(4, "Tanh"), layer(4, "Softmax"), layer(3, "Sigmoid"), layer(2, "Identity")], mse, rmsprop(0.01), l1(0.03))
    yield network("targets that are distributions", 4, [layer(4, "Tanh"), layer(3, "Softmax")], ce, gradient_descent(0.3), NONE, soft=True)
    yield network("targets that are probabilities", 4, [layer(4, "Tanh"), layer(2, "Sigmoid")], bce, gradient_descent(0.3), NONE, soft=True)
    yield network("large logits of softmax", 3, [layer(4, "ReLU"), layer(3, "Softmax")], ce, gradient_descent(0.01), NONE, scale=15.0)
    yield network("large logits of sigmoid", 3, [layer(4, "ReLU"), layer(2, "Sigmoid")], bce, gradient_descent(0.01), NONE, scale=15.0)
    yield network("weights of zero under L1", 4, [layer(5, "Tanh"), layer(2, "Sigmoid")], bce, gradient_descent(0.2), l1(0.3), zeros=True)
    yield network("one example", 4, [layer(3, "Tanh"), layer(3, "Softmax")], ce, adam(0.01), l2(0.2), examples=1)
    yield network("one unit a layer", 1, [layer(1, "Tanh"), layer(1, "LeakyReLU", slope=0.2), layer(1, "Identity")], mse, momentum(0.2), NONE)
    yield network(
        "a regularizer for each layer", 4, [layer(4, "Tanh", regularizer=l1(0.2)), layer(4, "Tanh", regularizer=NONE), layer(2, "Softmax")],
        ce, gradient_descent(0.2), l2(0.8))
    yield network(
        "mini-batches of 4, 4 and 2", 4, [layer(5, "Tanh"), layer(3, "Softmax")], ce, adam(0.01), l2(0.5), examples=10, batchSize=4)
    yield network("an elastic net", 4, [layer(4, "Tanh"), layer(2, "Softmax")], ce, momentum(0.2), elastic_net(0.2, 0.5))
    normalized = {"normalization": {"kind": "LayerNormalization", "epsilon": 1e-5}}
    yield network(
        "layer normalization before ReLU", 5, [layer(6, "ReLU", **normalized), layer(4, "Softmax")], ce, adam(0.01), NONE, examples=9)
    yield network("layer normalization of the output", 4, [layer(5, "Tanh"), layer(3, "Softmax", **normalized)], ce, gradient_descent(0.2), l2(0.5))
    yield network(
        "layer normalization of every layer", 4,
        [layer(5, "Sigmoid", **normalized), layer(6, "LeakyReLU", slope=0.1, **normalized), layer(2, "Sigmoid", **normalized)],
        bce, momentum(0.3), l1(0.1))
    yield network(
        "layer normalization with a large epsilon, in mini-batches", 3,
        [layer(4, "Tanh", normalization={"kind": "LayerNormalization", "epsilon": 0.5}), layer(3, "Identity", **normalized)],
        mse, rmsprop(0.02), NONE, examples=10, batchSize=4)
    for rule in [gradient_descent(0.2), momentum(0.2), rmsprop(0.01), adam(0.01)]:
        for regularizer in [NONE, l2(0.6), l1(0.2)]:
            name = f"{rule['kind']} with {regularizer['kind']}"
            yield network(name, 3, [layer(4, "Tanh"), layer(3, "Softmax")], ce, rule, regularizer, examples=5)


def text(value, indent=""):
    """JSON in which a row of a matrix is one line, so that the file can be read and its changes reviewed."""
    if isinstance(value, dict) and any(isinstance(one, (dict, list)) for one in value.values()):
        inner = indent + " "
        return "{\n" + ",\n".join(f"{inner}{json.dumps(k)}: {text(v, inner)}" for k, v in value.items()) + "\n" + indent + "}"
    if isinstance(value, list) and value and isinstance(value[0], (dict, list)):
        inner = indent + " "
        return "[\n" + ",\n".join(inner + text(one, inner) for one in value) + "\n" + indent + "]"
    return json.dumps(value)


def main():
    torch.set_num_threads(1)
    torch.use_deterministic_algorithms(True)
    script = pathlib.Path(__file__).read_bytes().replace(b"\r\n", b"\n")
    golden = {
        "script": hashlib.sha256(script).hexdigest(),
        "python": platform.python_version(),
        "torch": torch.__version__,
        "epochs": EPOCHS,
        "networks": [record(one) for one in table()],
    }
    (HERE / "golden.json").write_text(text(golden) + "\n", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
