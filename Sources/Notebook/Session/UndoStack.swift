/// What can be taken back, and what of that can be done again: a value. A step holds what was there before of the cells that it changed, and nothing
/// of the others. Steps follow one another without a gap, so that taking the last one back leads to the session as it was before it.
struct UndoStack: Sendable {
    private var undos: [Step] = []
    private var redos: [Step] = []

    /// One change that a user made, of as many cells as it took.
    struct Step: Sendable {
        var change: CellChange
        var reversals: [Session.Reversal]
        /// Bytes of the texts that are kept, and of the values, about.
        fileprivate var textBytes: Int
        fileprivate var valueBytes: Int

        init(_ change: CellChange, _ reversals: [Session.Reversal]) {
            (self.change, self.reversals) = (change, reversals)
            (textBytes, valueBytes) = (0, 0)
            for entry in reversals.lazy.compactMap(\.entry) {
                textBytes += entry.approximateTextBytes
                for value in entry.values.values { valueBytes += value.approximateBytes }
            }
        }
    }

    /// How much is kept.
    struct Limits: Sendable {
        /// Steps.
        var count = 1_000
        /// Bytes of texts, beyond which the oldest steps are forgotten.
        var textBytes = 1 << 26
        /// Bytes of values, beyond which the cells of older steps come back without theirs, and have to run again.
        var valueBytes = 1 << 29
    }

    private let limits: Limits

    init(_ limits: Limits = Limits()) {
        self.limits = limits
    }

    /// Whether there is anything to do again.
    var canRedo: Bool { !redos.isEmpty }

    /// Adds a change. What could have been done again is forgotten.
    ///
    /// - Complexity: O(1) on the average, and at most one addition for each step.
    mutating func add(_ step: Step) {
        redos = []
        undos.append(step)
        limit()
    }

    /// The latest change, which is not kept any more; nil where there is none.
    mutating func takeUndo() -> Step? { undos.popLast() }

    /// What was taken back last, which is not kept any more; nil where there is none.
    mutating func takeRedo() -> Step? { redos.popLast() }

    /// Adds what does again what was taken back.
    mutating func addRedo(_ step: Step) { redos.append(step) }

    /// Adds what takes back what was done again.
    mutating func addUndo(_ step: Step) {
        undos.append(step)
        limit()
    }

    private mutating func limit() {
        if undos.count > limits.count { undos.removeFirst(undos.count - limits.count) }
        var (texts, values) = (0, 0)
        for index in undos.indices.reversed() {
            texts += undos[index].textBytes
            if texts > limits.textBytes, index < undos.count - 1 {
                undos.removeFirst(index + 1)
                return
            }
            values += undos[index].valueBytes
            guard values > limits.valueBytes, undos[index].valueBytes > 0 else { continue }
            undos[index].reversals = undos[index].reversals.map(\.withoutValues)
            values -= undos[index].valueBytes
            undos[index].valueBytes = 0
        }
    }
}

/// A kind of change that can be taken back.
public enum CellChange: Sendable, Equatable {
    /// A cell, or prose, was added.
    case insertion
    /// Its source was replaced.
    case edit
    /// It was removed.
    case removal
    /// It was moved.
    case move
    /// It was split in two.
    case split
    /// Two were joined.
    case join
    /// It was added once more.
    case duplication
    /// What had been copied was added.
    case paste
    /// This many cells were run.
    case run(Int)
    /// What another program had made of the file was taken over.
    case merge
}

/// What was taken back, or done again.
public struct UndoneChange: Sendable, Equatable {
    /// What it was.
    public var change: CellChange
    /// One of the cells that it was about; nil where none of them is there.
    public var cell: CellID?
}

extension Session.Entry {
    /// About how many bytes it takes without its values.
    fileprivate var approximateTextBytes: Int {
        switch element {
        case .prose(let text): 500 + text.utf8.count
        // The source is kept as text and as what was read of it.
        case .cell(let cell): 500 + 10 * cell.source.utf8.count + (cell.output?.utf8.count ?? 0)
        }
    }
}
