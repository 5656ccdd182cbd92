import CellLanguage
import Recurrent

/// A part of a cell's source and what is to stand in its place.
struct SourceEdit: Sendable, Equatable {
    /// In UTF-8 bytes; empty to insert.
    var range: Range<Int>
    var text: String

    /// Writes live changes into the arguments of a call of `train`, so that a replay makes them at the same steps.
    static func recording(_ changes: [RecordedChange], in arguments: [Argument]) -> SourceEdit? {
        let list = "[" + changes.map(\.description).joined(separator: ", ") + "]"
        if let given = arguments.first(where: { $0.label?.text == "changes" }) {
            return SourceEdit(range: given.value.range, text: list)
        }
        return arguments.last.map { SourceEdit(range: $0.range.upperBound..<$0.range.upperBound, text: ", changes: " + list) }
    }

    /// The source with all edits made, which do not overlap.
    static func apply(_ edits: [SourceEdit], to source: String) -> String {
        var bytes = Array(source.utf8)
        for edit in edits.sorted(by: { $0.range.lowerBound > $1.range.lowerBound }) where edit.range.upperBound <= bytes.count {
            bytes.replaceSubrange(edit.range, with: edit.text.utf8)
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
