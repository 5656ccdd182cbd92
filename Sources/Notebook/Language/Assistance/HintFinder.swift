import Datasets
import Recurrent
import TextFormatting

/// Finds what is worth knowing at the cursor of a typed cell.
struct HintFinder {
    private let cell: TypedCell

    init(_ cell: TypedCell) {
        self.cell = cell
    }

    var hint: Hint? {
        error ?? pipelineInArgument ?? signature ?? shape ?? training
    }

    // MARK: What is wrong

    /// The first error, in the statement that is typed before all others; not what is only unfinished.
    private var error: Hint? {
        let errors = (cell.parsed.errors + cell.checker.errors).filter { !isUnfinished($0) }
        let own = errors.first { error in error.range.map { isInTypedStatement($0) } ?? true }
        return (own ?? errors.first).map { Hint(kind: .error, text: $0.problem.sentence, place: $0.range) }
    }

    private func isInTypedStatement(_ range: SourceRange) -> Bool {
        cell.statement.map { $0.range.lowerBound <= range.lowerBound && range.lowerBound <= max($0.range.upperBound, cell.offset) } ?? false
    }

    private func isUnfinished(_ error: CellError) -> Bool {
        guard let range = error.range else { return false }
        if error.problem.isIncompleteness, range.lowerBound <= cell.offset, isInTypedStatement(range), !hasLaterStatement { return true }
        guard let typed = cell.typedToken else { return false }
        switch typed.kind {
        case .name, .number, .wrong: return range.overlaps(typed.range) && range.upperBound == typed.range.upperBound
        default: return false
        }
    }

    private var hasLaterStatement: Bool {
        cell.parsed.statements.contains { $0.range.lowerBound >= cell.offset }
    }

    // MARK: Calls

    /// Most parameters that are all shown.
    private static let mostShown = 5

    private var signature: Hint? {
        guard let call = cell.openCall, let function = cell.function(of: call) else { return nil }
        let present = call.parameter(of: function)
        var text = (function.isMember ? "." : "") + function.name + "("
        var emphasis: SourceRange?
        var isFirst = true
        var hasGap = false
        for parameter in function.parameters {
            let isPresent = parameter.name == present?.name
            guard isPresent || parameter.isRequired || function.parameters.count <= Self.mostShown else {
                if !hasGap { text += isFirst ? "…" : ", …" }
                (hasGap, isFirst) = (true, false)
                continue
            }
            text += isFirst ? "" : ", "
            (hasGap, isFirst) = (false, false)
            if isPresent { emphasis = text.utf8.count..<(text.utf8.count + parameter.signature.utf8.count) }
            text += parameter.signature
        }
        text += ")  " + (present?.sentence ?? function.sentence)
        return Hint(kind: .signature, text: text, emphasis: emphasis)
    }

    /// What a whole call of `train` takes.
    private var training: Hint? {
        guard case .call(let call)? = cell.statement?.value.kind, call.name.text == "train", call.isClosed,
            let arguments = cell.checker.calls[call.name.range], let network = try? arguments.network("network"),
            let train = arguments["data"].trainingPart, let task = try? network.task(for: train),
            let summary = try? network.summary(features: train.features), let memory = try? EvaluateTraining.memory(arguments, of: network)
        else { return nil }
        let text = "\(task.words) \(train.name), \(Figures.count(summary.parameters.constant, "parameter")); training this \(memory)"
        return Hint(kind: .shape, text: text)
    }

    // MARK: Pipelines

    private var pipelineInArgument: Hint? {
        guard let call = cell.openCall, !isBetweenBracketsOfLayer(call) else { return nil }
        let pipe = cell.expression { expression in
            if case .pipe = expression.kind {
                expression.range.lowerBound > call.name.range.upperBound && touches(expression.range)
            } else {
                false
            }
        }
        return pipe.flatMap(shape)
    }

    private func isBetweenBracketsOfLayer(_ call: OpenCall) -> Bool {
        Catalogue.function(call.name.text)?.group == .layers
    }

    private func touches(_ range: SourceRange) -> Bool { range.lowerBound <= cell.offset && cell.offset <= range.upperBound }

    private var shape: Hint? {
        guard cell.openCall == nil, let value = cell.statement?.value else { return nil }
        return shape(of: value)
    }

    /// The output of the layer before the cursor, and the parameters up to it.
    private func shape(of expression: CellExpression) -> Hint? {
        var parts = [expression]
        if case .pipe(let all) = expression.kind { parts = all }
        var layers: [Layer] = []
        var places: [SourceRange] = []
        for part in parts where part.range.lowerBound < cell.offset {
            guard case .value(.network(let network))? = cell.checker.found[part.range] else { continue }
            layers += network.layers
            places += cell.checker.layerPlaces[part.range] ?? network.layers.map { _ in part.range }
        }
        guard !layers.isEmpty else { return nil }
        do throws(NetworkError) {
            let summary = try Network(layers).summary(features: features)
            guard let row = summary.rows.last else { return nil }
            let total = summary.rows.count > 1 ? ", total \(summary.parameters.plain)" : ""
            return Hint(kind: .shape, text: "\(row.layer.written) → \(row.shapeText)  \(row.parameters.plain) parameters\(total)")
        } catch {
            return Hint(
                kind: .error, text: error.sentence, place: error.layer.flatMap { places.indices.contains($0) ? places[$0] : nil })
        }
    }

    /// The width of the data that is at hand, where there is only one.
    private var features: Int? {
        let widths = Set(cell.checker.scope.names.values.compactMap { $0.value?.testPart?.features })
        return widths.count == 1 ? widths.first : nil
    }
}

extension SequenceTask {
    /// What a network does with its data.
    fileprivate var words: String {
        switch self {
        case .classification: "classifies"
        case .labelling: "labels each step of"
        case .languageModel: "predicts the next symbol of"
        case .sequenceRegression: "predicts the values of"
        case .stepRegression: "predicts the values at each step of"
        }
    }
}
