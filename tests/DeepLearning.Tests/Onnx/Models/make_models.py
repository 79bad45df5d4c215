#!/usr/bin/env python3
"""Writes the ONNX models and state dictionaries beside this script, and models.json: examples and what PyTorch or scikit-learn predicts for them.

Command:   python3 make_models.py            (from any folder; overwrites the files beside this script)
Versions:  Debian 12, Python 3.11.2, PyTorch 1.13.0a0 (python3-torch 1.13.1+dfsg-4), scikit-learn 1.2.1, ONNX 1.12.0.

The models called torch_* are written by torch.onnx.export. Those called sklearn_* are trained by scikit-learn and written node by node as its converter
skl2onnx 1.x lays out an MLPClassifier or MLPRegressor behind a StandardScaler, since the converter is not packaged by Debian. Those called onnx_* are
written by onnx.helper: what neither exports, and what must be refused. Weights and examples come from generators with fixed seeds. models.json records the
SHA-256 of this script and of every model, and a test compares them.
"""
import hashlib
import json
import pathlib
import platform
import struct

import numpy as np
import onnx
import onnx.numpy_helper
import sklearn
import torch
from onnx import TensorProto, helper
from sklearn.neural_network import MLPClassifier, MLPRegressor
from sklearn.preprocessing import StandardScaler
from torch import nn

HERE = pathlib.Path(__file__).resolve().parent
CASES = []


def add(name, x, y, output=None):
    """An importable model, rows of examples and of what it must predict."""
    CASES.append({"name": name, "output": output, "x": np.asarray(x, np.float64).tolist(), "y": np.asarray(y, np.float64).tolist()})


def save_state(name, module):
    """The state dictionary as a safetensors file: the length of the header, the header, the tensors."""
    header, data = {}, b""
    for key, value in module.state_dict().items():
        raw = value.numpy().tobytes()
        header[key] = {"dtype": {torch.float32: "F32", torch.int64: "I64"}[value.dtype], "shape": list(value.shape), "data_offsets": [len(data), len(data) + len(raw)]}
        data += raw
    text = json.dumps(header).encode()
    (HERE / f"{name}.safetensors").write_bytes(struct.pack("<Q", len(text)) + text + data)


def export(name, module, inputs=4, dtype=torch.float32, expected=lambda y: y, shape=None, state=False, **options):
    torch.manual_seed(1)
    for parameter in module.parameters():
        nn.init.normal_(parameter, 0, 0.8)
    for buffer_name, buffer in module.named_buffers():
        if buffer_name.endswith("running_mean"):
            nn.init.normal_(buffer, 0, 1)
        elif buffer_name.endswith("running_var"):
            nn.init.uniform_(buffer, 0.5, 3)
    module = module.to(dtype).eval()
    if state:
        save_state(name, module)
    x = torch.randn(6, *(shape or (inputs,)), dtype=dtype)
    torch.onnx.export(module, x, str(HERE / f"{name}.onnx"), input_names=["input"], dynamic_axes={"input": {0: "batch"}}, **options)
    with torch.no_grad():
        add(name, x.reshape(6, -1), expected(module(x)).reshape(6, -1))


class Normalized(nn.Module):
    """Inputs standardized by the model itself, one output scaled back and squeezed."""

    def __init__(self):
        super().__init__()
        self.hidden, self.out = nn.Linear(4, 3), nn.Linear(3, 1)
        self.register_buffer("mean", torch.tensor([0.5, -1.0, 2.0, 0.25]))
        self.register_buffer("std", torch.tensor([1.5, 0.5, 2.0, 4.0]))

    def forward(self, x):
        x = (x.view(x.size(0), -1) - self.mean) / self.std / 2 - 0.5
        return self.out(torch.relu(self.hidden(x))).squeeze(-1) * 10 + 3


class Scaled(nn.Module):
    """Two outputs scaled each by its own numbers, behind an activation."""

    def __init__(self):
        super().__init__()
        self.out = nn.Linear(4, 2)

    def forward(self, x):
        return torch.sigmoid(self.out(x)) * torch.tensor([2.0, 3.0]) + torch.tensor([-1.0, 5.0])


def torch_models():
    for activation in [nn.ReLU(), nn.LeakyReLU(0.2), nn.ELU(0.7), nn.SELU(), nn.GELU(), nn.SiLU(), nn.Softplus(), nn.Hardsigmoid(), nn.Sigmoid(), nn.Tanh()]:
        export(f"torch_{type(activation).__name__.lower()}", nn.Sequential(nn.Linear(4, 3), activation, nn.Linear(3, 2)))
    export("torch_tanhgelu", nn.Sequential(nn.Linear(4, 3), nn.GELU(approximate="tanh"), nn.Linear(3, 2)))
    export("torch_softmax", nn.Sequential(nn.Linear(4, 3), nn.Softmax(dim=1)))
    export("torch_logsoftmax", nn.Sequential(nn.Linear(4, 3), nn.LogSoftmax(dim=1)), expected=torch.exp)
    export("torch_batchnorm", nn.Sequential(
        nn.BatchNorm1d(4), nn.Linear(4, 3), nn.BatchNorm1d(3), nn.SiLU(), nn.BatchNorm1d(3), nn.Dropout(0.5), nn.Linear(3, 2)), state=True)
    export("torch_layernorm", nn.Sequential(nn.Linear(4, 5), nn.LayerNorm(5), nn.ReLU(), nn.Linear(5, 2)), state=True)
    export("torch_layernorm_plain", nn.Sequential(nn.Linear(4, 5), nn.LayerNorm(5, elementwise_affine=False), nn.Tanh(), nn.Linear(5, 2), nn.LayerNorm(2)))
    export("torch_images", nn.Sequential(nn.Flatten(), nn.Linear(12, 3, bias=False), nn.Tanh(), nn.Linear(3, 2)), shape=(1, 3, 4))
    export("torch_normalized", Normalized())
    export("torch_normalized_unfolded", Normalized(), do_constant_folding=False)
    export("torch_scaled", Scaled())
    export("torch_double", nn.Sequential(nn.Linear(4, 3), nn.GELU(), nn.Linear(3, 2), nn.Softmax(dim=-1)), dtype=torch.float64)
    export("torch_dropout", nn.Sequential(nn.Linear(4, 3), nn.ReLU(), nn.Dropout(0.5), nn.Linear(3, 2)), training=torch.onnx.TrainingMode.PRESERVE, do_constant_folding=False)


def save(name, nodes, inputs, outputs, constants, opset=15):
    graph = helper.make_graph(nodes, name, inputs, outputs, [onnx.numpy_helper.from_array(value, key) for key, value in constants.items()])
    model = helper.make_model(graph, ir_version=8, opset_imports=[helper.make_opsetid("", opset), helper.make_opsetid("ai.onnx.ml", 1)])
    onnx.checker.check_model(model)
    onnx.save(model, str(HERE / f"{name}.onnx"))


def tensor(name, columns, kind=TensorProto.FLOAT):
    return helper.make_tensor_value_info(name, kind, [None, columns] if columns else [None])


def perceptron(name, scaler, model, x, y):
    """The layout of skl2onnx for a pipeline of StandardScaler and a multilayer perceptron."""
    scale = (1 / scaler.scale_).astype(np.float32)
    nodes = [
        helper.make_node("Scaler", ["X"], ["variable"], "Scaler", domain="ai.onnx.ml", offset=scaler.mean_.astype(np.float32), scale=scale),
        helper.make_node("Cast", ["variable"], ["cast_input"], "Cast", to=TensorProto.FLOAT)]
    constants, last = {}, "cast_input"
    kinds = {"identity": "Identity", "tanh": "Tanh", "logistic": "Sigmoid", "relu": "Relu", "softmax": "Softmax"}
    for i, (coefficients, intercepts) in enumerate(zip(model.coefs_, model.intercepts_)):
        end = "" if i == 0 else str(i)
        constants[f"coefficient{end}"], constants[f"intercepts{end}"] = coefficients.astype(np.float32), intercepts.astype(np.float32).reshape(1, -1)
        nodes.append(helper.make_node("MatMul", [last, f"coefficient{end}"], [f"mul_result{end}"], f"MatMul{end}"))
        nodes.append(helper.make_node("Add", [f"mul_result{end}", f"intercepts{end}"], [f"add_result{end}"], f"Add{end}"))
        output = i + 1 == len(model.coefs_)
        last = "out_activations_result" if output else f"next_activations{end}"
        nodes.append(helper.make_node(kinds[model.out_activation_ if output else model.activation], [f"add_result{end}"], [last], f"activation{end}"))
    if isinstance(model, MLPRegressor):
        constants["shape_tensor"] = np.array([-1, 1], np.int64)
        nodes.append(helper.make_node("Reshape", [last, "shape_tensor"], ["variable1"], "Reshape"))
        outputs = [tensor("variable1", 1)]
    else:
        classes = len(model.classes_)
        constants["classes"] = model.classes_.astype(np.int32)
        if classes == 2:
            constants["unity"] = np.array(1, np.float32)
            nodes.append(helper.make_node("Sub", ["unity", last], ["negative_class_proba"], "Sub"))
            nodes.append(helper.make_node("Concat", ["negative_class_proba", last], ["probabilities"], "Concat", axis=1))
        else:
            nodes.append(helper.make_node("Identity", [last], ["probabilities"], "Identity"))
        nodes += [
            helper.make_node("ArgMax", ["probabilities"], ["argmax_output"], "ArgMax", axis=1),
            helper.make_node("ArrayFeatureExtractor", ["classes", "argmax_output"], ["extracted"], "ArrayFeatureExtractor", domain="ai.onnx.ml"),
            helper.make_node("Reshape", ["extracted", "flat"], ["reshaped"], "Reshape"),
            helper.make_node("Cast", ["reshaped"], ["label"], "Cast1", to=TensorProto.INT64)]
        constants["flat"] = np.array([-1], np.int64)
        outputs = [tensor("label", 0, TensorProto.INT64)]
        if classes == 2:
            outputs.append(tensor("probabilities", classes))
        else:
            nodes.append(helper.make_node("ZipMap", ["probabilities"], ["output_probability"], "ZipMap", domain="ai.onnx.ml", classlabels_int64s=model.classes_.tolist()))
            maps = onnx.ValueInfoProto(name="output_probability")
            kind = maps.type.sequence_type.elem_type.map_type
            kind.key_type, kind.value_type.tensor_type.elem_type = TensorProto.INT64, TensorProto.FLOAT
            outputs.append(maps)
    save(name, nodes, [tensor("X", x.shape[1])], outputs, constants)
    add(name, x, y)


def sklearn_models():
    random = np.random.RandomState(2)
    x = random.randn(120, 4) * [1, 5, 0.2, 3] + [0, 10, -4, 1]
    scaler = StandardScaler().fit(x)
    z = scaler.transform(x)
    for name, model, target in [
        ("sklearn_regressor", MLPRegressor((5, 3), activation="tanh", max_iter=200, random_state=1), z[:, 0] * z[:, 1] + z[:, 2]),
        ("sklearn_two_classes", MLPClassifier((5,), activation="logistic", max_iter=200, random_state=1), (z[:, 0] + z[:, 3] > 0).astype(int)),
        ("sklearn_three_classes", MLPClassifier((6,), max_iter=200, random_state=1), 3 + (z[:, 0] > 0) + (z[:, 3] > 0.5))]:
        model.fit(z, target)
        predicted = model.predict(z[:8]).reshape(-1, 1) if isinstance(model, MLPRegressor) else model.predict_proba(z[:8])
        perceptron(name, scaler, model, x[:8].astype(np.float32), predicted)


def other_models():
    w, b = np.array([[1, 2, -1], [0.5, -2, 3]], np.float32), np.array([0.5, -0.25], np.float32)
    x = np.array([[1, 2, 3], [-1, 0.5, 0.25]], np.float32)
    z = x @ w.T + b

    # Weights transposed, reshaped and cast by nodes; factors of Gemm; a clipped line, comparisons, and a power.
    save("onnx_constants", [
        helper.make_node("Identity", ["flat"], ["same"]),
        helper.make_node("Cast", ["same"], ["cast"], to=TensorProto.FLOAT),
        helper.make_node("Reshape", ["cast", "shape"], ["matrix"]),
        helper.make_node("Transpose", ["matrix"], ["transposed"], perm=[1, 0]),
        helper.make_node("Unsqueeze", ["b", "axis"], ["row"]),
        helper.make_node("Gemm", ["x", "transposed", "row"], ["z"], alpha=0.5, beta=2.0),
        helper.make_node("Mul", ["z", "slope"], ["sloped"]),
        helper.make_node("Add", ["sloped", "half"], ["line"]),
        helper.make_node("Clip", ["line", "zero", "one"], ["a"])],
        [tensor("x", 3)], [tensor("a", 2)],
        {"flat": w.reshape(-1).astype(np.float64), "shape": np.array([2, -1], np.int64), "axis": np.array([0], np.int64), "b": b, "slope": np.array(1 / 6, np.float32),
         "half": np.array([0.5], np.float32), "zero": np.array(0, np.float32), "one": np.array(1, np.float32)})
    y = x @ w.T / 2 + 2 * b
    add("onnx_constants", x, np.clip(y / 6 + 0.5, 0, 1))

    save("onnx_where", [
        helper.make_node("MatMul", ["x", "w"], ["product"]),
        helper.make_node("Add", ["b", "product"], ["z"]),
        helper.make_node("Greater", ["z", "zero"], ["positive"]),
        helper.make_node("Mul", ["alpha", "z"], ["small"]),
        helper.make_node("Where", ["positive", "z", "small"], ["a"]),
        helper.make_node("Sub", ["one", "a"], ["y"])],
        [tensor("x", 3)], [tensor("y", 2)],
        {"w": w.T.copy(), "b": b, "zero": np.array(0, np.float32), "alpha": np.array(0.3, np.float32), "one": np.array([1, 2], np.float32)})
    add("onnx_where", x, np.array([1, 2]) - np.where(z > 0, z, 0.3 * z))

    save("onnx_unsupported", [
        helper.make_node("Conv", ["x", "k"], ["c"], "features/conv"),
        helper.make_node("Relu", ["c"], ["r"], "features/relu"),
        helper.make_node("GlobalAveragePool", ["r"], ["g"]),
        helper.make_node("Flatten", ["g"], ["f"], "flatten"),
        helper.make_node("Gemm", ["f", "w", "b"], ["y"], "head", transB=1)],
        [helper.make_tensor_value_info("x", TensorProto.FLOAT, [None, 1, 8, 8])], [tensor("y", 2)], {"k": np.ones((3, 1, 3, 3), np.float32), "w": w, "b": b})

    save("onnx_misused", [
        helper.make_node("Gemm", ["x", "w", "b"], ["z"], "first", transB=1),
        helper.make_node("Softmax", ["z"], ["s"], "wrong axis", axis=0),
        helper.make_node("Sin", ["z"], ["n"], "wave"),
        helper.make_node("Exp", ["z"], ["q"], "growth"),
        helper.make_node("Gemm", ["q", "v"], ["p"], "second"),
        helper.make_node("Sum", ["s", "n", "p"], ["y"], "sum")],
        [tensor("x", 3)], [tensor("y", 2)], {"w": w, "b": b, "v": np.eye(2, dtype=np.float32)})

    save("onnx_two_outputs", [
        helper.make_node("Gemm", ["x", "w", "b"], ["z"], transB=1), helper.make_node("Relu", ["z"], ["a"]), helper.make_node("Tanh", ["z"], ["t"])],
        [tensor("x", 3)], [tensor("a", 2), tensor("t", 2)], {"w": w, "b": b})
    add("onnx_two_outputs", x, np.tanh(z), "t")


def main():
    torch_models()
    sklearn_models()
    other_models()
    hashes = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted([*HERE.glob("*.onnx"), *HERE.glob("*.safetensors")])}
    content = {
        "script": hashlib.sha256(pathlib.Path(__file__).read_bytes()).hexdigest(),
        "python": platform.python_version(), "torch": torch.__version__, "sklearn": sklearn.__version__, "onnx": onnx.__version__,
        "hashes": hashes, "cases": CASES}
    (HERE / "models.json").write_text(json.dumps(content, indent=1) + "\n")


main()
