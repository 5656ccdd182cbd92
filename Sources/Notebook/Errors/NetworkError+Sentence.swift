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
        case .inputWidth(let width, let most): "The input has \(width) numbers a step; a network reads 1 to \(most)."
        case .embeddingNotFirst(let layer, let input):
            "\(layer.written) reads symbols, so it must be the first layer; here it would read \(input.text)."
        case .projection(let layer):
            "\(layer.written) is not possible: a projection makes the state of an lstm narrower than its units, where it has no recurrent_dropout, zoneout or norm."
        case .stateRate(let layer):
            "\(layer.written) is not possible: recurrent_dropout and zoneout are shares of the state, 0 or more and less than 1."
        case .dropoutRate(let layer):
            "\(layer.written) is not possible: the rate is the share of outputs to drop, 0 or more and less than 1, such as 0.5."
        case .timeEndedTwice(let layer, let other, let shape):
            "\(layer.written) needs a time axis, but \(other.written) has already made \(shape.text) of the steps: leave one of them out."
        case .noTimeSteps(let layer, let other, let shape):
            "\(layer.written) reads time steps, but \(other.written) before it has made \(shape.text) of them: "
                + "put \(layer.written) before \(other.written)."
        case .window(let layer, let most): "\(layer.written) is not possible: width and stride are 1 to \(most) steps."
        case .fewerStepsInResidual(let layer):
            "\(layer.written) makes fewer steps, which do not fit those beside it: put it outside, or leave its stride out."
        case .noEmbedding(let layer):
            "\(layer.written) uses the weights of an embedding again: begin the network with one, such as embedding(32)."
        case .tiedWidth(let layer, let size, let input):
            "\(layer.written) tells symbols by the embedding's vectors of \(size) numbers, but reads \(input.text): put dense(\(size)) before it, or make the embedding as wide."
        case .notLast(let layer): "\(layer.written) can only be the last layer."
        case .fewPaths(let layer): "\(layer.written) needs two paths or more, such as join(gru(32), conv(32, width: 5))."
        case .insideJoin(let layer): "\(layer.written) cannot stand inside join: put it before."
        case .joinShapes(let shapes):
            "The paths of join give \(shapes.map(\.text).joined(separator: " and ")): let all of them keep the time axis, or none."
        case .backwardNotLast(let path):
            "Of the paths that are joined only the last may end with what reads backward: put \(path.written) last."
        case .emptyResidual: "residual needs layers to go around, such as residual(gru(32))."
        case .embeddingInResidual(let layer):
            "\(layer.written) cannot stand inside residual: symbols cannot be added to vectors."
        case .residualShapes(let input, let output):
            "residual adds its input \(input.text) to what its layers make of it, \(output.text): both must have one shape."
        case .forgetBias(let layer): "\(layer.written) is not possible: the forget gate's bias must be a finite number."
        case .units(let layer, let most): "\(layer.written) is not possible: the size of units is 1 to \(most)."
        case .vectorSize(let layer, let most): "\(layer.written) is not possible: the size of vectors is 1 to \(most)."

        case .outputAtEachStep(let width, let data, let task):
            "The network gives an output at each step, [batch, time, \(width)], but \(data) has one \(task.targetWords) a sequence, "
                + "[batch\(task.targetWidth)]: put `last` (or `mean`) after the recurrent layers."
        case .outputOnce(let width, let data, .transcription):
            "The network gives one output a sequence, [batch, \(width)], but the labels of \(data) are read along its steps, which takes an output at each: leave `last` (or `mean`) out."
        case .outputOnce(let width, let data, let task):
            "The network gives one output a sequence, [batch, \(width)], but \(data) has a \(task.targetWords) for each step, "
                + "[batch, time\(task.targetWidth)]: leave `last` (or `mean`) out."
        case .outputAtFewerSteps(let layer, let times, let data, let task):
            "\(layer.written) makes fewer steps, in all one of \(times), but \(data) has a \(task.targetWords) for each step as it is: leave the stride out."
        case .outputWidth(let output, let data, let task, let last):
            Self.outputWidth(output, data: data, task: task, last: last)
        case .readsNumbers(let layer): "\(layer.written) reads numbers, but the data has symbols: put embedding(32) first."
        case .readsSymbols(let layer, let data, let width):
            "\(layer.written) reads symbols, [batch, time], but \(data) has numbers, [batch, time, \(width)]: leave it out."
        case .noNextSymbol(let data): "\(data) asks for the next symbol, but holds numbers instead of symbols."
        case .noSeries(let data):
            "\(data) is not a series that goes on: forecasts need data whose targets are later values of its features, such as a csv without a class column."
        case .unknownFeatures(let names, let data):
            "Nobody knows how \(names.joined(separator: ", ")) of \(data) will go on, which the network reads: train it without, or with all features to be predicted, "
                + "or with those that are known ahead as known: [...]."
        case .featuresKnownTooShort(let names, let steps, nil):
            "The network reads \(names.joined(separator: ", ")) for all \(steps) steps ahead, which windows do not tell: predict the windows instead."
        case .featuresKnownTooShort(let names, let steps, let back?):
            "\(names.joined(separator: ", ")) is known as far as the data reaches, but the forecast begins \(back) steps before its end and has \(steps): "
                + "begin with back: \(steps), or add rows with what is known."
        case .forecastTooFarBack(let back, let most, let data):
            "A forecast cannot begin \(back) steps before the end of \(data): there are \(max(0, most))."
        case .forecastOfMissing(let sequence, let data):
            "Sequence \(sequence) of \(data) ends with values that are missing: a forecast has nothing to go on from."
        case .lossOfClasses(let loss, let data):
            "\(loss.written) is a loss of classes, one of several; \(data) asks for something else: leave `loss` out."
        case .noLabelSequences(let data):
            "ctc reads labels along the steps of a sequence, of which nobody says where they are; \(data) has none such: leave `loss` out, or take data such as "
                + "words(unsegmented: true), or jsonl with target: transcript."
        case .noPaths(let data):
            "crf weighs the classes of neighbouring steps; \(data) has none at each step: leave `loss` out."
        case .transitionsWithoutPaths(let loss):
            "transitions holds weights of crf, but the network is trained with \(loss.written): train it with loss: crf, or leave the layer out."
        case .pathsWithoutTransitions: "crf needs its weights in the network: end it with transitions."
        case .quantilesOfClasses(let data): "\(data) has classes to predict; quantiles are those of values: leave `loss` out."
        case .trainedOnOtherWidth(let own, let data, let width):
            "The network was trained on inputs of width \(own), but those of \(data) have width \(width)."
        case .testWidth(let width, let test, let train, let trainWidth):
            "\(test), to test on, has inputs of width \(width), but \(train), to train on, of \(trainWidth)."
        case .testTask(let test, let train): "\(test), to test on, asks for something else than \(train), to train on."
        case .noExample(let example, let data, let count):
            "\(data) has no example \(example); it has \(count), from 0 to \(count - 1)."

        case .notExplained:
            "What this network says has no derivative that could be followed from zeros: networks with ctc or norm are not explained."
        case .noOutput(let output, let outputs): "There is no output \(output + 1): the network has \(outputs), counted from 1."
        case .noClass(let name, let data): "\(data) has no class or label \(name)."
        case .noStep(_, steps: 0): "The network says one thing about a whole sequence: leave `step` out."
        case .noStep(let step, let steps): "Of the example \(Figures.count(steps, "step")) are read: there is no step \(step + 1)."
        case .points(let points, let most): "There are \(points) points on the way; it must be 1 to \(most)."

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
                + (repeats > 0 ? ", \(Figures.grouped(repeats)) of them like the one before, which takes a blank between," : "")
                + " but only \(Figures.count(steps, "step")) to read them from: leave it out, or give it more steps."
        case .valueNotFinite(let sequence, let data):
            "Sequence \(sequence) of \(data) is to give a value that is not finite: leave it out."
        case .stepValueInfinite(let sequence, let data):
            "Sequence \(sequence) of \(data) is to give an infinite value at a step: leave it out."

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
            "The network says nothing before the end of a sequence, since it reads backward, or takes a mean, a maximum or a weighted sum of all steps, or the first of them, or "
                + "the best path through them: "
                + "it cannot follow one as it comes."
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
            if case .dense(_, let activation, let initialization) = last {
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
        }
    }
}
