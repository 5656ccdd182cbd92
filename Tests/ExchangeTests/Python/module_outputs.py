"""Loads each module of a folder, NAME.py, and tells how far the outputs of its network are from those in NAME.json; see calls.py. The framework is the first argument.
Writes a line {"name", "deviation"} a module, after one with the framework's version.
"""

import json
import pathlib
import runpy
import sys

import numpy

from calls import array, deviation


def in_pytorch(network, inputs, lengths):
    with torch.no_grad():
        return network(torch.from_numpy(inputs), None if lengths is None else torch.from_numpy(lengths)).numpy()


def in_keras(network, inputs, lengths):
    return keras.ops.convert_to_numpy(network(inputs, lengths))


if sys.argv[1] == "pytorch":
    import torch

    call, version = in_pytorch, torch.__version__
else:
    import keras

    call, version = in_keras, f"{keras.__version__} on {keras.backend.backend()}"
print(json.dumps({"version": version}))
for file in sorted(pathlib.Path(sys.argv[2]).glob("*.py")):
    module = runpy.run_path(str(file))
    network, about = module["load"](), module["about"]()
    worst = 0.0
    for question in json.loads(file.with_suffix(".json").read_text()):
        inputs = {name: array(value) for name, value in question["inputs"].items()}
        said = call(network, inputs["input"], inputs.get("lengths"))
        for name, wanted in question["outputs"].items():
            found = said
            if name == "path" or "path" in question["outputs"]:
                found = call(network.best_path if name == "path" else network.shares, said, inputs.get("lengths"))
                found = found[:, :, None] if name == "path" else found
            elif name == "probabilities":
                found = found.astype(numpy.float64)
                if about["task"] == "labels":
                    found = 1 / (1 + numpy.exp(-found))
                else:
                    shares = numpy.exp(found - found.max(-1, keepdims=True))
                    found = shares / shares.sum(-1, keepdims=True)
            worst = max(worst, deviation(found, array(wanted), question["lengths"]))
    print(json.dumps({"name": file.stem, "deviation": worst}), flush=True)
