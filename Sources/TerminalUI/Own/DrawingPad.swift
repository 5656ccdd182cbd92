/// A grey picture that is drawn with a pen, row by row as a network reads it.
struct DrawingPad: Sendable, Equatable {
    /// Columns.
    let width: Int
    /// In 0...1, row by row.
    private(set) var values: [Float]
    /// Where the pen is.
    private(set) var column: Int
    private(set) var row: Int
    /// Whether the pen draws where it goes.
    var isDown = false

    /// What the pen leaves beside the place where it is.
    private static let edge: Float = 0.55

    init(width: Int, values: [Float]) {
        self.width = max(1, width)
        self.values = values
        (column, row) = (self.width / 2, values.count / self.width / 4)
    }

    var height: Int { values.count / width }

    mutating func move(columns: Int, rows: Int) {
        column = max(0, min(width - 1, column + columns))
        row = max(0, min(height - 1, row + rows))
        if isDown { draw() }
    }

    /// Goes to a place.
    ///
    /// - Returns: whether there is such a place.
    mutating func place(column: Int, row: Int) -> Bool {
        guard 0..<width ~= column, 0..<height ~= row else { return false }
        (self.column, self.row) = (column, row)
        return true
    }

    mutating func draw() {
        for (place, isMiddle) in places { values[place] = max(values[place], isMiddle ? 1 : Self.edge) }
    }

    mutating func rub() {
        for (place, _) in places { values[place] = 0 }
    }

    /// Where the pen is, and what is beside it.
    private var places: [(place: Int, isMiddle: Bool)] {
        [(0, 0), (1, 0), (-1, 0), (0, 1), (0, -1)].compactMap { x, y in
            guard 0..<width ~= column + x, 0..<height ~= row + y else { return nil }
            return ((row + y) * width + column + x, x == 0 && y == 0)
        }
    }

    func value(_ column: Int, _ row: Int) -> Float { 0..<width ~= column && 0..<height ~= row ? values[row * width + column] : 0 }
}
