import CellLanguage
import Charts
import Datasets
import Recurrent
import TextFormatting

/// Has a run read what a user makes up, prepared as the run's own data is.
struct OwnExampleReader: Sendable {
    /// The weights as they are now: those of a run that trains change.
    let model: @Sendable () -> Model
    /// An example of the run's own data, whose kind the made-up one is of.
    let example: SequenceExample

    /// What is made up at first, and its shape.
    func first() throws(OwnExampleProblem) -> OwnInput {
        let dataset = example.dataset
        if dataset.storage.details.isRelative == true {
            throw OwnExampleProblem(sentence: "of each sequence its own level was taken away: a made-up one has none")
        }
        guard dataset.severalTargets.isEmpty else {
            throw OwnExampleProblem(sentence: "the run has several targets: predict says what it makes of an example")
        }
        switch dataset.storage.inputs {
        case .symbols: return .text("")
        case .features(_, let width):
            switch dataset.presentation {
            case .imageRows: return .picture(Array(repeating: 0, count: example.steps * width))
            case .glyphs:
                throw OwnExampleProblem(sentence: "each step is a picture of its own here, which cannot be typed or drawn in one")
            case .channels, .symbols: return .series(dataset.inputsInOwnUnits(of: example.index))
            }
        }
    }

    /// What the run says.
    func answer(_ input: OwnInput) -> OwnAnswer {
        let prepared = prepare(input)
        guard let data = dataset(prepared.inputs), let own = SequenceExample(dataset: data, index: 0) else {
            return OwnAnswer(sequence: empty, note: prepared.note ?? "nothing is typed yet")
        }
        let model = self.model()
        var answer = OwnAnswer(sequence: own.picture, note: prepared.note)
        answer.sequence.name = "yours"
        answer.sequence.truth = unknownTruth(own)
        do throws(NetworkError) {
            answer.outputs = try model.stepwisePrediction(data, example: 0).stepwiseOutputs(of: own)
            if case .symbols(let ids, let vocabulary) = prepared.inputs, answer.isText {
                answer.continuation = try continuation(model, ids, vocabulary)
            }
        } catch {
            answer.note = CellError(error).problem.sentence
        }
        if case .series = input { answer.forecast = forecast(model, data) }
        return answer
    }

    private var empty: SequencePicture {
        SequencePicture(
            name: "yours", steps: 0, input: .symbols([], vocabulary: []), truth: truthOfNothing, classNames: example.outputNames)
    }

    private var truthOfNothing: SequencePicture.Truth {
        if case .nextSymbol = example.dataset.storage.targets { .nextSymbol } else { .sequenceLabels([]) }
    }

    /// The kind of truth without one: nobody knows what is true of what a user has made up.
    private func unknownTruth(_ own: SequenceExample) -> SequencePicture.Truth {
        switch own.picture.truth {
        case .sequenceClass: .sequenceClass(-1)
        case .stepClasses: .stepClasses(ArraySlice(repeating: -1, count: own.steps))
        case .sequenceLabels: .sequenceLabels([])
        case .labelSequence: .labelSequence([])
        case .nextSymbol: .nextSymbol
        case .sequenceValues: .sequenceValues([])
        case .stepValues(_, let width): .stepValues(ArraySlice(repeating: .nan, count: own.steps * width), width: width)
        }
    }

    // MARK: As the run's data is prepared

    private func prepare(_ input: OwnInput) -> (inputs: SequenceDataset.Inputs, note: String?) {
        switch (input, example.dataset.storage.inputs) {
        case (.text(let text), .symbols(_, let vocabulary)):
            let read = VocabularyText(vocabulary).readKnown(text)
            return (.symbols(ids: read.symbols, vocabulary: vocabulary), read.note)
        case (.picture(let values), .features(_, let width)), (.series(let values), .features(_, let width)):
            let details = example.dataset.storage.details
            let bases = details.inputScale?.base ?? []
            let less = bases.isEmpty ? values : values.enumerated().map { Float(Double($1) - bases[$0 % width]) }
            return (.features(values: details.standardized(less), width: width), nil)
        case (.text, .features), (.picture, .symbols), (.series, .symbols):
            return (.symbols(ids: [], vocabulary: []), "the run reads something else")
        }
    }

    /// One sequence of the kind that the run knows, of which nothing is known to be true; nil where it has no step.
    private func dataset(_ inputs: SequenceDataset.Inputs) -> SequenceDataset? {
        let steps: Int
        switch inputs {
        case .symbols(let ids, _): steps = ids.count
        case .features(let values, let width): steps = values.count / max(1, width)
        }
        guard steps > 0 else { return nil }
        let targets: SequenceDataset.Targets =
            switch example.dataset.storage.targets {
            case .sequenceClasses(_, let names): .sequenceClasses(labels: [0], names: names)
            case .stepClasses(_, let names): .stepClasses(labels: Array(repeating: 0, count: steps), names: names)
            case .sequenceValues(_, let width): .sequenceValues(values: Array(repeating: 0, count: width), width: width)
            case .stepValues(_, let width): .stepValues(values: nextValues(inputs, steps, width), width: width)
            case .sequenceLabels(_, let names): .sequenceLabels(values: Array(repeating: 0, count: names.count), names: names)
            case .labelSequences(_, let names): .labelSequences(labels: LabelSequences([[]]), names: names)
            case .nextSymbol: .nextSymbol
            case .several: example.dataset.storage.targets.unknown(sequences: 1, steps: steps)
            }
        var details = example.dataset.storage.details
        (details.levels, details.times, details.weights, details.windows, details.sequenceNames) = ([], [], [], nil, nil)
        details.stepWeights = []
        return SequenceDataset(
            name: "yours", presentation: example.dataset.presentation, inputs: inputs, targets: targets, offsets: [0, steps],
            details: details)
    }

    /// Of each step the values of the next, as far as these are what is to be said.
    private func nextValues(_ inputs: SequenceDataset.Inputs, _ steps: Int, _ width: Int) -> [Float] {
        var values = [Float](repeating: 0, count: steps * width)
        let details = example.dataset.storage.details
        guard details.predictsNextStep, details.predictedFeatures.count == width, case .features(let all, let features) = inputs else {
            return values
        }
        for step in 0..<max(0, steps - 1) {
            for (place, feature) in details.predictedFeatures.enumerated() {
                values[step * width + place] = all[(step + 1) * features + feature]
            }
        }
        return values
    }

    // MARK: What is beside

    /// Symbols that are written of how a text goes on.
    private static let written = 160
    private static let temperature: Float = 0.7

    private func continuation(_ model: Model, _ prompt: [Int32], _ vocabulary: [String]) throws(NetworkError) -> String {
        let sampler = try SymbolSampler(model, prompt: prompt, temperature: Self.temperature, seed: 0)
        let symbols = VocabularyText(vocabulary)
        var text = ""
        for _ in 0..<Self.written { symbols.append(sampler.next(), to: &text) }
        return text
    }

    /// Steps that a series is said to go on.
    private static let ahead = 24

    private func forecast(_ model: Model, _ data: SequenceDataset) -> ForecastChart? {
        guard let said = try? model.forecasts(data, ForecastRequest(steps: Self.ahead)).first else { return nil }
        return ForecastChart(
            start: said.start + 1, truth: said.truth, oneStep: said.oneStep, first: said.start + said.first + 1, values: said.values)
    }
}

extension VocabularyText {
    /// The symbols of a text as far as they are known; what is not is read as the vocabulary's word for it, or left out, and told.
    func readKnown(_ text: String) -> (symbols: [Int32], note: String?) {
        var symbols: [Int32] = []
        var unknown: [String] = []
        let standIn = try? number(JSONLines.unknown)
        for part in parts(of: text) {
            if let symbol = (try? number(part)) ?? (try? number(part.lowercased())) {
                symbols.append(symbol)
            } else {
                if !unknown.contains(part) { unknown.append(part) }
                if let standIn { symbols.append(standIn) }
            }
        }
        guard !unknown.isEmpty else { return (symbols, nil) }
        let names = unknown.map { "`\($0.visible)`" }.joined(separator: ", ").shortened(60)
        return (symbols, standIn == nil ? "not in the vocabulary, left out: \(names)" : "not in the vocabulary, read as unknown: \(names)")
    }
}
