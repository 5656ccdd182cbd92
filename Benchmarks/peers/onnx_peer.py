"""ONNX Runtime: forward passes of the graph's own GRU and LSTM."""

from collections.abc import Callable

import peer
from cases import Case


def build(case: Case, precision: str, threads: int) -> Callable[[], None]:
    if case.trains:
        raise peer.Unsupported("only forward passes")
    if precision != "single":
        raise peer.Unsupported("no recurrent layers in bfloat16")
    import numpy
    import onnxruntime
    from onnx import TensorProto, helper, numpy_helper

    random = numpy.random.default_rng(1)
    weights, nodes = [], []

    def tensor(name: str, *shape: int) -> str:
        values = (random.random(shape, numpy.float32) - 0.5) / 10
        weights.append(numpy_helper.from_array(values, name))
        return name

    weights.append(numpy_helper.from_array(numpy.array([1], numpy.int64), "directions"))
    columns = case.gates * case.units
    source = "input"
    for layer, width in enumerate(case.widths):
        inputs = [
            source,
            tensor(f"W{layer}", 1, columns, width),
            tensor(f"R{layer}", 1, columns, case.units),
            tensor(f"B{layer}", 1, 2 * columns),
        ]
        settings = {"hidden_size": case.units} | ({"linear_before_reset": 1} if case.cell == "gru" else {})
        nodes.append(helper.make_node(case.cell.upper(), inputs, [f"all{layer}", f"last{layer}"], **settings))
        source = f"output{layer}"
        nodes.append(helper.make_node("Squeeze", [f"all{layer}", "directions"], [source]))
    last = case.layers - 1
    if not case.labels_each_step:
        nodes.pop()
        nodes.append(helper.make_node("Squeeze", [f"last{last}", "first"], [source]))
        weights.append(numpy_helper.from_array(numpy.array([0], numpy.int64), "first"))
    nodes.append(helper.make_node("MatMul", [source, tensor("dense", case.units, case.classes)], ["product"]))
    nodes.append(helper.make_node("Add", ["product", tensor("dense bias", case.classes)], ["logits"]))

    graph = helper.make_graph(
        nodes,
        "network",
        [helper.make_tensor_value_info("input", TensorProto.FLOAT, [case.steps, case.batch, case.features])],
        [helper.make_tensor_value_info("logits", TensorProto.FLOAT, None)],
        weights,
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    session = onnxruntime.InferenceSession(model.SerializeToString(), options, providers=["CPUExecutionProvider"])
    inputs = {"input": random.random((case.steps, case.batch, case.features), numpy.float32) - 0.5}
    return lambda: session.run(None, inputs)


if __name__ == "__main__":
    peer.main(build)
