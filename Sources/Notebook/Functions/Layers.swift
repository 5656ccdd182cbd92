import CellLanguage
import Recurrent

/// Functions that give a network of one layer.
enum LayerFunctions {
    static let all: [Function] = [
        rnn, gru, lstm, bidirectional, embedding, dense, dropout, last, first, mean, max, attend, conv, pool, join, residual, transitions,
    ]

    private static let activations = Activation.allCases.map(\.rawValue)

    private static let units = Parameter.required("units", .width, "Width of the state, which is the output at each step.")

    /// What is asked of the states of recurrent layers.
    private static let stateParameters: [Parameter] = [
        .optional(
            "recurrent_dropout", .number(.rate), .number(0),
            "The share of the state that is zeroed during training where it enters the products with the weights: one mask for all "
                + "steps of a sequence, scaled by 1 / (1 - "
                + "rate), the same for all gates (Gal and Ghahramani, 2016). The state carried on from step to step is not masked."),
        .optional(
            "zoneout", .number(.rate), .number(0),
            "The share of the state, and of an lstm's cell, that keeps its old value at a step, drawn anew at each step during "
                + "training; when the network is used, the mean of both: "
                + "rate * old + (1 - rate) * new (Krueger et al., 2017)."),
        .optional(
            "norm", .choice(Normalization.allCases.map(\.rawValue)),
            "layer: normalises each gate's product with the input, and that with the state, over the layer's units: gain * (x - mean) / sqrt(variance + 0.00001), before they are "
                + "added to each other and to the bias (Ba et al., 2016). An lstm's cell is left as it is."),
    ]

    private static func initialization(_ limit: String) -> Parameter {
        .optional(
            "init", .choice(Initialization.allCases.map(\.rawValue)), .text(Initialization.glorot.rawValue),
            "The initial weights: glorot, with orthogonal state weights and zero biases; or uniform, as in PyTorch, all between -1 and "
                + "1 times 1 / sqrt(\(limit))."
        )
    }

    static let rnn = Function.immediate(
        "rnn", .layers, "Elman's recurrent layer: the new state is an activation of the input and the old state.",
        parameters: [
            units, .optional("activation", .choice(activations), .text("tanh"), "The function applied to the sum of input and state."),
            initialization("units"),
        ] + stateParameters,
        example: "rnn(32) | last | dense(10)", related: ["gru", "lstm", "bidirectional"]
    ) { (arguments) throws(CellError) in
        try recurrent(.rnn(try arguments.choice("activation")), arguments)
    }

    static let gru = Function.immediate(
        "gru", .layers, "Gated recurrent unit: gates decide how much of the old state is kept.",
        parameters: [
            units,
            .optional(
                "reset", .choice(ResetGate.allCases.map(\.rawValue)), .text("after"),
                "Whether the reset gate is applied after the product with the state, as in PyTorch and Keras, or before it, as in "
                    + "TensorFlow 1."
            ),
            initialization("units"),
        ] + stateParameters,
        example: "gru(200) | dropout(0.5) | last | dense(10)", related: ["lstm", "rnn", "bidirectional"]
    ) { (arguments) throws(CellError) in
        try recurrent(.gru(try arguments.choice("reset")), arguments)
    }

    static let lstm = Function.immediate(
        "lstm", .layers, "Long short-term memory: a gated cell beside the state remembers over many steps.",
        parameters: [
            units,
            .optional(
                "forget", .number(.any), .number(1),
                "The initial bias of the forget gate; by default 0 with init: uniform. Larger values remember longer at first."),
            initialization("units"),
        ] + stateParameters + [
            .optional(
                "projection", .width,
                "The width to which the state is projected, less than units: h = (o * tanh(c)) P, which is the output and enters the "
                    + "next step (Sak et al., 2014; proj_size in PyTorch)."
            )
        ],
        example: "lstm(128) | dense(17)", related: ["gru", "rnn", "bidirectional"]
    ) { (arguments) throws(CellError) in
        var network = try recurrent(.lstm(forgetBias: try arguments.float("forget")), arguments)
        if case .recurrent(var recurrence)? = network.layers.first {
            if !arguments.isGiven("forget") { recurrence.cell = .lstm(forgetBias: recurrence.defaultForgetBias) }
            recurrence.projection = try arguments.optionalInteger("projection")
            network = Network([.recurrent(recurrence)])
        }
        return network
    }

    static let bidirectional = Function.immediate(
        "bidirectional", .layers,
        "Reads the sequence forward with one copy of the layer and backward with another, and joins both outputs.",
        parameters: [.required("layer", .recurrentLayer, "A recurrent layer; each direction has its width.")],
        example: "bidirectional(lstm(128)) | dropout(0.5) | dense(17)", related: ["rnn", "gru", "lstm"]
    ) { (arguments) throws(CellError) in
        guard let recurrence = try arguments.value("layer", as: Network.self).onlyRecurrence else { throw arguments.wrong("layer") }
        return Network([.bidirectional(recurrence)])
    }

    static let embedding = Function.immediate(
        "embedding", .layers, "Turns symbols, such as words or characters, into learned vectors; it must come first.",
        parameters: [.required("size", .width, "Width of the vectors.")],
        example: "embedding(64) | lstm(128) | dense(17)", related: ["dense"]
    ) { (arguments) throws(CellError) in
        Network([.embedding(size: try arguments.integer("size"))])
    }

    static let dense = Function.immediate(
        "dense", .layers, "A weighted sum of all inputs for each output; if the time axis is kept, all steps share the same weights.",
        parameters: [
            .optional(
                "units", .width,
                "Number of outputs; at the end of a network, one for each class or value. Required unless tied is given."),
            .optional("activation", .choice(activations), .text("linear"), "The function applied to each output."),
            initialization("inputs"),
            .optional(
                "tied", .choice(["embedding"]),
                "embedding: an output for each symbol, weighted by the vector that the embedding at the beginning of the network has "
                    + "for it, plus a bias (Press and Wolf, 2017); the layer before must be as wide as these vectors."
            ),
        ],
        example: "gru(32) | last | dense(64, relu) | dense(10)\nembedding(32) | lstm(32) | dense(tied: embedding)",
        related: ["embedding", "last"]
    ) { (arguments) throws(CellError) in
        if try arguments.optionalText("tied") != nil {
            guard !["units", "activation", "init"].contains(where: arguments.isGiven) else {
                throw CellError(
                    .told(
                        "dense: a tied layer has the weights of the embedding, and no units, activation or init of its own: leave them out."
                    ))
            }
            return Network([.tied])
        }
        guard arguments.has("units") else {
            throw CellError(.missingArguments(["units"], function: arguments.function.name, signature: arguments.function.written))
        }
        let initialization: Initialization = try arguments.choice("init")
        return Network([
            .dense(
                units: try arguments.integer("units"), activation: try arguments.choice("activation"),
                initialization: initialization == .glorot ? nil : initialization)
        ])
    }

    static let dropout = Function.immediate(
        "dropout", .layers, "Zeroes outputs at random during training, so that the network does not rely on any single one.",
        parameters: [.required("rate", .number(.rate), "The share that is zeroed.")],
        example: "gru(32) | dropout(0.5) | last | dense(10)", related: ["gru", "train"]
    ) { (arguments) throws(CellError) in
        Network([.dropout(rate: try arguments.float("rate"))])
    }

    static let last = Function.immediate(
        "last", .layers, "Keeps the last real step of each sequence, so that the network gives one answer for the whole sequence.",
        example: "gru(32) | last | dense(10)", related: ["mean", "attend", "max", "first", "dense"]
    ) { (_) throws(CellError) in
        Network([.last])
    }

    static let mean = Function.immediate(
        "mean", .layers, "The mean over the real steps of each sequence.",
        example: "gru(32) | mean | dense(10)", related: ["last", "attend", "max"]
    ) { (_) throws(CellError) in
        Network([.mean])
    }

    static let first = Function.immediate(
        "first", .layers, "Keeps the first step of each sequence, which a layer that reads backward reaches last.",
        example: "bidirectional(gru(32)) | first | dense(10)", related: ["last", "attend"]
    ) { (_) throws(CellError) in
        Network([.first])
    }

    static let max = Function.immediate(
        "max", .layers, "The maximum of each feature over the real steps of each sequence.",
        example: "gru(32) | max | dense(10)", related: ["mean", "attend", "last"]
    ) { (_) throws(CellError) in
        Network([.max])
    }

    static let attend = Function.immediate(
        "attend", .layers,
        "A weighted sum over the real steps of each sequence: a step x has the score v · tanh(x W + b), and the weights are the softmax "
            + "of the scores (additive attention: "
            + "Bahdanau et al., 2015, pooled as by Yang et al., 2016). The weights are shown beside the states.",
        parameters: [.optional("units", .width, "Width of W, b and v, which are learned; by default, that of the steps.")],
        example: "gru(32) | attend(16) | dense(10)", related: ["last", "mean", "max"], needsNoBrackets: true
    ) { (arguments) throws(CellError) in
        Network([.attend(units: try arguments.optionalInteger("units"))])
    }

    static let conv = Function.immediate(
        "conv", .layers,
        "A convolution over time: at each step, an activation of all steps in a window around it, times weights shared by all windows. "
            + "Steps before the first and after "
            + "the last of a sequence count as 0, so that there are as many windows as steps; with a stride, one for every so many "
            + "steps, rounded up.",
        parameters: [
            .required("channels", .width, "Number of outputs."),
            .required(
                "width", .whole(1...Layer.greatestWindow),
                "Steps in a window; if the number is even, one more lies after the step than before it."),
            .optional(
                "stride", .whole(1...Layer.greatestWindow), .number(1),
                "Steps from one window to the next; more than 1 only if nothing is predicted at each step."),
            .optional("activation", .choice(activations), .text("linear"), "The function applied to each output."),
        ],
        example: "conv(32, width: 5, stride: 2, activation: relu) | gru(64) | last | dense(10)", related: ["pool", "gru", "dense"]
    ) { (arguments) throws(CellError) in
        Network([
            .conv(
                channels: try arguments.integer("channels"), width: try arguments.integer("width"), stride: try arguments.integer("stride"),
                activation: try arguments.choice("activation"))
        ])
    }

    static let pool = Function.immediate(
        "pool", .layers,
        "The maximum or mean of each feature over windows of steps, which leaves a sequence with fewer steps: one per stride, rounded "
            + "up. The last window takes the steps that remain.",
        parameters: [
            .required("width", .whole(1...Layer.greatestWindow), "Steps in a window."),
            .optional(
                "stride", .whole(1...Layer.greatestWindow),
                "Steps from one window to the next; by default, the width of a window."),
            .optional(
                "kind", .choice(Pooling.allCases.map(\.rawValue)), .text(Pooling.max.rawValue), "Whether to take the maximum or the mean."),
        ],
        example: "conv(32, width: 5) | pool(2) | gru(64) | last | dense(10)", related: ["conv", "max", "mean"]
    ) { (arguments) throws(CellError) in
        let width = try arguments.integer("width")
        return Network([
            .pool(width: width, stride: try arguments.optionalInteger("stride") ?? width, kind: try arguments.choice("kind"))
        ])
    }

    static let residual = Function.immediate(
        "residual", .layers, "Adds the input to the output of the layers inside; both must have the same shape.",
        parameters: [.required("layers", .network, "The layers to bypass.")],
        example: "gru(32) | residual(gru(32) | dropout(0.2)) | last | dense(10)", related: ["gru", "dropout"]
    ) { (arguments) throws(CellError) in
        Network([.residual(try arguments.value("layers", as: Network.self).layers)])
    }

    static let join = Function.immediate(
        "join", .layers,
        "Several paths from one input, side by side: the outputs of the first, then those of the second, and so on.",
        parameters: [
            .repeated("path", .network, "Two or more paths, each with layers of its own; either all keep the time axis or all end it.")
        ],
        example: "join(gru(32) | last, conv(32, width: 5, activation: relu) | max) | dense(10)", related: ["residual", "conv", "max"]
    ) { (arguments) throws(CellError) in
        let paths: [Network] = try arguments.list("path")
        return Network([.join(paths.map(\.layers))])
    }

    static let transitions = Function.immediate(
        "transitions", .layers,
        "The weights of crf, a loss over whole paths of classes: a score for each class after each, and for those that a sequence "
            + "begins and ends with, all 0 at first. The scores of the steps pass through unchanged. train with loss: crf adds it at "
            + "the end if it is missing.",
        example: "bidirectional(lstm(32)) | dense(17) | transitions", related: ["crf", "dense"]
    ) { (_) throws(CellError) in
        Network([.transitions])
    }

    private static func recurrent(_ cell: CellKind, _ arguments: Arguments) throws(CellError) -> Network {
        Network([
            .recurrent(
                Recurrence(
                    cell: cell, units: try arguments.integer("units"), initialization: try arguments.choice("init"),
                    recurrentDropout: try arguments.float("recurrent_dropout"), zoneout: try arguments.float("zoneout"),
                    normalization: try arguments.optionalChoice("norm")))
        ])
    }
}

extension ParameterType {
    /// One layer that has a direction.
    fileprivate static let recurrentLayer = ParameterType.special(
        SpecialType([Network.valueType], words: "one recurrent layer, such as gru(32)") {
            $0.object(Network.self)?.onlyRecurrence != nil
        })
}

extension Network {
    /// The recurrent layer that the network consists of; nil where it is anything else.
    fileprivate var onlyRecurrence: Recurrence? {
        guard layers.count == 1, case .recurrent(let recurrence) = layers[0] else { return nil }
        return recurrence
    }
}
