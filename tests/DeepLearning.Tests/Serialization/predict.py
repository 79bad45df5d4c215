"""Predicts with a file of the library, by the description of its layout and with NumPy alone.

python3 predict.py FILE... < rows.json > outputs.json: rows are examples, of numbers or texts, null where a value is missing; outputs are a list a file.
"""
import hashlib
import json
import math
import struct
import sys

import numpy as np


def read(path):
    with open(path, "rb") as file:
        data = file.read()
    length = struct.unpack("<Q", data[:8])[0]
    header = json.loads(data[8:8 + length].decode("utf-8"))
    texts = header.pop("__metadata__")
    numbers = data[8 + length:]
    assert length % 8 == 0
    tensors, position = {}, 0
    for name, tensor in header.items():
        begin, end = tensor["data_offsets"]
        assert begin == position
        position = end
        kind = {"F32": "<f4", "F64": "<f8"}[tensor["dtype"]]
        tensors[name] = np.frombuffer(numbers[begin:end], kind).reshape(tensor["shape"])
    assert position == len(numbers)
    assert texts["sha256"] == checksum(texts, header, numbers)
    return texts, tensors


def checksum(texts, header, numbers):
    commas = lambda numbers: ",".join(map(str, numbers))
    parts = [part for key in sorted(texts) if key != "sha256" for part in (key, texts[key])]
    for name, tensor in sorted(header.items()):
        parts += [name, tensor["dtype"], commas(tensor["shape"]), commas(tensor["data_offsets"])]
    return hashlib.sha256("".join(part + "\0" for part in parts).encode() + numbers).hexdigest()


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def softmax(z):
    e = np.exp(z - z.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


ACTIVATIONS = {
    "Identity": lambda z: z,
    "Sigmoid": sigmoid,
    "Tanh": np.tanh,
    "ReLU": lambda z: np.maximum(0, z),
    "LeakyReLU": lambda z, slope: np.where(z > 0, z, slope * z),
    "ELU": lambda z, alpha: np.where(z > 0, z, alpha * np.expm1(z)),
    "SELU": lambda z: 1.0507009873554805 * np.where(z > 0, z, 1.6732632423543772 * np.expm1(z)),
    "GELU": lambda z: 0.5 * z * (1 + np.vectorize(math.erf)(z / math.sqrt(2))),
    "TanhGELU": lambda z: 0.5 * z * (1 + np.tanh(math.sqrt(2 / math.pi) * (z + 0.044715 * z ** 3))),
    "SiLU": lambda z: z * sigmoid(z),
    "Softplus": lambda z: np.logaddexp(0, z),
    "HardSigmoid": lambda z: np.clip(z / 6 + 0.5, 0, 1),
    "Softmax": softmax,
}


def forward(network, tensors, a):
    assert a.shape[1] == network["inputs"]
    for i, layer in enumerate(network["layers"]):
        weight, bias = tensors[f"layers.{i}.weight"], tensors[f"layers.{i}.bias"]
        assert weight.shape == (layer["units"], a.shape[1])
        values = dict(layer["activation"])
        z = a @ weight.T + bias
        if "normalization" in layer:
            assert layer["normalization"]["name"] == "LayerNormalization"
            z = (z - z.mean(axis=1, keepdims=True)) / np.sqrt(z.var(axis=1, keepdims=True) + layer["normalization"]["epsilon"])
            z = tensors[f"layers.{i}.gain"] * z + tensors[f"layers.{i}.shift"]
        a = ACTIVATIONS[values.pop("name")](z, **values)
    return a


def impute(columns, transform):
    for fill in transform["columns"]:
        value = fill.get("number", fill.get("text"))
        columns[fill["column"]] = [value if x is None else x for x in columns[fill["column"]]]
    return columns


def encode(columns, transform):
    categories = {column["column"]: column["categories"] for column in transform["columns"]}
    encoded = {}
    for name, values in columns.items():
        if name in categories:
            for category in categories[name]:
                encoded[f"{name}={category}"] = [1.0 if x == category else 0.0 for x in values]
        else:
            encoded[name] = values
    return encoded


def scale(columns, transform):
    for s in transform["columns"]:
        columns[s["column"]] = [(x - s["shift"]) / s["scale"] for x in columns[s["column"]]]
    return columns


def scale_robustly(columns, transform):
    for s in transform["columns"]:
        u = [None if x is None else (x - s["median"]) * s["scale"] for x in columns[s["column"]]]
        columns[s["column"]] = [None if x is None else x / math.sqrt(1 + (x / 3) ** 2) for x in u]
    return columns


def encode_piecewise(columns, transform):
    edges = {column["column"]: column["edges"] for column in transform["columns"]}
    encoded = {}
    for name, values in columns.items():
        encoded[name] = values
        for i, (low, high) in enumerate(zip(edges.get(name, []), edges.get(name, [])[1:])):
            encoded[f"{name}[{i + 1}]"] = [None if x is None else min(max((x - low) / (high - low), 0), 1) for x in values]
    return encoded


def indicate_missing(columns, transform):
    encoded = {}
    for name, values in columns.items():
        encoded[name] = values
        if name in transform["columns"]:
            encoded[f"{name} is missing"] = [1.0 if x is None else 0.0 for x in values]
    return encoded


def encode_categories(columns, transform):
    codes = {column["column"]: column for column in transform["columns"]}
    encoded = {}
    for name, values in columns.items():
        categories = codes[name]["categories"] if name in codes else []
        texts = ["" if x is None else x for x in values]
        if name not in codes:
            encoded[name] = values
        elif codes[name]["code"] == "sign":
            encoded[name] = [-1.0 if x == categories[0] else 1.0 if x == categories[1] else 0.0 for x in texts]
        else:
            for category in categories:
                encoded[f"{name}={category}" if category else f"{name} is missing"] = [1.0 if x == category else 0.0 for x in texts]
    return encoded


TRANSFORMS = {
    "Imputation": impute,
    "OneHot": encode,
    "Scaling": scale,
    "RobustScaling": scale_robustly,
    "PiecewiseLinear": encode_piecewise,
    "MissingIndicators": indicate_missing,
    "CategoryCodes": encode_categories,
}


def prepare(pipeline, rows):
    columns = {column["name"]: [row[i] for row in rows] for i, column in enumerate(pipeline["inputs"])}
    for transform in pipeline["transforms"]:
        columns = TRANSFORMS[transform["name"]](columns, transform)
    assert list(columns) == pipeline["features"]
    return list(map(list, zip(*columns.values())))


def predict(path, rows):
    texts, tensors = read(path)
    assert texts["format"] == "DeepLearning" and texts["format_version"] == "1"
    pipeline = json.loads(texts.get("pipeline", "null"))
    x = np.array(prepare(pipeline, rows) if pipeline else rows, dtype=next(iter(tensors.values())).dtype)
    outputs = forward(json.loads(texts["network"]), tensors, x)
    for i, s in enumerate(pipeline["output"].get("scalings", []) if pipeline else []):
        outputs[:, i] = outputs[:, i] * s["scale"] + s["shift"]
    return outputs.tolist()


rows = json.load(sys.stdin)
json.dump([predict(path, rows) for path in sys.argv[1:]], sys.stdout)
