/// A pipeline as a cell's source has it: what stands between the bars, from left to right. Places are UTF-8 bytes of the source.
package struct WrittenPipeline: Sendable, Equatable {
    /// What stands between two bars.
    package struct Part: Sendable, Equatable {
        package var range: SourceRange
        /// Numbers that are written in it, but for those of pipelines inside.
        package var numbers: [SourceRange]
        /// The pipelines that it is made of, such as the paths of `join`.
        package var inner: [WrittenPipeline] = []
    }

    package var parts: [Part]

    init(_ expression: CellExpression, _ catalogue: Catalogue) {
        var expressions = [expression]
        if case .pipe(let all) = expression.kind { expressions = all }
        parts = expressions.map { expression in
            let inner = expression.innerPipelines(catalogue)
            let numbers = expression.writtenNumbers.filter { number in !inner.contains { $0.range.contains(number.lowerBound) } }
            return Part(range: expression.range, numbers: numbers, inner: inner.map { WrittenPipeline($0, catalogue) })
        }
    }

    package var range: SourceRange { start..<(parts.last?.range.upperBound ?? start) }

    package var start: Int { parts.first?.range.lowerBound ?? 0 }
}

extension WrittenPipeline {
    /// A change of what is written. Places of parts are counted from 0.
    package enum Edit: Sendable, Equatable {
        /// Puts layers before the part of this place, or at the end.
        case insert(String, at: Int)
        case remove(Int)
        /// Removes one of the pipelines that a part is made of, such as a path of `join`.
        case removePath(Int, of: Int)
        /// Puts a part where another is.
        case move(Int, to: Int)
        /// Puts something in place of a part.
        case replace(Int, with: String)
        /// Writes another number in a part.
        case number(Int, of: Int, String)
    }

    /// Why a change cannot be made.
    package enum Refusal: Error, Sendable, Equatable {
        /// The only part cannot be removed.
        case onlyPart
        /// What was to be written cannot be read: a sentence says why.
        case unreadable(String)
    }

    /// The source with a change made in it: all else stays as it is written, comments and breaks of lines too. The source that comes of it can be read.
    ///
    /// - Parameter source: the one that the pipeline was found in.
    package func applying(_ edit: Edit, to source: String, _ catalogue: Catalogue) throws(Refusal) -> String {
        let bytes = Array(source.utf8)
        guard let last = parts.last, last.range.upperBound <= bytes.count else { return source }
        func text(_ range: SourceRange) -> String { String(decoding: bytes[range], as: UTF8.self) }
        func replacing(_ range: SourceRange, with new: String) -> String {
            text(0..<range.lowerBound) + new + text(range.upperBound..<bytes.count)
        }
        let result: String
        switch edit {
        case .insert(let layers, let place):
            let place = max(0, min(place, parts.count))
            let bar = separator(near: place, in: bytes)
            if place == 0 {
                result = replacing(start..<start, with: layers + bar)
            } else {
                let end = parts[place - 1].range.upperBound
                result = replacing(end..<end, with: bar + layers)
            }
        case .remove(let place):
            guard parts.indices.contains(place) else { return source }
            guard parts.count > 1 else { throw .onlyPart }
            result = removing(place, from: bytes)
        case .removePath(let path, let place):
            guard parts.indices.contains(place), parts[place].inner.indices.contains(path) else { return source }
            let paths = parts[place].inner.map(\.range)
            guard paths.count > 1 else { throw .onlyPart }
            // With the comma beside it.
            result = replacing(
                path > 0 ? paths[path - 1].upperBound..<paths[path].upperBound : paths[0].lowerBound..<paths[1].lowerBound, with: "")
        case .move(let place, let target):
            guard parts.indices.contains(place), parts.indices.contains(target) else { return source }
            var order = Array(parts.indices)
            order.insert(order.remove(at: place), at: target)
            var moved = text(0..<start)
            for (index, part) in order.enumerated() {
                if index > 0 { moved += text(parts[index - 1].range.upperBound..<parts[index].range.lowerBound) }
                moved += text(parts[part].range)
            }
            result = moved + text(last.range.upperBound..<bytes.count)
        case .replace(let place, let layers):
            guard parts.indices.contains(place) else { return source }
            result = replacing(parts[place].range, with: layers)
        case .number(let number, let place, let digits):
            guard parts.indices.contains(place), parts[place].numbers.indices.contains(number) else { return source }
            result = replacing(parts[place].numbers[number], with: digits)
        }
        if let problem = Self.newProblem(in: result, before: source, catalogue) { throw .unreadable(problem) }
        return result
    }

    /// What stands between two parts around a place, without a comment.
    private func separator(near place: Int, in bytes: [UInt8]) -> String {
        guard parts.count > 1 else { return " | " }
        let first = max(0, min(place - 1, parts.count - 2))
        let written = Array(bytes[parts[first].range.upperBound..<parts[first + 1].range.lowerBound])
        guard !written.contains(UInt8(ascii: "#")) else { return " | " }
        return String(decoding: written, as: UTF8.self)
    }

    /// Takes a part out with one of the bars beside it. A comment about the part before it stays.
    private func removing(_ place: Int, from bytes: [UInt8]) -> String {
        guard place > 0 else {
            return String(decoding: bytes[..<parts[0].range.lowerBound] + bytes[parts[1].range.lowerBound...], as: UTF8.self)
        }
        let (before, end) = (parts[place - 1].range.upperBound, parts[place].range.upperBound)
        let gap = bytes[before..<parts[place].range.lowerBound]
        var kept: [UInt8] = []
        if let comment = gap.firstIndex(of: UInt8(ascii: "#")) {
            kept = Array(gap[..<comment].filter { $0 != UInt8(ascii: "|") } + gap[comment...].prefix { $0 != UInt8(ascii: "\n") })
            // A comment goes as far as its line.
            if end < bytes.count, bytes[end] != UInt8(ascii: "\n") { kept.append(UInt8(ascii: "\n")) }
        }
        return String(decoding: bytes[..<before] + kept + bytes[end...], as: UTF8.self)
    }

    /// What can be read no longer; nil where nothing is.
    private static func newProblem(in source: String, before: String, _ catalogue: Catalogue) -> String? {
        let errors = Parser.parse(source).errors
        guard errors.count > Parser.parse(before).errors.count else { return nil }
        return errors.first.map { catalogue.habits.explained($0.problem).sentence }
    }
}

extension CellExpression {
    /// The pipelines that a call is given, of a function that takes any.
    fileprivate func innerPipelines(_ catalogue: Catalogue) -> [CellExpression] {
        guard case .call(let call) = kind, let function = catalogue.function(call.name.text), function.result == catalogue.pipelineType
        else { return [] }
        let takesAny = function.parameters.contains { parameter in
            if case .value(let type) = parameter.type { type == catalogue.pipelineType } else { false }
        }
        guard takesAny else { return [] }
        return call.arguments.map(\.value).filter { if case .missing = $0.kind { false } else { true } }
    }

    /// The numbers that are written in it, from left to right.
    fileprivate var writtenNumbers: [SourceRange] {
        if case .number = kind { return [range] }
        return parts.flatMap(\.writtenNumbers)
    }
}
