/// Pieces of different widths side by side, wrapped into as many bands as needed.
struct BandLayout {
    let widths: [Int]
    let bands: [Range<Int>]
    private let columns: [Int]

    init(widths: [Int], room: Int) {
        var bands: [Range<Int>] = []
        var columns: [Int] = []
        var first = 0
        var column = 0
        for (index, width) in widths.enumerated() {
            if column + width > room, index > first {
                bands.append(first..<index)
                (first, column) = (index, 0)
            }
            columns.append(column)
            column += width
        }
        if first < widths.count { bands.append(first..<widths.count) }
        (self.widths, self.bands, self.columns) = (widths, bands, columns)
    }

    /// The first column of a piece within its band.
    func column(of index: Int) -> Int { columns[index] }

    func band(of index: Int) -> Int? { bands.firstIndex { $0.contains(index) } }
}
