"""Checks ONNX models by the onnx package: python3 check_models.py MODEL...; prints a line for each that is wrong."""
import sys

import onnx

for path in sys.argv[1:]:
    try:
        onnx.checker.check_model(path, full_check=True)
        model = onnx.load(path)
        assert model.ir_version == 8, model.ir_version
        assert {o.domain: o.version for o in model.opset_import}[""] == 17
        assert all(i.type.tensor_type.shape.dim[0].dim_param == "N" for i in [*model.graph.input, *model.graph.output])
    except Exception as error:  # Whatever is wrong with it.
        print(f"{path}: {error}")
print("checked", len(sys.argv) - 1)
