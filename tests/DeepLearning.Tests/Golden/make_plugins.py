#!/usr/bin/env python3
"""Writes plugins.json: what PyTorch computes for single optimizers, activations, losses and schedules, in double precision.

Command:   python3 make_plugins.py           (from any folder; overwrites plugins.json beside this script)
Versions:  Debian 12, Python 3.11.2, PyTorch 1.13.0a0 (python3-torch 1.13.1+dfsg-4), on x86-64.

Determinism: inputs come from Python's Mersenne Twister with fixed seeds, rounded to three decimals. The same versions on the same
machine write the same bytes. The file records the SHA-256 of this script, and a test compares the two.

Conventions: the name of an entry is the name by which the tests know the plug-in. Momentum is v = beta v + (1 - beta) dw, w = w - alpha v:
PyTorch's SGD with the rate alpha (1 - beta). Losses of regression are means over the outputs of an example, losses of classification sums.
PyTorch has no hinge loss of this form: the entry is its formula, differentiated by PyTorch. Its softplus turns into a line at a threshold, set
here to where the two agree in double; its hard sigmoid computes with a sixth rounded to float, so the entry is the formula. The warm-up is a
LinearLR, the inverse time decay and the growing cycles a LambdaLR.

Clipping by norm and max-norm: PyTorch adds 1e-6 and 1e-7 to the norm that it divides by; the entries are the plain formulas, and the script checks
that PyTorch's are as near as that.

Lion, which PyTorch does not have, is written as its paper does. Nadam: this version of PyTorch multiplies mu(t) twice into the product that divides the look-ahead, which PyTorch 2.0 repaired, and keeps the
product in float. The entries are the documented formula, by the class below; the script checks that with that fault the class gives what
PyTorch gives.
"""
import hashlib
import json
import math
import pathlib
import platform
import random

import torch
import torch.nn.functional as F
from torch.optim import lr_scheduler

HERE = pathlib.Path(__file__).resolve().parent
STEPS = 50
RECORDED = [1, 2, 10, 25, 26, 50]


def tensor(values):
    return torch.tensor(values, dtype=torch.float64)


def numbers(seed, count, spread):
    rng = random.Random(seed)
    return [round(rng.uniform(-spread, spread), 3) for _ in range(count)]


class Nadam:
    """torch.optim.NAdam as documented; with faulty=True as this version of PyTorch computes."""

    def __init__(self, parameters, lr, betas=(0.9, 0.999), eps=1e-8, momentum_decay=4e-3, faulty=False):
        self.w, = parameters
        self.param_groups = [{"lr": lr}]
        self.betas, self.eps, self.psi, self.faulty = betas, eps, momentum_decay, faulty
        self.v, self.s = torch.zeros_like(self.w), torch.zeros_like(self.w)
        self.t, self.product = 0, 1.0

    def mu(self, t):
        return self.betas[0] * (1 - 0.5 * 0.96 ** (t * self.psi))

    @torch.no_grad()
    def step(self):
        self.t += 1
        g, (beta1, beta2), lr = self.w.grad, self.betas, self.param_groups[0]["lr"]
        now, following = self.mu(self.t), self.mu(self.t + 1)
        self.product *= now
        ahead = self.product * following * (now if self.faulty else 1)
        self.v = beta1 * self.v + (1 - beta1) * g
        self.s = beta2 * self.s + (1 - beta2) * g * g
        v_hat = following * self.v / (1 - ahead) + (1 - now) * g / (1 - self.product)
        self.w -= lr * v_hat / (torch.sqrt(self.s / (1 - beta2 ** self.t)) + self.eps)


class Lion:
    """Algorithm 2 of Chen and others, Symbolic discovery of optimization algorithms, 2023, which PyTorch does not have."""

    def __init__(self, parameters, lr, betas=(0.9, 0.99), weight_decay=0.0):
        self.w, = parameters
        self.param_groups = [{"lr": lr}]
        self.betas, self.decay = betas, weight_decay
        self.m = torch.zeros_like(self.w)

    @torch.no_grad()
    def step(self):
        g, (beta1, beta2) = self.w.grad, self.betas
        c = beta1 * self.m + (1 - beta1) * g
        self.w -= self.param_groups[0]["lr"] * (torch.sign(c) + self.decay * self.w)
        self.m = beta2 * self.m + (1 - beta2) * g


def optimizers():
    """After half of the steps the learning rate is halved, as a schedule would."""
    sgd, rmsprop, adam = torch.optim.SGD, torch.optim.RMSprop, torch.optim.Adam
    table = {
        "GradientDescent": lambda p: sgd(p, lr=0.1),
        "Momentum": lambda p: sgd(p, lr=0.1 * (1 - 0.9), momentum=0.9),
        "HeavyBall": lambda p: sgd(p, lr=0.05, momentum=0.8),
        "Nesterov": lambda p: sgd(p, lr=0.05, momentum=0.8, nesterov=True),
        "AdaGrad": lambda p: torch.optim.Adagrad(p, lr=0.1),
        "RMSprop": lambda p: rmsprop(p, lr=0.01, alpha=0.9),
        "Adam": lambda p: adam(p, lr=0.01, betas=(0.8, 0.99)),
        "Adam, large epsilon": lambda p: adam(p, lr=0.01, eps=0.1),
        "AdamW": lambda p: torch.optim.AdamW(p, lr=0.01, weight_decay=0.1),
        "AMSGrad": lambda p: adam(p, lr=0.01, betas=(0.9, 0.9), amsgrad=True),
        "Nadam": lambda p: Nadam(p, lr=0.01),
        "Nadam, fast momentum": lambda p: Nadam(p, lr=0.01, betas=(0.99, 0.95), momentum_decay=0.5),
        "RAdam": lambda p: torch.optim.RAdam(p, lr=0.01),
        "RAdam, fast": lambda p: torch.optim.RAdam(p, lr=0.01, betas=(0.8, 0.9), eps=0.001),
        "Adamax": lambda p: torch.optim.Adamax(p, lr=0.01),
        "Adamax, fast": lambda p: torch.optim.Adamax(p, lr=0.01, betas=(0.8, 0.9), eps=0.1),
        "Adadelta": lambda p: torch.optim.Adadelta(p),
        "Adadelta, large epsilon": lambda p: torch.optim.Adadelta(p, lr=0.5, rho=0.8, eps=0.01),
        "Lion": lambda p: Lion(p, lr=0.01, weight_decay=0.3),
    }
    length = 11
    start = numbers("start", length, 2.0)
    gradients = [numbers(f"gradient {step}", length, 1.5) for step in range(STEPS)]

    def walk(make):
        w = tensor(start).requires_grad_()
        rule = make([w])
        path = []
        for step in range(1, STEPS + 1):
            if step == STEPS // 2 + 1:
                rule.param_groups[0]["lr"] /= 2
            w.grad = tensor(gradients[step - 1])
            rule.step()
            if step in RECORDED:
                path.append(w.tolist())
        return path

    same = torch.tensor(walk(lambda p: Nadam(p, lr=0.01, faulty=True))) - torch.tensor(walk(lambda p: torch.optim.NAdam(p, lr=0.01)))
    assert same.abs().max() < 1e-6, "Nadam does not repeat PyTorch's NAdam"
    entries = [{"name": name, "path": walk(make)} for name, make in table.items()]
    return {"start": start, "gradients": gradients, "recorded": RECORDED, "halvedAfter": STEPS // 2, "entries": entries}


def activations():
    z = [-1e4, -800.0, -40.0, -9.0, -3.5] + numbers("z", 24, 4.0) + [-1e-3, -1e-9, 1e-9, 1e-3, 3.5, 9.0, 40.0, 800.0, 1e4]
    table = {
        "Identity": lambda t: t * 1,
        "Sigmoid": torch.sigmoid,
        "Tanh": torch.tanh,
        "ReLU": torch.relu,
        "LeakyReLU(0.2)": lambda t: F.leaky_relu(t, 0.2),
        "Softmax": lambda t: torch.softmax(t, dim=0),
        "ELU(1)": F.elu,
        "ELU(0.7)": lambda t: F.elu(t, 0.7),
        "SELU": F.selu,
        "GELU": F.gelu,
        "TanhGELU": lambda t: F.gelu(t, approximate="tanh"),
        "SiLU": F.silu,
        "Softplus": lambda t: F.softplus(t, threshold=36),
        "HardSigmoid": lambda t: torch.clamp(t / 6 + 0.5, 0, 1),
    }
    upstream = numbers("upstream", len(z), 2.0)
    entries = []
    for name, g in table.items():
        t = tensor(z).requires_grad_()
        a = g(t)
        a.backward(tensor(upstream))
        entries.append({"name": name, "a": a.tolist(), "dz": t.grad.tolist()})
    return {"z": z, "da": upstream, "entries": entries}


def losses():
    """Targets and outputs as a list of examples; the losses of each and the gradient of their sum."""
    units, examples = 4, 6
    outputs = [numbers(f"outputs {i}", units, 3.0) for i in range(examples)]
    real = [numbers(f"targets {i}", units, 3.0) for i in range(examples)]
    one_hot = [[float(k == i % units) for k in range(units)] for i in range(examples)]
    shares = [[0.5, 0.25, 0.25, 0.0], [0.125, 0.125, 0.25, 0.5], [0.0, 1.0, 0.0, 0.0]] * 2
    signs = [[1.0 if (i + k) % 3 else 0.0 for k in range(units)] for i in range(examples)]
    table = {
        "MeanSquaredError": (real, lambda a, y: F.mse_loss(a, y, reduction="none").mean(1)),
        "MeanAbsoluteError": (real, lambda a, y: F.l1_loss(a, y, reduction="none").mean(1)),
        "Huber(1)": (real, lambda a, y: F.huber_loss(a, y, reduction="none").mean(1)),
        "Huber(0.3)": (real, lambda a, y: F.huber_loss(a, y, reduction="none", delta=0.3).mean(1)),
        "Hinge": (signs, lambda a, y: torch.relu(1 - (2 * y - 1) * a).sum(1)),
        "BinaryCrossEntropy": (signs, lambda a, y: F.binary_cross_entropy_with_logits(a, y, reduction="none").sum(1)),
        "CrossEntropy": (one_hot, lambda a, y: F.cross_entropy(a, y, reduction="none")),
        "SmoothedCrossEntropy(0.1)": (one_hot, lambda a, y: F.cross_entropy(a, y, reduction="none", label_smoothing=0.1)),
        "SmoothedCrossEntropy(0.3)": (shares, lambda a, y: F.cross_entropy(a, y, reduction="none", label_smoothing=0.3)),
        "KullbackLeibler": (shares, lambda a, y: F.kl_div(F.log_softmax(a, 1), y, reduction="none").sum(1)),
    }
    entries = []
    for name, (targets, loss) in table.items():
        a = tensor(outputs).requires_grad_()
        values = loss(a, tensor(targets))
        values.sum().backward()
        entries.append({"name": name, "targets": targets, "losses": values.tolist(), "gradient": a.grad.tolist()})
    return {"units": units, "outputs": outputs, "entries": entries}


def factors(count, make, costs=None):
    """The learning rate of each of so many steps or epochs, for a base rate of 1."""
    rule = torch.optim.SGD([torch.zeros(1, requires_grad=True)], lr=1.0)
    scheduler = make(rule)
    result = []
    for i in range(count):
        result.append(rule.param_groups[0]["lr"])
        rule.step()
        if costs is None:
            scheduler.step()
        else:
            scheduler.step(costs[i])
    return result


def cos_log(fraction, cycles):
    """The schedule of RealMLP, as its paper writes it."""
    return 0.5 * (1 - math.cos(2 * math.pi * math.log2(1 + (2 ** cycles - 1) * fraction)))


def schedules():
    """Those by epoch over 30 epochs, those by step over 60 steps: each epoch has 2."""
    epochs, steps = 30, 60
    costs = [1.0, 0.9, 0.8, 0.7999, 0.8, 0.81, 0.82, 0.7, 0.7, 0.7, 0.7, 0.7, 0.7, 0.7, 0.69999, 0.7] + [0.65] * 14
    by_epoch = {
        "StepDecay(7, 0.3)": lambda o: lr_scheduler.StepLR(o, 7, gamma=0.3),
        "ExponentialDecay(0.95)": lambda o: lr_scheduler.ExponentialLR(o, 0.95),
        "InverseTimeDecay(0.4)": lambda o: lr_scheduler.LambdaLR(o, lambda epoch: 1 / (1 + 0.4 * epoch)),
    }
    by_step = {
        "Constant": lambda o: lr_scheduler.ConstantLR(o, factor=1.0),
        "LinearDecay(0)": lambda o: lr_scheduler.LinearLR(o, start_factor=1.0, end_factor=0.0, total_iters=steps),
        "LinearDecay(0.05)": lambda o: lr_scheduler.LinearLR(o, start_factor=1.0, end_factor=0.05, total_iters=steps),
        "CosineDecay(0)": lambda o: lr_scheduler.CosineAnnealingLR(o, steps),
        "CosineDecay(0.05)": lambda o: lr_scheduler.CosineAnnealingLR(o, steps, eta_min=0.05),
        "CosLog(4)": lambda o: lr_scheduler.LambdaLR(o, lambda step: cos_log(step / steps, 4)),
        "CosLog(2)": lambda o: lr_scheduler.LambdaLR(o, lambda step: cos_log(step / steps, 2)),
        "WarmUp(8, Constant)": lambda o: lr_scheduler.LinearLR(o, start_factor=1 / 8, total_iters=7),
        "OneCycle(0.3, 0.04, 4E-06)": lambda o: lr_scheduler.OneCycleLR(o, max_lr=1.0, total_steps=steps),
        "OneCycle(0.15, 0.1, 0.001)": lambda o: lr_scheduler.OneCycleLR(
            o, max_lr=1.0, total_steps=steps, pct_start=0.15, div_factor=10, final_div_factor=100),
    }
    on_plateau = {
        "ReduceOnPlateau(0.1, 10, 0.0001, 0, 0)": lambda o: lr_scheduler.ReduceLROnPlateau(o, eps=0),
        "ReduceOnPlateau(0.5, 2, 0.01, 0, 0)": lambda o: lr_scheduler.ReduceLROnPlateau(o, factor=0.5, patience=2, threshold=0.01, eps=0),
        "ReduceOnPlateau(0.5, 1, 0.001, 3, 0.2)": lambda o: lr_scheduler.ReduceLROnPlateau(
            o, factor=0.5, patience=1, threshold=0.001, cooldown=3, min_lr=0.2, eps=0),
        "ReduceOnPlateau(0.5, 0, 0, 0, 0)": lambda o: lr_scheduler.ReduceLROnPlateau(o, factor=0.5, patience=0, threshold=0, eps=0),
    }
    entries = [{"name": name, "perEpoch": factors(epochs, make)} for name, make in by_epoch.items()]
    entries += [{"name": name, "perStep": factors(steps, make)} for name, make in by_step.items()]
    entries += [{"name": name, "perEpoch": factors(epochs, make, costs)} for name, make in on_plateau.items()]
    return {"epochs": epochs, "steps": steps, "costs": costs, "entries": entries}


def training():
    """Softmax or logistic regression by gradient descent on all examples, with one thing added; W and b after twelve steps."""
    inputs, examples, steps, rate = 4, 9, 12, 0.5
    x = tensor([numbers(f"x {i}", examples, 2.0) for i in range(inputs)])
    labels = torch.tensor([0, 1, 2, 1, 1, 0, 1, 2, 1])
    samples = tensor([abs(value) for value in numbers("samples", examples, 2.0)])
    classes = tensor([1.0, 0.25, 2.0])
    answers = tensor([1.0, 3.0])

    def mean(w, values):
        return (w * values).sum() / w.sum()

    def softmax(z):
        return F.cross_entropy(z.T, labels, reduction="none")

    def logistic(z):
        return F.binary_cross_entropy_with_logits(z[0], (labels == 1).double(), reduction="none")

    def by_norm(w, b):
        norm = torch.sqrt(w.grad.pow(2).sum() + b.grad.pow(2).sum())
        factor = min(1.0, (0.3 / norm).item())
        expected = w.grad * factor
        theirs = torch.nn.utils.clip_grad_norm_([w, b], 0.3)
        assert abs(theirs - norm) < 1e-12 and (w.grad - expected).abs().max() < 1e-5, "clip_grad_norm_ differs by more than its 1e-6"
        b.grad = b.grad * (factor / min(1.0, 0.3 / (norm.item() + 1e-6)))
        w.grad = expected

    def max_norm(w):
        expected = w * torch.clamp(0.8 / w.norm(dim=1, keepdim=True), max=1.0)
        assert (torch.renorm(w, 2, 0, 0.8) - expected).abs().max() < 1e-6, "renorm differs by more than its 1e-7"
        w.copy_(expected)

    table = {
        "sample weights": (3, lambda z: mean(samples, softmax(z)), None, None),
        "class weights": (3, lambda z: F.cross_entropy(z.T, labels, weight=classes), None, None),
        "sample and class weights": (3, lambda z: mean(samples * classes[labels], softmax(z)), None, None),
        "class weights of one output": (1, lambda z: mean(answers[(labels == 1).long()], logistic(z)), None, None),
        "clipping by value": (
            3, lambda z: softmax(z).mean(), lambda w, b: torch.nn.utils.clip_grad_value_([w, b], 0.05), None),
        "clipping by global norm": (3, lambda z: softmax(z).mean(), by_norm, None),
        "max-norm": (3, lambda z: softmax(z).mean(), None, max_norm),
        "cosine decay": (3, lambda z: softmax(z).mean(), None, None),
    }
    entries = []
    for name, (units, cost, clip, constrain) in table.items():
        start = [numbers(f"{name} {i}", inputs, 0.7) for i in range(units)]
        w, b = tensor(start).requires_grad_(), torch.zeros(units, 1, dtype=torch.float64, requires_grad=True)
        rule = torch.optim.SGD([w, b], lr=rate)
        scheduler = lr_scheduler.CosineAnnealingLR(rule, steps) if name == "cosine decay" else None
        costs = []
        for _ in range(steps):
            rule.zero_grad()
            j = cost(w @ x + b)
            j.backward()
            if clip:
                clip(w, b)
            rule.step()
            if constrain:
                with torch.no_grad():
                    constrain(w)
            if scheduler:
                scheduler.step()
            costs.append(j.item())
        entries.append({"name": name, "start": start, "costs": costs, "weights": w.tolist(), "biases": b.tolist()})
    return {
        "x": x.tolist(), "labels": labels.tolist(), "sampleWeights": samples.tolist(), "classWeights": classes.tolist(),
        "answerWeights": answers.tolist(), "steps": steps, "learningRate": rate, "entries": entries,
    }


def text(value, indent=""):
    """JSON in which a list of numbers is one line, so that the file can be read and its changes reviewed."""
    if isinstance(value, dict):
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
        "optimizers": optimizers(),
        "activations": activations(),
        "losses": losses(),
        "schedules": schedules(),
        "training": training(),
    }
    (HERE / "plugins.json").write_text(text(golden) + "\n", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
