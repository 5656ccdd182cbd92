import CellLanguage
import Datasets

/// Reads the numbers of a step from a line of text, in the order in which a run learned them or as a first line names them.
struct StepLine {
    private let known: SequenceDataset
    /// Channels that tell whether there is a value; they stand in no line.
    private let masks: [Int: Int]
    /// The features that stand in a line, by their places.
    private let features: [Int]
    /// For each of these the field of a line; nil where they come in their order.
    private var columns: [Int]?
    private var separator: Character?

    init(_ known: SequenceDataset) {
        self.known = known
        masks = known.storage.details.masks
        let channels = Set(masks.values)
        features = (0..<known.features).filter { !channels.contains($0) }
    }

    /// The numbers of a step, shifted and scaled as the run knows them; nil for a line that names the columns.
    ///
    /// - Throws: where the line has other numbers than a step.
    mutating func read(_ text: String, isFirst: Bool) throws(CellError) -> [Float]? {
        if isFirst, readNames(text) { return nil }
        return try values(try fields(text))
    }

    /// The numbers of a step from JSON, shifted and scaled as the run knows them.
    ///
    /// - Throws: where it has other numbers than a step.
    func read(_ step: StepJSON) throws(CellError) -> [Float] {
        switch step {
        case .numbers(let numbers):
            guard numbers.count == width else { throw CellError(.stepOfOtherWidth(found: numbers.count, expected: width)) }
            return try values(numbers.map(Self.field))
        case .named(let numbers):
            let names = known.storage.details.featureNames
            guard !names.isEmpty else { throw CellError(.stepWithoutNames) }
            let missing = features.map { names[$0] }.filter { numbers[$0] == nil }
            guard missing.isEmpty else { throw CellError(.stepLacks(missing)) }
            return try values(features.map { Self.field(numbers[names[$0]] ?? nil) })
        case .symbols, .text: throw CellError(.stepIsNoJSON(symbols: false))
        }
    }

    /// Numbers of a line.
    var width: Int { features.count }

    private static func field(_ number: Double?) -> String { number?.description ?? "" }

    private func values(_ fields: [String]) throws(CellError) -> [Float] {
        var values = [Float](repeating: 0, count: known.features)
        for (field, feature) in zip(fields, features) {
            if isMissing(field), let mask = masks[feature] {
                values[mask] = 0
                continue
            }
            guard let number = Double(field), number.isFinite, let single = Float(field), single.isFinite else {
                throw CellError(.stepWithoutNumber(String(field.prefix(60))))
            }
            let base = known.storage.details.inputScale?.base ?? []
            values[feature] = base.isEmpty ? single : Float(number - base[feature])
            if let mask = masks[feature] { values[mask] = 1 }
        }
        return known.storage.details.standardized(values)
    }

    private func isMissing(_ field: String) -> Bool { field.isEmpty || ["nan", "na", "n/a", "?"].contains(field.lowercased()) }

    /// The fields of the features.
    private func fields(_ text: String) throws(CellError) -> [String] {
        guard let columns, let separator else {
            let fields = split(text)
            guard fields.count == features.count else {
                throw CellError(.stepOfOtherWidth(found: fields.count, expected: features.count))
            }
            return fields
        }
        let fields = Self.split(text, separator)
        guard let last = columns.max(), last < fields.count else {
            throw CellError(.stepOfOtherWidth(found: fields.count, expected: (columns.max() ?? 0) + 1))
        }
        return columns.map { fields[$0] }
    }

    /// Takes a line that names all features.
    private mutating func readNames(_ text: String) -> Bool {
        let names = known.storage.details.featureNames
        guard !names.isEmpty else { return false }
        for separator in [",", ";", "\t"] as [Character] {
            let found = Self.split(text, separator)
            let columns = features.compactMap { found.firstIndex(of: names[$0]) }
            guard columns.count == features.count, Double(found[columns[0]]) == nil else { continue }
            (self.columns, self.separator) = (columns, separator)
            return true
        }
        return false
    }

    /// Fields between commas or semicolons, of which some may be empty, or between blanks.
    private func split(_ text: String) -> [String] {
        if let separator = ([",", ";"] as [Character]).first(where: { text.contains($0) }) { return Self.split(text, separator) }
        return text.split(whereSeparator: \.isWhitespace).map(String.init)
    }

    private static func split(_ text: String, _ separator: Character) -> [String] {
        text.split(separator: separator, omittingEmptySubsequences: false).map { field in
            let trimmed = field.drop(while: \.isWhitespace)
            let end = trimmed.lastIndex { !$0.isWhitespace }.map { trimmed.index(after: $0) } ?? trimmed.startIndex
            let text = trimmed[..<end]
            return text.count > 1 && text.first == "\"" && text.last == "\"" ? String(text.dropFirst().dropLast()) : String(text)
        }
    }
}
