import TextFormatting

/// Runs all cells of a session again and compares what they print with what is recorded.
public struct ReplayCheck: Sendable {
    /// What came of one cell.
    public enum Finding: Sendable, Equatable {
        case same
        /// The cell prints something, and nothing is recorded.
        case notRecorded
        case differs(UnifiedDiff)
    }

    /// One entry a cell, in order.
    public let findings: [Finding]

    /// - Parameters:
    ///   - recorded: the document as it was read.
    ///   - now: the same document after all its cells have run.
    public init(recorded: Document, now: Document) {
        findings = zip(recorded.cells, now.cells).map { old, new in
            guard let output = old.output else { return (new.output ?? "").isEmpty ? .same : .notRecorded }
            let diff = RecordedOutput.difference(recorded: output, now: new.output ?? "")
            return diff.lines.isEmpty ? .same : .differs(diff)
        }
    }

    /// How many cells print something else than what is recorded.
    public var differences: Int { findings.count { if case .differs = $0 { true } else { false } } }
    /// How many cells print something where nothing is recorded.
    public var notRecorded: Int { findings.count { $0 == .notRecorded } }

    /// What is to be said: a diff for each cell that differs, and a line that sums up.
    public func report(name: String) -> String {
        var lines: [String] = []
        for (index, finding) in findings.enumerated() {
            switch finding {
            case .same: continue
            case .notRecorded: lines.append("cell \(index + 1): nothing recorded; `unroll run --record \(name)` records what it prints")
            case .differs(let diff):
                lines += ["--- \(name), cell \(index + 1), recorded", "+++ \(name), cell \(index + 1), now"] + diff.lines
            }
        }
        let cells = Figures.count(findings.count, "cell")
        lines.append(differences == 0 ? "\(name): \(cells), no difference" : "\(name): \(differences) of \(cells) differ")
        return lines.map(\.visible).joined(separator: "\n")
    }
}
