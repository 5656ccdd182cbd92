import Recurrent

extension Catalogue {
    private static let size = ParameterType.whole(1...65_536)
    private static let activations = Activation.allCases.map(\.rawValue)

    static let layers: [Function] = [
        Function(
            "rnn", .layers, "Elman's recurrent layer: the new state is an activation of input and old state.",
            parameters: [
                .required("units", size, "Width of the state, which is the output at each step."),
                .optional("activation", .choice(activations), .text("tanh"), "What is applied to the sum of input and state."),
            ],
            gives: .network, example: "rnn(32) | last | dense(10)", related: ["gru", "lstm", "bidirectional"]),
        Function(
            "gru", .layers, "Gated recurrent unit: gates decide what of the old state is kept.",
            parameters: [
                .required("units", size, "Width of the state, which is the output at each step."),
                .optional(
                    "reset", .choice(ResetGate.allCases.map(\.rawValue)), .text("after"),
                    "Whether the reset gate works after the state's product, as in PyTorch and Keras, or before it, as in TensorFlow 1."),
            ],
            gives: .network, example: "gru(200) | dropout(0.5) | last | dense(10)", related: ["lstm", "rnn", "bidirectional"]),
        Function(
            "lstm", .layers, "Long short-term memory: a gated cell beside the state remembers over many steps.",
            parameters: [
                .required("units", size, "Width of the state, which is the output at each step."),
                .optional(
                    "forget", .number(.any), .number(1), "Where the forget gate's bias starts; larger values remember longer at first."),
            ],
            gives: .network, example: "lstm(128) | dense(17)", related: ["gru", "rnn", "bidirectional"]),
        Function(
            "bidirectional", .layers,
            "Reads the sequence forward with one copy of the layer and backward with another, and joins both outputs.",
            parameters: [.required("layer", .recurrentLayer, "A recurrent layer: its width is that of each direction.")],
            gives: .network, example: "bidirectional(lstm(128)) | dropout(0.5) | dense(17)", related: ["rnn", "gru", "lstm"]),
        Function(
            "embedding", .layers, "Turns symbols, such as words or characters, into learned vectors; it must come first.",
            parameters: [.required("size", size, "Width of the vectors.")],
            gives: .network, example: "embedding(64) | lstm(128) | dense(17)", related: ["dense"]),
        Function(
            "dense", .layers, "Weighs all inputs for each output; one copy is shared by all steps where the time axis is kept.",
            parameters: [
                .required("units", size, "Number of outputs; at the end of a network one for each class, or for each value."),
                .optional("activation", .choice(activations), .text("linear"), "What is applied to each output."),
            ],
            gives: .network, example: "gru(32) | last | dense(64, relu) | dense(10)", related: ["embedding", "last"]),
        Function(
            "dropout", .layers, "Zeroes outputs at random while training, so that a network does not rely on single ones.",
            parameters: [.required("rate", .number(.rate), "The share that is zeroed.")],
            gives: .network, example: "gru(32) | dropout(0.5) | last | dense(10)", related: ["gru", "train"]),
        Function(
            "last", .layers, "Keeps the last real step of each sequence, so that the network says one thing about the whole.",
            gives: .network, example: "gru(32) | last | dense(10)", related: ["mean", "dense"]),
        Function(
            "mean", .layers, "The mean over the real steps of each sequence.",
            gives: .network, example: "gru(32) | mean | dense(10)", related: ["last"]),
        Function(
            "residual", .layers, "Adds the input to what the layers inside make of it; both must have one shape.",
            parameters: [.required("layers", .value(.network), "What to go around.")],
            gives: .network, example: "gru(32) | residual(gru(32) | dropout(0.2)) | last | dense(10)", related: ["gru", "dropout"]),
    ]
}
