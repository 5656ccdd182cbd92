import Kernels

extension RankGroup {
    /// Shares with all ranks the rows that each of them has computed.
    ///
    /// - Parameters:
    ///   - view: a matrix in which each rank has filled its own rows; the others are filled here.
    ///   - rows: the rows of each rank.
    func share(_ view: MatrixView, rows: [[RowSegment]]) throws(RankFailure) {
        let counts = rows.map { $0.reduce(0) { $0 + $1.count } }
        var own: [Float] = []
        own.reserveCapacity(counts[rank] * view.columns)
        for segment in rows[rank] { own += view.rows(segment.left, segment.count).values }
        let all = try gather(own, counts: counts.map { $0 * view.columns })
        var place = 0
        for (other, segments) in rows.enumerated() {
            for segment in segments {
                if other != rank { view.rows(segment.left, segment.count).set(all, fromRow: place) }
                place += segment.count
            }
        }
    }
}

extension BatchLayout {
    /// The rows of each rank's sequences.
    ///
    /// - Parameter hasSteps: whether there is a row for each step rather than for each sequence.
    func rowsOfRanks(hasSteps: Bool) -> [[RowSegment]] {
        parts.map { part in
            let first = part.sequences.lowerBound
            guard hasSteps else { return [RowSegment(left: first, result: first, count: part.sequences.count)] }
            return RowSegment.joined(
                (0..<steps).map { t in
                    let row = start[t] + first
                    return RowSegment(left: row, result: row, count: min(part.sequences.upperBound, active[t]) - first)
                })
        }
    }
}
