import FoundationEssentials
import Recurrent
import TextFormatting

/// The front for programs: runs all cells and writes what happens as it comes, a JSON object a line.
///
/// | event | has | is written |
/// |---|---|---|
/// | `begin` | `cells` | first: how many cells there are |
/// | `cell` | `cell`, `status` | when a cell begins (`running`), and when it has ended (`done`, `failed`, `interrupted`, or `idle` where it did not run) |
/// | `epoch` | `cell`, `epoch`, `step`, `train_loss`, `sequences_per_second`; `loss` and `error` of what it was checked on, where it was | at the end of each epoch |
/// | `output` | `cell`, `kind`, `text` | for each part of what a cell printed, when the cell has ended; `kind` is `text`, `error` or `table` |
/// | `end` | `failed` | last: how many cells did not end as they should |
///
/// Cells are counted from 1. Numbers that are not finite are texts. Where epochs end faster than anybody looks, some have no event; the table of epochs has them.
public struct EventFront {
    private let manager: SessionManager
    private let write: (String) -> Void
    /// Milliseconds between two looks at the session.
    private static let pace = 50

    /// - Parameter write: takes a line.
    public init(_ manager: SessionManager, write: @escaping (String) -> Void) {
        self.manager = manager
        self.write = write
    }

    /// Runs all cells to the end.
    ///
    /// - Returns: how many did not end as they should.
    public func runAll() -> Int {
        var log = EventLines()
        manager.runAll()
        for line in log.begin(manager.state.cells) { write(line) }
        var isIdle = false
        while !isIdle {
            isIdle = manager.waitUntilIdle(milliseconds: Self.pace)
            for line in log.news(manager.state.cells) { write(line) }
        }
        let failed = manager.state.cells.count { $0.kind == .code && $0.status != .done }
        write(EventLines.line(Event(event: "end", failed: failed)))
        return failed
    }

    /// A line.
    fileprivate struct Event: Encodable {
        var event: String
        var cells: Int?
        var cell: Int?
        var status: String?
        var epoch: Int?
        var step: Int?
        var trainLoss: Double?
        var loss: Double?
        var error: Double?
        var speed: Double?
        var kind: String?
        var text: String?
        var failed: Int?
        /// Of several targets, by their names.
        var targets: [String: Target]?

        /// How well one of several targets is told.
        struct Target: Encodable {
            var loss: Double
            var error: Double?
            var r2: Double?
        }

        private enum CodingKeys: String, CodingKey {
            case event, cells, cell, status, epoch, step
            case trainLoss = "train_loss"
            case loss, error
            case speed = "sequences_per_second"
            case kind, text, failed, targets
        }
    }

    /// What has been written of each cell.
    private struct EventLines {
        private var statuses: [CellID: CellStatus] = [:]
        private var epochs: [CellID: Int] = [:]

        func begin(_ cells: ShownCells) -> [String] {
            [Self.line(Event(event: "begin", cells: cells.count { $0.kind == .code }))]
        }

        mutating func news(_ cells: ShownCells) -> [String] {
            var lines: [String] = []
            var number = 0
            for cell in cells where cell.kind == .code {
                number += 1
                let known = statuses[cell.id]
                guard cell.status != .queued, cell.status != known || cell.status == .running else { continue }
                statuses[cell.id] = cell.status
                if known != .running, cell.status != .idle {
                    lines.append(Self.line(Event(event: "cell", cell: number, status: CellStatus.running.rawValue)))
                }
                lines += newEpochs(cell, number)
                guard cell.status != .running else { continue }
                if cell.status != .idle {
                    for block in cell.output.blocks where !block.plain.isEmpty {
                        lines.append(Self.line(Event(event: "output", cell: number, kind: block.kindName, text: block.plain)))
                    }
                }
                lines.append(Self.line(Event(event: "cell", cell: number, status: cell.status.rawValue)))
            }
            return lines
        }

        private mutating func newEpochs(_ cell: CellView, _ number: Int) -> [String] {
            guard case .epochs(let table)? = cell.output.blocks.last(where: { if case .epochs = $0 { true } else { false } }) else {
                return []
            }
            let last = epochs[cell.id] ?? 0
            epochs[cell.id] = table.rows.last?.epoch ?? last
            return table.rows.filter { $0.epoch > last }.map { row in
                Self.line(
                    Event(
                        event: "epoch", cell: number, epoch: row.epoch, step: row.step, trainLoss: row.trainLoss, loss: row.test?.loss,
                        error: row.test?.error, speed: row.sequencesPerSecond, targets: row.test?.targets.map(Self.targets)))
            }
        }

        private static func targets(_ all: [TargetEvaluation]) -> [String: Event.Target] {
            let pairs = all.map { ($0.name, Event.Target(loss: $0.evaluation.loss, error: $0.evaluation.error, r2: $0.evaluation.r2)) }
            return Dictionary(pairs) { first, _ in first }
        }

        static func line(_ event: Event) -> String {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
            encoder.nonConformingFloatEncodingStrategy = .convertToString(positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
            return (try? encoder.encode(event)).map { String(decoding: $0, as: UTF8.self) + "\n" } ?? ""
        }
    }
}

extension OutputBlock {
    /// What kind of text the plain form is.
    fileprivate var kindName: String {
        switch self {
        case .error: "error"
        case .network, .data, .epochs, .runs, .evaluation: "table"
        case .text, .example, .picture, .prediction: "text"
        }
    }
}
