import CellLanguage
import Charts
import Datasets
import Recurrent
import TextFormatting

/// Has a run read what a user makes up, prepared as the run's own data is.
struct OwnExampleReader: Sendable {
    /// The weights as they are now: those of a run that trains change, and those of one that an earlier process has left come from the disk. Not for the
    /// thread that draws.
    let model: @Sendable () throws(OwnExampleProblem) -> Model
    /// An example of the run's own data, whose kind the made-up one is of.
    let example: SequenceExample
    /// The data that the example is taken from, as far as it is at hand now; nil where that never changes.
    var data: (@Sendable () -> SequenceDataset?)?

    /// What is made up at first, and its shape.
    func first() throws(OwnExampleProblem) -> OwnInput {
        let dataset = example.dataset
        guard dataset.severalTargets.isEmpty else {
            throw OwnExampleProblem(sentence: "The run has several targets: use predict for its answer to an example.")
        }
        switch dataset.storage.form {
        case .symbols: return .text("")
        case .features(_, let width):
            switch dataset.presentation {
            case .imageRows: return .picture(Array(repeating: 0, count: example.steps * width))
            case .glyphs(1, let height): return .picture(Array(repeating: 0, count: Self.lineColumns * height))
            case .glyphs: return .letters([])
            case .channels, .symbols: return .series(dataset.inputsInOwnUnits(of: example.index))
            }
        }
    }

    /// Whether symbols are characters, rather than words.
    var readsCharacters: Bool {
        guard case .symbols(_, let vocabulary) = example.dataset.storage.inputs else { return false }
        return VocabularyText(vocabulary).isOfCharacters
    }

    /// Columns on which a line is written that is read column by column.
    private static let lineColumns = 72

    /// Columns and rows of what is drawn, or the channels of a series.
    var size: (width: Int, height: Int) {
        switch example.dataset.presentation {
        case .glyphs(1, let height): (Self.lineColumns, height)
        case .glyphs(let width, let height): (width, height)
        case .imageRows: (example.dataset.features, example.steps)
        case .channels, .symbols: (example.dataset.features, 1)
        }
    }

    /// What the run says.
    func answer(_ input: OwnInput) -> OwnAnswer {
        let prepared = prepare(input)
        guard let data = example.dataset.madeUp(prepared.inputs, levels: prepared.levels),
            let own = SequenceExample(dataset: data, index: 0)
        else {
            return OwnAnswer(sequence: empty, note: prepared.note ?? Self.nothingYet(input))
        }
        let model: Model
        do throws(OwnExampleProblem) {
            model = try self.model()
        } catch {
            return OwnAnswer(sequence: empty, note: error.sentence)
        }
        var answer = OwnAnswer(sequence: own.picture, note: prepared.note)
        answer.sequence.name = "yours"
        answer.reading = prepared.reading
        answer.sequence.truth = unknownTruth(own)
        do throws(NetworkError) {
            answer.outputs = try model.stepwisePrediction(data, example: 0).stepwiseOutputs(of: own)
            if case .symbols(let ids, let vocabulary) = prepared.inputs, answer.isText {
                answer.continuation = try continuation(model, ids, vocabulary)
            }
        } catch {
            answer.note = CellError(error).problem.sentence
        }
        if case .series(let values) = input {
            answer.forecast = forecast(model, data)
            if answer.forecast == nil, let outputs = answer.outputs { answer.continuations = continuations(model, values, outputs) }
        }
        return answer
    }

    private static func nothingYet(_ input: OwnInput) -> String {
        switch input {
        case .text, .letters: "Nothing has been typed yet."
        case .picture: "Nothing has been drawn yet."
        case .series: "The series has no steps."
        }
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

    private struct Prepared {
        var inputs: SequenceDataset.Inputs
        /// What was taken away of the features that are predicted; empty where nothing is.
        var levels: [Float] = []
        var reading: String?
        var note: String?
    }

    private func prepare(_ input: OwnInput) -> Prepared {
        switch (input, example.dataset.storage.inputs) {
        case (.text(let text), .symbols(_, let vocabulary)):
            let read = VocabularyText(vocabulary).readKnown(text)
            return Prepared(inputs: .symbols(ids: read.symbols, vocabulary: vocabulary), reading: read.reading, note: read.note)
        case (.picture(let drawn), .features(_, let width)), (.letters(let drawn), .features(_, let width)),
            (.series(let drawn), .features(_, let width)):
            var values = drawn
            if case .picture = input, case .glyphs(1, let height) = example.dataset.presentation {
                values = Self.writtenColumns(drawn, rows: height)
            }
            let details = example.dataset.storage.details
            let levels = self.levels(of: values, width: width)
            for (level, feature) in zip(levels, details.predictedFeatures) {
                for place in stride(from: feature, to: values.count, by: width) { values[place] -= level }
            }
            let bases = details.inputScale?.base ?? []
            let less = bases.isEmpty ? values : values.enumerated().map { Float(Double($1) - bases[$0 % width]) }
            return Prepared(inputs: .features(values: details.standardized(less), width: width), levels: levels)
        case (.text, .features), (.picture, .symbols), (.letters, .symbols), (.series, .symbols):
            return Prepared(inputs: .symbols(ids: [], vocabulary: []), note: "The run reads something else.")
        }
    }

    /// What the features that are predicted count from, as windows do: their last values that are there; empty where they count from nothing.
    private func levels(of values: [Float], width: Int) -> [Float] {
        let dataset = example.dataset
        let details = dataset.storage.details
        guard details.isRelative == true, width > 0 else { return [] }
        let count = details.levels.count / max(1, dataset.storage.offsets.count - 1)
        return details.predictedFeatures.prefix(count).map { feature in
            let last = (0..<(values.count / width)).last { row in details.masks[feature].map { values[row * width + $0] > 0.5 } ?? true }
            return last.map { values[$0 * width + feature] } ?? 0
        }
    }

    /// A picture column by column, from its beginning to a little behind the last column that is written on.
    private static func writtenColumns(_ rows: [Float], rows height: Int) -> [Float] {
        let width = rows.count / max(1, height)
        func column(_ column: Int) -> [Float] { (0..<height).map { rows[$0 * width + column] } }
        guard let last = (0..<width).last(where: { column($0).contains { $0 > 0 } }) else { return [] }
        return (0..<min(width, last + 3)).flatMap(column)
    }

    private var dataset: SequenceDataset { data?() ?? example.dataset }

    /// Whether there are more examples than the one that was kept.
    var hasAllData: Bool { dataset.storage.offsets.count > 2 }

    /// A picture of a letter from the data; of as many as there are, this one in turn.
    func picture(of letter: String, number: Int) -> [Float]? {
        let dataset = dataset
        guard case .stepClasses(let labels, let names) = dataset.storage.targets,
            let kind = names.firstIndex(of: letter) ?? names.firstIndex(of: letter.lowercased())
        else { return nil }
        let steps = labels.indices.filter { labels[$0] == Int32(kind) }
        guard !steps.isEmpty, case .features(_, let width) = dataset.storage.inputs else { return nil }
        var step = steps[number % steps.count]
        // Of which sequence it is.
        for index in 0..<dataset.count {
            let range = dataset.steps(index)
            guard range.contains(step) else { continue }
            step -= range.lowerBound
            return Array(dataset.inputsInOwnUnits(of: index)[(step * width)..<((step + 1) * width)])
        }
        return nil
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

    /// How a series goes on of which all steps to come are said at once, by the number of the feature; none where that is not so.
    private func continuations(_ model: Model, _ values: [Float], _ outputs: StepwiseOutputs) -> [Int: ContinuedSeriesChart] {
        let dataset = example.dataset
        guard let features = dataset.forecastFeatures, case .sequenceValues = dataset.storage.targets,
            case .features(_, let width) = dataset.storage.inputs
        else { return [:] }
        let first = dataset.inputsInOwnUnits(of: example.index)
        let unchanged = first == values ? nil : said(model, .series(first))
        let columns = Set(features).count
        var charts: [Int: ContinuedSeriesChart] = [:]
        for (column, feature) in features.prefix(columns).enumerated() {
            let shown = stride(from: feature, to: values.count, by: width).map { Double(values[$0]) }
            charts[feature] = ContinuedSeriesChart(
                values: shown, outputs: outputs, unchanged: unchanged, truth: example.trueValues, column: column, of: columns)
        }
        return charts
    }

    private func said(_ model: Model, _ input: OwnInput) -> StepwiseOutputs? {
        let prepared = prepare(input)
        guard let data = example.dataset.madeUp(prepared.inputs, levels: prepared.levels),
            let own = SequenceExample(dataset: data, index: 0)
        else { return nil }
        return try? model.stepwisePrediction(data, example: 0).stepwiseOutputs(of: own)
    }

    /// Steps that a series is said to go on.
    private static let ahead = 24

    private func forecast(_ model: Model, _ data: SequenceDataset) -> ForecastChart? {
        guard let said = try? model.forecasts(data, ForecastRequest(steps: Self.ahead)).first else { return nil }
        return ForecastChart(
            start: said.start + 1, truth: said.truth, oneStep: said.oneStep, first: said.start + said.first + 1, values: said.values)
    }
}
