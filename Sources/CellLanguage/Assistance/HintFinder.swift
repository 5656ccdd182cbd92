/// Finds what is worth knowing at the cursor of a typed cell.
struct HintFinder {
    private let cell: TypedCell
    /// Whether a statement begins behind the cursor.
    private let hasLaterStatement: Bool

    init(_ cell: TypedCell) {
        self.cell = cell
        hasLaterStatement = cell.parsed.statements.contains { $0.range.lowerBound >= cell.offset }
    }

    var hint: Hint? {
        error ?? pipelineInArgument ?? signature ?? shape ?? remark
    }

    // MARK: What is wrong

    /// The first error, in the statement that is typed before all others; not what is only unfinished.
    private var error: Hint? {
        let findings = cell.checker.findings(with: cell.parsed.errors).filter { !isUnfinished($0.error) }
        let own = findings.first { finding in finding.error.range.map { isInTypedStatement($0) } ?? true }
        return (own ?? findings.first).map { finding in
            Hint(kind: .error, text: finding.error(cell.catalogue).problem.sentence, place: finding.error.range)
        }
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
        case .text, .symbol, .newline, .comment, .end: return false
        }
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

    /// What is to be said of a whole call.
    private var remark: Hint? {
        guard case .call(let call)? = cell.statement?.value.kind, call.isClosed, let arguments = cell.checker.calls[call.name.range],
            let text = cell.catalogue.checks(of: arguments.function)?.remark(on: arguments)
        else { return nil }
        return Hint(kind: .shape, text: text)
    }

    // MARK: Pipelines

    private var pipelineInArgument: Hint? {
        guard let call = cell.openCall, !givesPart(call) else { return nil }
        let pipe = cell.expression { expression in
            if case .pipe = expression.kind {
                expression.range.lowerBound > call.name.range.upperBound && touches(expression.range)
            } else {
                false
            }
        }
        return pipe.flatMap(shape)
    }

    /// Whether what the call gives is a part of a pipeline itself, such as a layer.
    private func givesPart(_ call: OpenCall) -> Bool {
        cell.catalogue.function(call.name.text)?.result == cell.catalogue.pipelineType
    }

    private func touches(_ range: SourceRange) -> Bool { range.lowerBound <= cell.offset && cell.offset <= range.upperBound }

    private var shape: Hint? {
        guard cell.openCall == nil, let value = cell.statement?.value else { return nil }
        return shape(of: value)
    }

    /// What the part before the cursor gives, and all parts up to it.
    private func shape(of expression: CellExpression) -> Hint? {
        var parts = [expression]
        if case .pipe(let all) = expression.kind { parts = all }
        var values: [Value] = []
        var places: [SourceRange] = []
        for part in parts where part.range.lowerBound < cell.offset {
            guard let value = cell.checker.found[part.range]?.value, let pipeline = value.pipeline else { continue }
            values.append(value)
            places += cell.checker.places(ofPartsAt: part.range, count: pipeline.partCount)
        }
        guard let pipeline = Value.pipe(values)?.pipeline, pipeline.partCount > 0 else { return nil }
        do throws(PartFault) {
            return try pipeline.shape(in: cell.checker.scope).map { Hint(kind: .shape, text: $0) }
        } catch {
            let place = error.part.flatMap { places.indices.contains($0) ? places[$0] : nil }
            return Hint(kind: .error, text: error.problem.sentence, place: place)
        }
    }
}
