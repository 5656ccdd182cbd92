import Datasets
import Recurrent
import TextFormatting

/// What a run of epochs printed so far: a line an epoch. Of a long run the first and the last lines are kept.
public struct EpochTable: Sendable, Equatable {
    /// The first epochs and the latest; between them some are left out where there are more than `capacity`. Confusion and error by step are there for
    /// the latest alone.
    public private(set) var rows: [EpochResult] = []
    /// What ended the run, such as "stopped at step 1,200"; nil while it goes on and where it ended as planned.
    public var remark: String?
    /// What the epochs were checked on.
    private let part: DataPart
    /// Whether any epoch was tested, and whether any was counted right or wrong: whether the columns are there.
    private var tests = false
    private var counts = false
    /// Names of several targets, which have a column each, and whether it is one of errors, not of R2.
    private var targets: [TargetColumn] = []
    /// Whether epochs are left out after the first rows.
    private var isFolded = false

    /// Most rows kept; a run of as many is printed whole.
    public static let capacity = 60
    /// Rows at either end of a longer one that are printed.
    private static let printed = 10

    /// - Parameter rows: by rising epoch.
    public init(rows: [EpochResult] = [], remark: String? = nil) {
        self.init(rows: rows, remark: remark, checkedOn: .test)
    }

    /// - Parameters:
    ///   - rows: by rising epoch.
    ///   - part: what the epochs were checked on.
    init(rows: [EpochResult] = [], remark: String? = nil, checkedOn part: DataPart) {
        self.part = part
        self.remark = remark
        for row in rows { append(row) }
    }

    /// Adds the epoch that has just ended.
    ///
    /// - Complexity: O(1), whatever was added before.
    public mutating func append(_ row: EpochResult) {
        if !rows.isEmpty { rows[rows.count - 1].test?.forgetDetails() }
        rows.append(row)
        tests = tests || row.test != nil
        counts = counts || row.test?.error != nil
        if targets.isEmpty, let found = row.test?.targets {
            targets = found.map { TargetColumn(name: $0.name.visible, isError: $0.evaluation.error != nil) }
        }
        if rows.count > Self.capacity {
            rows.remove(at: Self.printed)
            isFolded = true
        }
    }

    /// The whole, unless it is longer than `capacity`.
    var plain: String { text(isFolded ? (first: Self.printed, last: Self.printed) : nil) }

    /// Rows from which a table on a screen is folded, and how many are seen then at either end.
    private static let (mostOnScreen, onScreen) = (14, (first: 3, last: 8))

    /// As it is shown where there is little room: what stands below it stays in sight.
    var short: String { rows.count > Self.mostOnScreen ? text(Self.onScreen) : plain }

    /// A text in which long tables of epochs, as files keep them, are as short as they are on the screen.
    static func folded(_ text: String) -> String {
        var (folded, rows) = ([Substring](), [Substring]())
        var isTable = false
        func end() {
            if rows.count > mostOnScreen {
                folded += rows.prefix(onScreen.first) + [gap(rows.count - onScreen.first - onScreen.last)[...]] + rows.suffix(onScreen.last)
            } else {
                folded += rows
            }
            rows = []
        }
        for line in text.split(separator: "\n" as Character, omittingEmptySubsequences: false) {
            // An epoch and its loss.
            let figures = line.split(separator: " ", maxSplits: 2).prefix(2).compactMap { Double($0.filter { $0 != "," }) }
            if isTable, figures.count == 2 {
                rows.append(line)
            } else {
                end()
                isTable = line.hasPrefix("epoch ") && line.contains("train loss")
                folded.append(line)
            }
        }
        end()
        return folded.joined(separator: "\n")
    }

    private func text(_ ends: (first: Int, last: Int)?) -> String {
        var lines = rows.isEmpty ? [] : [header]
        if let ends {
            let (first, last) = (rows.prefix(ends.first), rows.suffix(ends.last))
            lines += first.map(line)
            if let above = first.last, let below = last.first { lines.append(Self.gap(below.epoch - above.epoch - 1)) }
            lines += last.map(line)
        } else {
            lines += rows.map(line)
        }
        return (lines + (remark.map { [$0] } ?? [])).joined(separator: "\n")
    }

    /// What stands in place of so many rows.
    static func gap(_ rows: Int) -> String { "... " + Figures.count(rows, "row") }

    /// Columns have fixed widths, so that lines can be printed as they come.
    public var header: String {
        join(
            "epoch", "train loss", tests ? part.rawValue + " loss" : nil, counts ? part.rawValue + " error" : nil,
            targets.map(\.title), rows.contains { $0.symbolsPerSecond != nil } ? "symbols/s" : "sequences/s")
    }

    /// The column of one of several targets.
    private struct TargetColumn: Equatable {
        var name: String
        var isError: Bool
        var title: String { name + (isError ? " error" : " R2") }
    }

    /// A row as it is printed.
    public func line(_ row: EpochResult) -> String {
        join(
            String(row.epoch), Figures.loss(row.trainLoss), tests ? row.test.map { Figures.loss($0.loss) } ?? "" : nil,
            counts ? row.test?.error.map { Figures.percent($0) } ?? "" : nil,
            targets.indices.map { index in
                guard let found = row.test?.targets, found.indices.contains(index) else { return "" }
                return found[index].evaluation.figure ?? ""
            }, Figures.rate(row.symbolsPerSecond ?? row.sequencesPerSecond))
    }

    private func join(
        _ epoch: String, _ trainLoss: String, _ testLoss: String?, _ testError: String?, _ ofTargets: [String], _ rate: String
    ) -> String {
        let longer = part.rawValue.count - DataPart.test.rawValue.count
        let columns: [(String?, Int)] =
            [(epoch, 5), (trainLoss, 12), (testLoss, 11 + longer), (testError, 12 + longer)]
            + zip(ofTargets, targets).map { ($0, max(9, $1.title.count + 2)) } + [(rate, 13)]
        return
            columns
            .compactMap { text, width in
                text.map { String(repeating: " ", count: max(1, width - $0.count)) + $0 }
            }
            .joined()
            .replacingLeadingSpace(epoch)
    }
}

extension String {
    /// The first column begins at the left edge where it is wider than its place.
    fileprivate func replacingLeadingSpace(_ first: String) -> String {
        first.count >= 5 ? String(drop { $0 == " " }) : self
    }
}
