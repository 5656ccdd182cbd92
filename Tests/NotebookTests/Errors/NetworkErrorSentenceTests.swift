import TestSupport
import Testing

@testable import Notebook
@testable import Recurrent

/// The exact texts of errors about networks, weights and runs.
struct NetworkErrorSentenceTests {
    private let gru = Layer.recurrent(Recurrence(cell: .gru(.after), units: 3))

    private func expect(
        _ sentences: KeyValuePairs<String, NetworkError.Problem>, sourceLocation: SourceLocation = #_sourceLocation
    ) {
        for (sentence, problem) in sentences {
            #expect(NetworkError(problem).sentence == sentence, sourceLocation: sourceLocation)
            #expect(SentenceRule.complaint(about: sentence) == nil, sourceLocation: sourceLocation)
        }
    }

    @Test func layers() {
        let steps = OutputShape(returnsSequences: true, width: 20)
        expect([
            "A network needs at least one layer, such as gru(32) | last | dense(10).": .noLayers,
            "gru(3) reads time steps, but last before it has turned them into [batch, 20]: put gru(3) before last.":
                .noTimeSteps(gru, endedBy: .last, shape: OutputShape(returnsSequences: false, width: 20)),
            "last needs a time axis, but mean has already turned the steps into [batch, features]: leave out one of them.":
                .timeEndedTwice(.last, endedBy: .mean, shape: OutputShape(returnsSequences: false, width: nil)),
            "residual adds its input [batch, time, 20] to the output of its layers, [batch, time, 21]: both must have the same shape.":
                .residualShapes(input: steps, output: OutputShape(returnsSequences: true, width: 21)),
            "embedding(4) reads symbols, so it must be the first layer; here it would read [batch, time, 20].":
                .embeddingNotFirst(.embedding(size: 4), input: steps),
            "dropout(1) is not possible: the rate is the share of outputs to drop, 0 or more and less than 1, such as 0.5.":
                .dropoutRate(.dropout(rate: 1)),
            "gru(3) is not possible: the size of units is 1 to 65536.": .units(gru, most: 65_536),
            "embedding(0) is not possible: the size of vectors is 1 to 65536.": .vectorSize(.embedding(size: 0), most: 65_536),
        ])
    }

    @Test func networkAndData() {
        let task = SequenceTask.classification(classes: 3)
        let output = OutputShape(returnsSequences: false, width: 8)
        expect([
            "The network gives an output at each step, [batch, time, 3], but toy has one class per sequence, [batch]: put `last` (or "
                + "`mean`) after the recurrent layers.":
                .outputAtEachStep(width: 3, data: "toy", task: task),
            "The network gives one output per sequence, [batch, 3], but toy has a value for each step, [batch, time, 2]: leave out `last` "
                + "(or `mean`).":
                .outputOnce(width: 3, data: "toy", task: .stepRegression(width: 2)),
            "The network's output is [batch, 8], but toy needs [batch, 3], one for each of its 3 classes: make the last layer dense(3, tanh).":
                .outputWidth(output, data: "toy", task: task, last: .dense(units: 8, activation: .tanh)),
            "The network's output is [batch, 8], but toy needs [batch, 3], one for each of its 3 classes: end it with dense(3).":
                .outputWidth(output, data: "toy", task: task, last: .last),
            "The network's output is [batch, time, 8], but toy needs [batch, time, 1], the value: end it with dense(1).":
                .outputWidth(
                    OutputShape(returnsSequences: true, width: 8), data: "toy", task: .stepRegression(width: 1), last: gru),
            "embedding(4) reads symbols, [batch, time], but toy has numbers, [batch, time, 2]: leave it out.":
                .readsSymbols(.embedding(size: 4), data: "toy", width: 2),
            "mean reads numbers, but the data has symbols: put embedding(32) first.": .readsNumbers(.mean),
            "toy asks for the next symbol, but holds numbers instead of symbols.": .noNextSymbol(data: "toy"),
            "The network gives one output per sequence, [batch, 3], but the labels of toy are read along its steps, which needs an output "
                + "at each: leave out `last` (or `mean`).":
                .outputOnce(width: 3, data: "toy", task: .transcription(labels: 2)),
            "Sequence 4 of toy has 3 labels but only 2 steps to read them from: leave out the sequence, or give it more steps.":
                .tooManyLabels(3, repeats: 0, sequence: 4, steps: 2, data: "toy"),
            "pool(2) makes fewer steps, one of every 4 in all, but toy has a class for each original step: leave out the stride.":
                .outputAtFewerSteps(.pool(width: 2, stride: 2, kind: .max), times: 4, data: "toy", task: .labelling(classes: 3)),
            "conv(3, width: 0, stride: 2) is not possible: width and stride are 1 to 4096 steps.":
                .window(.conv(channels: 3, width: 0, stride: 2, activation: .linear), most: 4096),
            "dense(tied: embedding) compares its input with the embedding's vectors of 8 numbers, but reads [batch, time, 4]: put dense(8) before it, or give the embedding that width.":
                .tiedWidth(.tied, size: 8, input: OutputShape(returnsSequences: true, width: 4)),
            "toy has no sequences.": .noSequences(data: "toy"),
            "Sequence 1 of toy has no time steps: leave it out.": .noSteps(sequence: 1, data: "toy"),
            "Sequence 1 of broken has the value nan at step 0, feature 1: fill it, or leave the sequence out.":
                .inputNotFinite(.nan, sequence: 1, step: 0, feature: 1, data: "broken"),
            "Sequence 1 of broken has a target that is not finite: leave it out.": .valueNotFinite(sequence: 1, data: "broken"),
        ])
    }

    @Test func plansWeightsAndMemory() {
        let wide = MemoryDemand(weights: 1e9, activations: 6e10)
        expect([
            "epochs is 0; it must be 1 to 10000000.": .plan(.epochs(0, most: 10_000_000)),
            "The schedule step_decay(1, epochs: 0) is not possible: factors must be 0 or more, epochs and steps 1 or more.":
                .plan(.schedule(.stepDecay(factor: 1, epochs: 0))),
            "The weights have no tensor 0.bias, which the network needs; there are 1 tensors (0.kernel, ...).":
                .weights(.noTensor("0.bias", found: ["0.kernel"])),
            "The tensor 0.bias has the shape [4], but the network needs [3].":
                .weights(.tensorShape("0.bias", found: [4], expected: [3])),
            "Layer 0, gru(8, reset: before): PyTorch's GRU applies its reset gate after the product; use gru(8) or the keras format.":
                .weights(.unknownToPyTorch(Recurrence(cell: .gru(.before), units: 8), layer: "0")),
            "Layer 2, attend(4): PyTorch has no such layer; use the unroll format, or save a Python module, such as \"net.py\".":
                .weights(.unknownElsewhere(.attend(units: 4), layer: "2", .pytorch)),
            "Layer 0, gru(8, zoneout: 0.1): Keras has no such layer; use the unroll format, or save a Python module, such as \"net.py\".":
                .weights(.unknownElsewhere(.recurrent(Recurrence(cell: .gru(.after), units: 8, zoneout: 0.1)), layer: "0", .keras)),
            "The loss focal(-1) is not possible: a smoothed share is 0 or more and less than 1, a focus 0 or more.": .plan(
                .loss(.focal(-1))),
            "smoothing(0.1) is a loss for one of several classes; sines has other targets: leave out `loss`.":
                .lossOfClasses(.smoothing(0.1), data: "sines"),
            "gru(8, zoneout: 1) is not possible: recurrent_dropout and zoneout are shares of the state, 0 or more and less than 1.":
                .stateRate(.recurrent(Recurrence(cell: .gru(.after), units: 8, zoneout: 1))),
            "lstm(8, projection: 8) is not possible: a projection makes the state of an lstm narrower than its units, where it has no recurrent_dropout, zoneout or norm.":
                .projection(.recurrent(Recurrence(cell: .lstm(forgetBias: 1), units: 8, projection: 8))),
            "Layer 3.1, rnn(8, sigmoid): PyTorch's RNN has only tanh and relu.":
                .weights(.unknownToPyTorch(Recurrence(cell: .rnn(.sigmoid), units: 8), layer: "3.1")),
            "Training on 1 sequences of 1000000 steps at once would take 61 GB; this machine has 8 GB. Make batches smaller, or read long sequences in windows of steps.":
                .memory(sequences: 1, steps: 1_000_000, demand: wide, available: 8e9, trains: true),
            "Samples are drawn from a network that predicts the next symbol at each step and reads forward, such as lstm(128) | dense(65).":
                .noLanguageModel(vocabulary: 65),
        ])
        #expect([3e5, 1.24e6, 61.4e6, 2.5e9, 4e13].map(MemoryDemand.text) == ["0.3 MB", "1.2 MB", "61 MB", "2.5 GB", "40 TB"])
    }

    /// What a network needs is shown beside what a file has, with names in numerical order; names in a file cannot
    /// break lines.
    @Test func weightsSideBySide() {
        let problem = NetworkError.WeightsProblem.noModule(
            layer: gru, expected: [9, 2], found: ["rnn10.weight_ih_l0": [12, 2], "rnn9.weight_ih_l0": [6, 2], "a\nb.weight": [4]],
            needed: [
                LayerWeights(layer: gru, shapes: [[9, 2], [9, 3]]),
                LayerWeights(layer: .dense(units: 2, activation: .linear), shapes: [[2, 3]]),
            ])
        #expect(
            NetworkError(.weights(problem)).sentence == """
                No module of the file has weights of the shape [9, 2] that gru(3) needs.
                the network needs     the file has
                gru(3) [9, 2] [9, 3]  a\u{240A}b.weight [4]
                dense(2) [2, 3]       rnn9.weight_ih_l0 [6, 2]
                                      rnn10.weight_ih_l0 [12, 2]
                """)
        expect([
            "The file's LSTM has a projection (rnn.weight_hr_l0), as proj_size makes it: write lstm(8, projection: 3).":
                .weights(.projection(tensor: "rnn.weight_hr_l0", units: 8, width: 3))
        ])
    }

    @Test func filesOfWeights() {
        let error = SafetensorsError(file: "a.safetensors", tensor: "0.bias", problem: .shape([-1]))
        #expect(error.sentence == "a.safetensors: tensor 0.bias: The shape [-1] is impossible.")
        #expect(
            SafetensorsError(file: "", problem: .trailing(1)).sentence == "1 bytes follow the last tensor in the header.")
        #expect(
            SafetensorsError(file: "", problem: .otherNetwork(.weights(.missing("0.bias")))).sentence
                == "The checkpoint belongs to another network: The weights of this network include 0.bias, which is missing here.")
    }

    @Test func writesHowLayersBegin() {
        let layers: [Layer] = [
            .recurrent(Recurrence(cell: .rnn(.relu), units: 3, initialization: .uniform)),
            .recurrent(Recurrence(cell: .lstm(forgetBias: 0), units: 3, initialization: .uniform)),
            .recurrent(Recurrence(cell: .lstm(forgetBias: 1), units: 3, initialization: .uniform)),
            .dense(units: 2, activation: .linear, initialization: .uniform),
        ]
        let written = "rnn(3, relu, init: uniform) | lstm(3, init: uniform) | lstm(3, forget: 1, init: uniform) | dense(2, init: uniform)"
        #expect(Network(layers).written == written)
        #expect(output(of: "(\(written)).summary(strokes(train: 9, test: 1))").contains("lstm(3, forget: 1, init: uniform)"))
    }

    @Test func writesWhatIsDoneToStates() {
        let written = "gru(3, recurrent_dropout: 0.25, zoneout: 0.1, norm: layer) | attend(4) | dense(2)"
        let layers: [Layer] = [
            .recurrent(Recurrence(cell: .gru(.after), units: 3, recurrentDropout: 0.25, zoneout: 0.1, normalization: .layer)),
            .attend(units: 4), .dense(units: 2, activation: .linear),
        ]
        #expect(Network(layers).written == written)
        for network in [written, "gru(3) | max | dense(2)", "gru(3) | first | dense(2)", "gru(3) | attend | dense(2)"] {
            let table = output(of: "(\(network)).summary(strokes(train: 9, test: 1))")
            for layer in network.components(separatedBy: " | ") { #expect(table.contains(layer)) }
        }
    }

    @Test func lossesOfClasses() {
        let data = "d = strokes(train: 20, test: 4)\n"
        for loss in ["smoothing(0.1)", "focal(2)", "focal()"] {
            let result = runCells([data + "train(gru(4) | last | dense(10), d, epochs: 1, loss: \(loss))"])[0]
            #expect(result.status == .done, "\(result.output)")
        }
        let result = runCells(["train(gru(4) | dense(1), sines(train: 5, test: 2), epochs: 1, loss: smoothing(0.1))"])[0]
        #expect(result.output.contains("smoothing(0.1) is a loss for one of several classes"), "\(result.output)")
    }

    @Test func writesLayersAsInACell() {
        let lstm = Recurrence(cell: .lstm(forgetBias: 1), units: 100)
        let layers: [Layer] = [
            .recurrent(Recurrence(cell: .rnn(.tanh), units: 3)), .recurrent(Recurrence(cell: .rnn(.relu), units: 3)), .bidirectional(lstm),
            .recurrent(Recurrence(cell: .lstm(forgetBias: 0), units: 5)),
            .residual([.recurrent(Recurrence(cell: .gru(.before), units: 2)), .dropout(rate: 0.25)]), .mean,
            .dense(units: 10, activation: .tanh), .embedding(size: 64),
        ]
        #expect(
            Network(layers).written
                == "rnn(3) | rnn(3, relu) | bidirectional(lstm(100)) | lstm(5, forget: 0) | residual(gru(2, reset: before) | dropout(0.25)) | mean | dense(10, tanh) | embedding(64)"
        )
    }
}
