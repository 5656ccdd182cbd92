/// Where a cell stands among the others of its session: greater further down. There is room between two positions, so that a cell that is put
/// between others moves none of them.
struct CellPosition: Hashable, Comparable, Sendable {
    private let value: Int
    /// The room between cells that are added at the end: a cell can be put forty times over between two of them.
    private static let spacing = 1 << 40

    private init(value: Int) {
        self.value = value
    }

    /// The position of the cell at this index of a session that is numbered anew.
    init(index: Int) {
        value = index * Self.spacing
    }

    static func < (a: CellPosition, b: CellPosition) -> Bool { a.value < b.value }

    /// A position between two neighbours; nil where there is no room left.
    ///
    /// - Parameters:
    ///   - upper: the neighbour above; nil at the beginning.
    ///   - lower: the neighbour below; nil at the end.
    static func between(_ upper: CellPosition?, _ lower: CellPosition?) -> CellPosition? {
        switch (upper, lower) {
        case (nil, nil): return CellPosition(value: 0)
        case (let upper?, nil):
            let (value, overflows) = upper.value.addingReportingOverflow(spacing)
            return overflows ? nil : CellPosition(value: value)
        case (nil, let lower?):
            let (value, overflows) = lower.value.subtractingReportingOverflow(spacing)
            return overflows ? nil : CellPosition(value: value)
        case (let upper?, let lower?):
            let (room, overflows) = lower.value.subtractingReportingOverflow(upper.value)
            if overflows { return CellPosition(value: upper.value / 2 + lower.value / 2) }
            return room > 1 ? CellPosition(value: upper.value + room / 2) : nil
        }
    }
}

extension RandomAccessCollection where Index == Int {
    /// The first index whose element is not before `position`, by binary search; `endIndex` where there is none.
    ///
    /// - Parameter key: where an element stands; elements are in rising order of it.
    /// - Complexity: O(log n).
    func lowerBound(of position: CellPosition, by key: (Element) -> CellPosition) -> Int {
        var (low, high) = (startIndex, endIndex)
        while low < high {
            let middle = low + (high - low) / 2
            if key(self[middle]) < position { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
