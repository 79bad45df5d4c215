"""The network written by hand in NumPy, as well as one would: float32 or float64, in-place where that is natural, columns as examples."""
import numpy as np

from workload import best_rate


class Layer:
    def __init__(self, random, inputs, units, number):
        self.w = (random.standard_normal((units, inputs)) * np.sqrt(2 / inputs)).astype(number)
        self.b = np.zeros((units, 1), number)


class GradientDescent:
    def __init__(self, parameters, rate=0.01):
        self.parameters, self.rate = parameters, np.float32(rate)

    def step(self, gradients):
        for parameter, gradient in zip(self.parameters, gradients):
            gradient *= self.rate
            parameter -= gradient


class Adam:
    def __init__(self, parameters, rate=0.001, beta1=0.9, beta2=0.999, epsilon=1e-8):
        self.parameters, self.rate, self.beta1, self.beta2 = parameters, rate, np.float32(beta1), np.float32(beta2)
        self.epsilon, self.t = np.float32(epsilon), 0
        self.v = [np.zeros_like(p) for p in parameters]
        self.s = [np.zeros_like(p) for p in parameters]

    def step(self, gradients):
        self.t += 1
        rate = np.float32(self.rate / (1 - float(self.beta1) ** self.t))
        root = np.float32(1 / np.sqrt(1 - float(self.beta2) ** self.t))
        for w, g, v, s in zip(self.parameters, gradients, self.v, self.s):
            v *= self.beta1
            v += (1 - self.beta1) * g
            s *= self.beta2
            np.square(g, out=g)
            g *= 1 - self.beta2
            s += g
            np.sqrt(s, out=g)
            g *= root
            g += self.epsilon
            np.divide(v, g, out=g)
            g *= rate
            w -= g


def rate(workload):
    random = np.random.default_rng(1)
    number = {"float": np.float32, "double": np.float64}[workload.type]
    one = workload.sizes[-1] == 1
    x = random.random((workload.examples, workload.sizes[0]), dtype=number).T
    classes = random.integers(0, 2 if one else workload.sizes[-1], workload.examples)
    y = classes.astype(number)[np.newaxis] if one else np.eye(workload.sizes[-1], dtype=number)[classes].T
    layers = [Layer(random, *shape, number) for shape in zip(workload.sizes, workload.sizes[1:])]
    parameters = [p for layer in layers for p in (layer.w, layer.b)]
    optimizer = (GradientDescent if workload.optimizer == "sgd" else Adam)(parameters)
    scale = number(1 / workload.batch)

    def step(call):
        start, end = workload.slice(call)
        activations = [x[:, start:end]]
        for layer in layers[:-1]:
            z = layer.w @ activations[-1]
            z += layer.b
            activations.append(np.maximum(z, 0, out=z))
        z = layers[-1].w @ activations[-1]
        z += layers[-1].b
        if one:
            z = 1 / (1 + np.exp(-z))
        else:
            z -= z.max(axis=0)
            np.exp(z, out=z)
            z /= z.sum(axis=0)
        delta = z
        delta -= y[:, start:end]
        delta *= scale
        gradients = []
        for l in range(len(layers) - 1, -1, -1):
            gradients += [delta.sum(axis=1, keepdims=True), delta @ activations[l].T]
            if l > 0:
                delta = layers[l].w.T @ delta
                delta *= activations[l] > 0
        optimizer.step(gradients[::-1])

    return best_rate(step)
