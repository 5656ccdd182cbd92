import Recurrent
import TextFormatting

extension NetworkError {
    /// What a user is told: what is wrong, and what to do about it.
    public var sentence: String {
        // Lists beside one another stay lines.
        if case .weights(.noModule) = problem { return problem.sentence.visibleLines }
        return problem.sentence.visible
    }
}

extension NetworkError.Problem {
    /// What is wrong and what to do.
    var sentence: String {
        switch self {
        case .noLayers: "A network needs at least one layer, such as gru(32) | last | dense(10)."
        case .inputWidth(let width, let most): "The input has \(width) numbers per step; a network reads 1 to \(most)."
        case .embeddingNotFirst(let layer, let input):
            "\(layer.written) reads symbols, so it must be the first layer; here it would read \(input.text)."
        case .projection(let layer):
            "\(layer.written) is not possible: a projection makes the state of an lstm narrower than its units, where it has no recurrent_dropout, zoneout or norm."
        case .stateRate(let layer):
            "\(layer.written) is not possible: recurrent_dropout and zoneout are shares of the state, 0 or more and less than 1."
        case .dropoutRate(let layer):
            "\(layer.written) is not possible: the rate is the share of outputs to drop, 0 or more and less than 1, such as 0.5."
        case .timeEndedTwice(let layer, let other, let shape):
            "\(layer.written) needs a time axis, but \(other.written) has already turned the steps into \(shape.text): leave out one of "
                + "them."
        case .noTimeSteps(let layer, let other, let shape):
            "\(layer.written) reads time steps, but \(other.written) before it has turned them into \(shape.text): "
                + "put \(layer.written) before \(other.written)."
        case .window(let layer, let most): "\(layer.written) is not possible: width and stride are 1 to \(most) steps."
        case .fewerStepsInResidual(let layer):
            "\(layer.written) makes fewer steps, which do not fit those beside it: put it outside, or leave out its stride."
        case .noEmbedding(let layer):
            "\(layer.written) reuses the weights of an embedding: begin the network with one, such as embedding(32)."
        case .tiedWidth(let layer, let size, let input):
            "\(layer.written) compares its input with the embedding's vectors of \(size) numbers, but reads \(input.text): put "
                + "dense(\(size)) before it, or give the embedding that width."
        case .notLast(let layer): "\(layer.written) can only be the last layer."
        case .fewPaths(let layer): "\(layer.written) needs two or more paths, such as join(gru(32), conv(32, width: 5))."
        case .insideJoin(let layer): "\(layer.written) cannot be inside join: put it before."
        case .joinShapes(let shapes):
            "The paths of join give \(shapes.map(\.text).joined(separator: " and ")): let all of them keep the time axis, or none."
        case .backwardNotLast(let path):
            "Only the last path of join may end with a layer that reads backward: put \(path.written) last."
        case .emptyResidual: "residual needs layers to bypass, such as residual(gru(32))."
        case .embeddingInResidual(let layer):
            "\(layer.written) cannot be inside residual: symbols cannot be added to vectors."
        case .residualShapes(let input, let output):
            "residual adds its input \(input.text) to the output of its layers, \(output.text): both must have the same shape."
        case .forgetBias(let layer): "\(layer.written) is not possible: the forget gate's bias must be a finite number."
        case .units(let layer, let most): "\(layer.written) is not possible: the size of units is 1 to \(most)."
        case .vectorSize(let layer, let most): "\(layer.written) is not possible: the size of vectors is 1 to \(most)."

        case .outputAtEachStep(let width, let data, let task):
            "The network gives an output at each step, [batch, time, \(width)], but \(data) has one \(task.targetWords) per sequence, "
                + "[batch\(task.targetWidth)]: put `last` (or `mean`) after the recurrent layers."
        case .outputOnce(let width, let data, .transcription):
            "The network gives one output per sequence, [batch, \(width)], but the labels of \(data) are read along its steps, which "
                + "needs an output at each: leave out `last` (or `mean`)."
        case .outputOnce(let width, let data, let task):
            "The network gives one output per sequence, [batch, \(width)], but \(data) has a \(task.targetWords) for each step, "
                + "[batch, time\(task.targetWidth)]: leave out `last` (or `mean`)."
        case .outputAtFewerSteps(let layer, let times, let data, let task):
            "\(layer.written) makes fewer steps, one of every \(times) in all, but \(data) has a \(task.targetWords) for each original "
                + "step: leave out the stride."
        case .outputWidth(let output, let data, let task, let last):
            Self.outputWidth(output, data: data, task: task, last: last)
        case .readsNumbers(let layer): "\(layer.written) reads numbers, but the data has symbols: put embedding(32) first."
        case .readsSymbols(let layer, let data, let width):
            "\(layer.written) reads symbols, [batch, time], but \(data) has numbers, [batch, time, \(width)]: leave it out."
        case .noNextSymbol(let data): "\(data) asks for the next symbol, but holds numbers instead of symbols."
        case .noSeries(let data):
            "\(data) is not a series to continue: forecasts need data whose targets are later values of its features, such as a csv "
                + "without a class column."
        case .unknownFeatures(let names, let data):
            "Nobody knows how \(names.joined(separator: ", ")) of \(data) will continue, but the network reads it: train without it, or "
                + "predict all features, or name those known in advance as known: [...]."
        case .featuresKnownTooShort(let names, let steps, nil):
            "The network reads \(names.joined(separator: ", ")) for all \(steps) steps ahead, which windows do not contain: predict the "
                + "windows instead."
        case .featuresKnownTooShort(let names, let steps, let back?):
            "\(names.joined(separator: ", ")) is known as far as the data reaches, but the forecast begins \(back) steps before its end "
                + "and has \(steps): "
                + "begin with back: \(steps), or add rows with the known values."
        case .forecastTooFarBack(let back, let most, let data):
            "A forecast cannot begin \(back) steps before the end of \(data): there are \(max(0, most))."
        case .forecastOfMissing(let sequence, let data):
            "Sequence \(sequence) of \(data) ends with missing values: a forecast has nothing to continue from."
        case .lossOfClasses(let loss, let data):
            "\(loss.written) is a loss for one of several classes; \(data) has other targets: leave out `loss`."
        case .noLabelSequences(let data):
            "ctc reads labels along the steps of a sequence whose positions are unknown; \(data) has no such labels: leave out `loss`, "
                + "or use data such as "
                + "words(unsegmented: true), or jsonl with target: transcript."
        case .noPaths(let data):
            "crf weights the classes of neighbouring steps; \(data) has no class at each step: leave out `loss`."
        case .transitionsWithoutPaths(let loss):
            "transitions holds weights of crf, but the network is trained with \(loss.written): train it with loss: crf, or leave out "
                + "the layer."
        case .pathsWithoutTransitions: "crf needs its weights in the network: end it with transitions."
        case .quantilesOfClasses(let data): "\(data) has classes to predict, but quantiles are for values: leave out `loss`."
        case .lossOfOneTarget(let loss, let data):
            "\(data) has several targets: \(loss.written) is for a single one. Leave out `loss`, or give each a loss with weighted(...)."
        case .targetWeights(let count, [], let data):
            "`weighted` names \(count) targets, but \(data) has one: leave out `loss`."
        case .targetWeights(let count, let targets, let data):
            "`weighted` names \(count) targets, but \(data) has \(targets.count), \(targets.joined(separator: ", ")): give a weight or "
                + "loss for each."
        case .mixedTargets(let names, let data):
            "\(names.joined(separator: " and ")) of \(data) \(names.count == 1 ? "is" : "are") predicted at each step, the other "
                + "targets once per sequence: learn them "
                + "in two runs."
        case .stepWeightsWithoutSteps(let data):
            "The steps of \(data) have weights, but there is not a target for each step: leave out step_weights."
        case .stepWeightsOfPaths(let data):
            "crf weights whole paths, but the steps of \(data) have weights of their own: leave out `loss` or step_weights."
        case .trainedOnOtherWidth(let own, let data, let width):
            "The network was trained on inputs of width \(own), but those of \(data) have width \(width)."
        case .testWidth(let width, let test, let train, let trainWidth):
            "\(test), to test on, has inputs of width \(width), but \(train), to train on, of \(trainWidth)."
        case .testTask(let test, let train): "\(test), to test on, has different targets from \(train), to train on."
        case .noExample(let example, let data, let count):
            "\(data) has no example \(example); it has \(count), from 0 to \(count - 1)."

        case .notExplained:
            "The output of this network has no derivative that could be followed from zeros: networks with ctc or norm are not explained."
        case .severalNotExplained(let names):
            "The run has several targets, \(names.joined(separator: ", ")); only runs with a single target can be explained."
        case .noOutput(let output, let outputs): "There is no output \(output + 1): the network has \(outputs), counted from 1."
        case .noClass(let name, let data): "\(data) has no class or label \(name)."
        case .noStep(_, steps: 0): "The network gives one answer for the whole sequence: leave out `step`."
        case .noStep(let step, let steps): "The example has \(Figures.count(steps, "step")): there is no step \(step + 1)."
        case .points(let points, let most): "points is \(points); it must be 1 to \(most)."

        case .noSequences(let data): "\(data) has no sequences."
        case .noSteps(let sequence, let data): "Sequence \(sequence) of \(data) has no time steps: leave it out."
        case .inputNotFinite(let value, let sequence, let step, let feature, let data):
            "Sequence \(sequence) of \(data) has the value \(value) at step \(step), feature \(feature): "
                + "fill it, or leave the sequence out."
        case .symbolOutside(let sequence, let data, let vocabulary):
            "Sequence \(sequence) of \(data) has a symbol outside the vocabulary of \(vocabulary)."
        case .classOutside(let label, let sequence, let data, let classes):
            "Sequence \(sequence) of \(data) has the class \(label), but there are \(classes) classes, from 0."
        case .stepClassOutside(let label, let sequence, let data, let classes):
            "Sequence \(sequence) of \(data) has the class \(label) at a step, but there are \(classes) classes, from 0."
        case .tooManyLabels(let labels, let repeats, let sequence, let steps, let data):
            "Sequence \(sequence) of \(data) has \(Figures.count(labels, "label"))"
                + (repeats > 0 ? ", \(Figures.grouped(repeats)) of them the same as the one before, which takes a blank between," : "")
                + " but only \(Figures.count(steps, "step")) to read them from: leave out the sequence, or give it more steps."
        case .valueNotFinite(let sequence, let data):
            "Sequence \(sequence) of \(data) has a target that is not finite: leave it out."
        case .stepValueInfinite(let sequence, let data):
            "Sequence \(sequence) of \(data) has an infinite target at a step: leave it out."

        case .plan(let problem): problem.sentence
        case .weights(let problem): problem.sentence
        case .emptyBatch: "A batch needs at least one sequence of at least one step."
        case .memory(let sequences, let steps, let demand, let available, let trains):
            "\(trains ? "Training on" : "Reading") \(sequences) sequences of \(steps) steps at once would take \(demand.text); "
                + "this machine has \(MemoryDemand.text(available)). Make batches smaller"
                + (demand.activations > demand.weights ? ", or read long sequences in windows of steps." : " or layers narrower.")
        case .otherCheckpoint: "The checkpoint belongs to another network, plan or dataset: train again without it."
        case .cannotGrow(let layer):
            "New classes need outputs of their own, which \(layer?.written ?? "a network without layers") cannot get: end the network with dense(n)."
        case .needsWholeSequence:
            "The network gives no answer before the end of a sequence, since it reads backward, or takes a mean, a maximum or a "
                + "weighted sum of all steps, or the first of them, or the best path through them: it cannot be used step by step."
        case .noLanguageModel(let vocabulary):
            "Samples are drawn from a network that predicts the next symbol at each step and reads forward, "
                + "such as lstm(128) | dense(\(vocabulary))."
        case .temperature(let temperature): "The temperature is \(temperature); it must be 0 or more, such as 0.8."
        case .promptSymbol(let symbol, let vocabulary):
            "The prompt has the symbol \(symbol), but the vocabulary has \(vocabulary), from 0."
        }
    }

    private static func outputWidth(_ output: OutputShape, data: String, task: SequenceTask, last: Layer?) -> String {
        let needed = OutputShape(returnsSequences: output.returnsSequences, width: task.outputs)
        let advice =
            if !task.parts.isEmpty {
                "end it with join(\(task.parts.map { "dense(\($0.columns.count))" }.joined(separator: ", ")))"
            } else if case .dense(_, let activation, let initialization) = last {
                "make the last layer \(Layer.dense(units: task.outputs, activation: activation, initialization: initialization).written)"
            } else {
                "end it with dense(\(task.outputs))"
            }
        return "The network's output is \(output.text), but \(data) needs \(needed.text), \(task.outputWords): \(advice)."
    }
}

extension OutputShape {
    /// Such as `[batch, time, 28]`.
    fileprivate var text: String {
        "[batch, \(returnsSequences ? "time, " : "")\(width.map(String.init) ?? "features")]"
    }
}

extension SequenceTask {
    fileprivate var targetWords: String {
        switch self {
        case .classification, .labelling: "class"
        case .languageModel: "next symbol"
        case .sequenceRegression, .stepRegression: "value"
        case .multiLabel: "set of labels"
        case .transcription: "sequence of labels"
        case .several: "set of targets"
        }
    }

    /// What the shape of the targets ends with.
    fileprivate var targetWidth: String { predictsClasses ? "" : ", \(outputs)" }

    fileprivate var outputWords: String {
        switch self {
        case .classification(let count), .labelling(let count): "one for each of its \(count) classes"
        case .languageModel(let count): "one for each of its \(count) symbols"
        case .sequenceRegression(let count, let quantiles), .stepRegression(let count, let quantiles):
            switch (count, quantiles.count) {
            case (1, 0): "the value"
            case (_, 0): "its \(count) values"
            case (1, let levels): levels == 1 ? "a quantile of the value" : "\(levels) quantiles of the value"
            case (_, let levels): (levels == 1 ? "a quantile" : "\(levels) quantiles") + " of each of its \(count) values"
            }
        case .multiLabel(let count): "one for each of its \(count) labels"
        case .transcription(let count): "one for each of its \(count) labels, and the last for the blank between them"
        case .several(let tasks): tasks.map(\.outputWords).joined(separator: ", and ")
        }
    }
}
