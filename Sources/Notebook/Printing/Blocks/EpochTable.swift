import Recurrent
import TextFormatting

/// What a run of epochs printed so far: a line an epoch.
public struct EpochTable: Sendable, Equatable {
    public var rows: [EpochResult]
    /// What ended the run, such as "stopped at step 1,200"; nil while it goes on and where it ended as planned.
    public var remark: String?

    public init(rows: [EpochResult] = [], remark: String? = nil) {
        self.rows = rows
        self.remark = remark
    }

    var plain: String {
        let lines = rows.isEmpty ? [] : [header] + rows.map(line)
        return (lines + (remark.map { [$0] } ?? [])).joined(separator: "\n")
    }

    /// Columns have fixed widths, so that lines can be printed as they come.
    public var header: String {
        Self.join("epoch", "train loss", tests ? "test loss" : nil, counts ? "test error" : nil, "sequences/s")
    }

    public func line(_ row: EpochResult) -> String {
        Self.join(
            String(row.epoch), Figures.fixed(row.trainLoss, 4),
            tests ? row.test.map { Figures.fixed($0.loss, 4) } ?? "" : nil,
            counts ? row.test?.error.map { Figures.percent($0) } ?? "" : nil,
            Figures.rate(row.sequencesPerSecond))
    }

    private var tests: Bool { rows.contains { $0.test != nil } }
    private var counts: Bool { rows.contains { $0.test?.error != nil } }

    private static func join(_ epoch: String, _ trainLoss: String, _ testLoss: String?, _ testError: String?, _ rate: String) -> String {
        [(epoch, 5), (trainLoss, 12), (testLoss, 11), (testError, 12), (rate, 13)]
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
