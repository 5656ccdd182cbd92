"""Runs each graph of a folder in ONNX Runtime and tells how far its outputs are from those that stand beside it, as a share of the largest of
these where that is more than 1.

NAME.onnx is a graph, NAME.json a list of calls: {"inputs": {name: array}, "outputs": {name: array}, "lengths": [...]}, where an array is {"type", "shape", "values"}. Of outputs a step
only those within the lengths count. A call may say "halves": the sequences are then read in two parts as well, the second beginning with the final states of the first.
Writes a line {"name", "deviation", "halves"} a graph.
"""

import json
import pathlib
import sys

import numpy
import onnx
import onnxruntime


def array(description):
    return numpy.array(description["values"], dtype=description["type"]).reshape(description["shape"])


def deviation(found, wanted, lengths):
    difference = numpy.abs(found.astype(numpy.float64) - wanted.astype(numpy.float64))
    if found.shape != wanted.shape:
        raise SystemExit(f"shape {found.shape} in place of {wanted.shape}")
    if difference.ndim == 3:
        difference = numpy.concatenate([row[:length].ravel() for row, length in zip(difference, lengths)])
    if numpy.isnan(difference).any():
        raise SystemExit("not a number")
    return float(difference.max()) / max(1.0, float(numpy.abs(wanted).max()))


options = onnxruntime.SessionOptions()
options.log_severity_level = 3
print(json.dumps({"onnx": onnx.__version__, "onnxruntime": onnxruntime.__version__}))
for file in sorted(pathlib.Path(sys.argv[1]).glob("*.onnx")):
    onnx.checker.check_model(str(file), full_check=True)
    session = onnxruntime.InferenceSession(str(file), options, providers=["CPUExecutionProvider"])
    names = [output.name for output in session.get_outputs()]
    worst, halves = 0.0, None
    for call in json.loads(file.with_suffix(".json").read_text()):
        inputs = {name: array(value) for name, value in call["inputs"].items()}
        found = dict(zip(names, session.run(None, inputs)))
        for name, wanted in call["outputs"].items():
            worst = max(worst, deviation(found[name], array(wanted), call["lengths"]))
        if call.get("halves"):
            middle = inputs["input"].shape[1] // 2
            first = dict(zip(names, session.run(None, {"input": inputs["input"][:, :middle]})))
            states = {name.replace("final", "initial"): value for name, value in first.items() if ".final_" in name}
            second = dict(zip(names, session.run(None, {"input": inputs["input"][:, middle:], **states})))
            for name, wanted in found.items():
                if ".final_" in name:
                    parts = second[name]
                elif wanted.ndim == 3:
                    parts = numpy.concatenate([first[name], second[name]], axis=1)
                else:
                    parts = second[name]
                halves = max(halves or 0.0, float(numpy.abs(parts - wanted).max()))
    print(json.dumps({"name": file.stem, "deviation": worst, "halves": halves}))
