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
}

/// A place at which what was searched for stands.
struct SearchMatch: Sendable, Equatable {
    var cell: CellID
    /// Which of those in the cell it is, from 0.
    var index: Int
}
