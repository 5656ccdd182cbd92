import Notebook
import TextFormatting

/// A text to search for; capital letters count where it has any.
struct SearchPattern: Sendable {
    private let text: String
    private let mindsCase: Bool

    init(_ text: String) {
        mindsCase = text.contains(where: \.isUppercase)
        self.text = mindsCase ? text : text.lowercased()
    }

    private func folded(_ text: String) -> String { mindsCase ? text : text.lowercased() }

    /// At how many places it stands, none of which overlap.
    func count(in text: String) -> Int { self.text.isEmpty ? 0 : folded(text).ranges(of: self.text).count }

    /// The columns of a line in which it stands.
    func columns(in line: String) -> [Range<Int>] {
        guard !text.isEmpty else { return [] }
        let line = folded(line)
        return line.ranges(of: text).map { range in
            let start = DisplayWidth.of(String(line[..<range.lowerBound]))
            return start..<(start + DisplayWidth.of(String(line[range])))
        }
    }

    /// The columns at the end of a line and at the beginning of the next in which it stands where it is divided between them, with or without a blank that
    /// the end of the line takes the place of; nil where it is not.
    func columns(atEndOf line: String, andIn next: String) -> (end: Range<Int>, beginning: Range<Int>)? {
        func isBlank(_ character: Character) -> Bool { character == " " }
        let (blanks, next) = (next.prefix(while: isBlank).count, folded(next).drop(while: isBlank))
        var line = folded(line)[...]
        while line.last.map(isBlank) ?? false { line.removeLast() }
        for cut in text.indices.dropFirst() {
            var head = text[..<cut]
            while head.last.map(isBlank) ?? false { head.removeLast() }
            let tail = text[cut...].drop(while: isBlank)
            guard !head.isEmpty, !tail.isEmpty, line.hasSuffix(head), next.hasPrefix(tail) else { continue }
            let width = DisplayWidth.of(String(line))
            return (width - DisplayWidth.of(String(head))..<width, blanks..<blanks + DisplayWidth.of(String(tail)))
        }
        return nil
    }
}

/// A place at which what was searched for stands.
struct SearchMatch: Sendable, Equatable {
    var cell: CellID
    /// Which of those in the cell it is, from 0.
    var index: Int
}
