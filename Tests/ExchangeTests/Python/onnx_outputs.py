"""Runs each graph of a folder in ONNX Runtime, NAME.onnx, and tells how far its outputs are from those in NAME.json; see calls.py.

A call may say "halves": the sequences are then read in two parts as well, the second beginning with the final states of the first.
Writes a line {"name", "deviation", "halves"} a graph.
"""

import json
import pathlib
import sys

import numpy
import onnx
import onnxruntime

from calls import array, deviation

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
            own = found[name][:, :, None] if name == "path" else found[name]
            worst = max(worst, deviation(own, array(wanted), call["lengths"]))
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
