/// The difference of two texts as people know it from `diff -u`.
public struct UnifiedDiff: Sendable, Equatable {
    /// Lines, each beginning with a space, `-` or `+`, with headings of hunks between; empty where the texts are equal.
    public let lines: [String]

    /// Lines kept around each change.
    private static let context = 3

    /// - Parameter same: whether two lines count as equal.
    public init(from old: [String], to new: [String], same: (String, String) -> Bool) {
        let edits = Self.edits(old, new, same)
        var lines: [String] = []
        var index = 0
        while let change = edits[index...].firstIndex(where: \.isChange) {
            let start = max(index, change - Self.context)
            var end = change
            var next = change
            while next < edits.count, next - end <= 2 * Self.context {
                if edits[next].isChange { end = next }
                next += 1
            }
            let stop = min(edits.count, end + 1 + Self.context)
            let hunk = edits[start..<stop]
            lines.append(Self.heading(before: edits[..<start], hunk))
            lines += hunk.map(\.line)
            index = stop
        }
        self.lines = lines
    }

    private enum Edit {
        case keep(String)
        case remove(String)
        case add(String)

        var isChange: Bool { if case .keep = self { false } else { true } }

        var line: String {
            switch self {
            case .keep(let text): " " + text
            case .remove(let text): "-" + text
            case .add(let text): "+" + text
            }
        }
    }

    /// All lines of both texts in order, removals before additions.
    private static func edits(_ old: [String], _ new: [String], _ same: (String, String) -> Bool) -> [Edit] {
        let difference = new.difference(from: old, by: same)
        var removed: Set<Int> = []
        var added: Set<Int> = []
        for change in difference {
            switch change {
            case .remove(let offset, _, _): removed.insert(offset)
            case .insert(let offset, _, _): added.insert(offset)
            }
        }
        var edits: [Edit] = []
        var (i, j) = (0, 0)
        while i < old.count || j < new.count {
            if i < old.count, removed.contains(i) {
                edits.append(.remove(old[i]))
                i += 1
            } else if j < new.count, added.contains(j) {
                edits.append(.add(new[j]))
                j += 1
            } else if i < old.count, j < new.count {
                edits.append(.keep(new[j]))
                i += 1
                j += 1
            } else {
                break
            }
        }
        return edits
    }

    private static func heading(before: ArraySlice<Edit>, _ hunk: ArraySlice<Edit>) -> String {
        func count(_ edits: ArraySlice<Edit>) -> (old: Int, new: Int) {
            var (old, new) = (0, 0)
            for edit in edits {
                switch edit {
                case .keep: (old, new) = (old + 1, new + 1)
                case .remove: old += 1
                case .add: new += 1
                }
            }
            return (old, new)
        }
        let (start, size) = (count(before), count(hunk))
        return "@@ -\(start.old + 1),\(size.old) +\(start.new + 1),\(size.new) @@"
    }
}
