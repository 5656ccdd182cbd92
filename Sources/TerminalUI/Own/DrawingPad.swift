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

    /// An empty one.
    init(width: Int, height: Int) {
        self.init(width: width, values: Array(repeating: 0, count: max(0, width * height)))
    }

    var height: Int { values.count / width }

    mutating func move(columns: Int, rows: Int) {
        column = max(0, min(width - 1, column + columns))
        row = max(0, min(height - 1, row + rows))
        if isDown { draw() }
    }

    mutating func draw() {
        for (place, isMiddle) in places { values[place] = max(values[place], isMiddle ? 1 : Self.edge) }
    }

    mutating func rub() {
        for (place, _) in places { values[place] = 0 }
    }

    /// Draws, or rubs out, a straight line from one place to another, both included; only as far as there are such places.
    mutating func stroke(from start: (column: Int, row: Int), to end: (column: Int, row: Int), rubs: Bool) {
        let count = max(abs(end.column - start.column), abs(end.row - start.row))
        guard count <= 2 * (width + height) else { return }
        for step in 0...count {
            func between(_ from: Int, _ to: Int) -> Int {
                from + (count == 0 ? 0 : Int((Double((to - from) * step) / Double(count)).rounded()))
            }
            let (column, row) = (between(start.column, end.column), between(start.row, end.row))
            guard 0..<width ~= column, 0..<height ~= row else { continue }
            (self.column, self.row) = (column, row)
            if rubs { rub() } else { draw() }
        }
    }

    mutating func clear() {
        values = Array(repeating: 0, count: values.count)
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
