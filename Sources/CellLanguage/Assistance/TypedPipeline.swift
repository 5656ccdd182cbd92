/// A pipeline in a cell while that is typed, with what is known of its parts.
package struct TypedPipeline: Sendable {
    package var written: WrittenPipeline
    /// What parts are, also those of pipelines inside, by their places; none where that is not known, or it is no part of a pipeline.
    package var values: [SourceRange: Value]
    /// What is wrong within it, and where, in UTF-8 bytes of the source; nil where nothing is.
    package var problem: (sentence: String, place: Int)?
    /// What the call is given that takes the pipeline, as far as it is known; nil where none does.
    package var arguments: Arguments?
    /// What names mean there.
    package var scope: Scope
}

extension Assistant {
    /// The pipeline of layers at the cursor, else the first of its statement, else one of a statement before or behind; nil where none is written.
    package func pipeline(in source: String, at offset: Int) -> TypedPipeline? {
        let cell = TypedCell(source, at: offset, catalogue, scope)
        let statements = cell.parsed.statements
        let current = statements.lastIndex { $0.range.lowerBound < cell.offset } ?? 0
        let order = statements.indices.sorted { (abs($0 - current), $0) < (abs($1 - current), $1) }
        for place in order {
            let found = pipelines(in: statements[place].value, nil)
            guard let first = found.first else { continue }
            let touched = found.first { $0.expression.range.lowerBound <= cell.offset && cell.offset <= $0.expression.range.upperBound }
            return typed(touched ?? first, in: cell)
        }
        return nil
    }

    private typealias Found = (expression: CellExpression, call: Call?)

    /// The outermost pipelines, each with the innermost call around it.
    private func pipelines(in expression: CellExpression, _ call: Call?) -> [Found] {
        switch expression.kind {
        case .pipe: return [(expression, call)]
        case .call(let own):
            if catalogue.function(own.name.text)?.result == catalogue.pipelineType { return [(expression, call)] }
            return own.arguments.flatMap { pipelines(in: $0.value, own) }
        case .name(let name):
            guard let function = catalogue.function(name), function.isCallWithoutBrackets, function.result == catalogue.pipelineType,
                scope.names[name] == nil
            else { return [] }
            return [(expression, call)]
        // What has a member would have another one with a bar behind it.
        case .member, .method: return []
        default: return expression.parts.flatMap { pipelines(in: $0, call) }
        }
    }

    private func typed(_ found: Found, in cell: TypedCell) -> TypedPipeline {
        let written = WrittenPipeline(found.expression, catalogue)
        let range = found.expression.range
        let findings = cell.checker.findings(with: cell.parsed.errors)
        let finding = findings.first {
            $0.error.range.map { range.lowerBound <= $0.lowerBound && $0.lowerBound <= range.upperBound } ?? false
        }
        let problem = finding.map { finding -> (sentence: String, place: Int) in
            (finding.error(catalogue).problem.sentence, finding.error.range?.lowerBound ?? range.lowerBound)
        }
        return TypedPipeline(
            written: written, values: cell.checker.found.compactMapValues(\.value), problem: problem,
            arguments: found.call.flatMap { cell.checker.calls[$0.name.range] }, scope: cell.checker.scope)
    }
}
