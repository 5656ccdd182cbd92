import TextFormatting

/// The time steps of a sequence across the columns of a picture: several columns for each step, or several steps in
/// each column.
struct TimeAxis: Sendable, Equatable {
    let steps: Int
    /// The number of columns for each step; 1 if steps share columns.
    let stretch: Int
    /// The number of columns of all steps.
    let columns: Int

    /// - Parameters:
    ///   - room: the number of available columns.
    ///   - greatestStretch: the greatest number of columns for each step.
    init(steps: Int, room: Int, greatestStretch: Int = 4) {
        self.steps = max(0, steps)
        let room = max(0, room)
        stretch = self.steps == 0 ? 1 : max(1, min(greatestStretch, room / self.steps))
        columns = min(room, self.steps * stretch)
    }

    var isFolded: Bool { columns < steps }

    /// The steps of a column; never empty for a column of the picture.
    func steps(in column: Int) -> Range<Int> {
        guard column >= 0, column < columns else { return 0..<0 }
        guard isFolded else { return column / stretch..<column / stretch + 1 }
        let first = column * steps / columns
        return first..<max(first + 1, (column + 1) * steps / columns)
    }

    /// The columns of a step; nil if there is no such step.
    func columns(of step: Int) -> Range<Int>? {
        guard step >= 0, step < steps, columns > 0 else { return nil }
        guard isFolded else { return step * stretch..<(step + 1) * stretch }
        // The inverse of `steps(in:)`.
        let column = min(columns - 1, ((step + 1) * columns - 1) / steps)
        return column..<column + 1
    }

    /// The mean of `value` over a column's steps, or over `samples` of them, evenly spaced.
    func mean(_ column: Int, samples: Int = 8, _ value: (Int) -> Float) -> Float {
        let range = steps(in: column)
        guard range.count > 1 else { return range.isEmpty ? 0 : value(range.lowerBound) }
        let count = min(samples, range.count)
        var sum: Float = 0
        for sample in 0..<count { sum += value(range.lowerBound + sample * range.count / count) }
        return sum / Float(count)
    }

    /// Writes step numbers, counted from 1, or times below their columns; the cursor's step is highlighted.
    ///
    /// - Parameter time: the time of a step, counted from 0; nil for its number.
    func draw(
        _ canvas: inout Canvas, x: Int, y: Int, cursor: Int?, time: ((Int) -> String)? = nil, _ terminalStyle: TerminalStyle
    ) {
        func text(_ step: Int) -> String { time?(step) ?? String(step + 1) }
        guard columns > 0 else { return }
        let limit = Rectangle(x: x, y: y, width: columns, height: 1)
        if let cursor, let place = columns(of: cursor) {
            let label = "\(terminalStyle.symbols.upward)\(text(cursor))"
            let width = DisplayWidth.of(label)
            let fits = place.lowerBound + width <= columns
            canvas.write(
                fits ? label : "\(text(cursor))\(terminalStyle.symbols.upward)",
                x: fits ? x + place.lowerBound : max(x, x + place.lowerBound - width + 1), y: y,
                terminalStyle.theme.accent.with(.bold), within: limit)
        }
        var free = 0
        for step in ticks(width: time == nil ? String(steps).utf8.count : max(text(0).utf8.count, text(steps - 1).utf8.count)) {
            guard let place = columns(of: step - 1) else { continue }
            let label = text(step - 1)
            guard !label.isEmpty, label.utf8.count <= columns else { continue }
            let start = max(0, min(columns - label.utf8.count, place.lowerBound + (place.count - label.utf8.count) / 2))
            let end = start + label.utf8.count
            let isFree = (max(start - 1, 0)..<min(end + 1, columns)).allSatisfy { canvas[x + $0, y].character == " " }
            guard start >= free, end <= columns, isFree else { continue }
            canvas.write(label, x: x + start, y: y, terminalStyle.theme.muted, within: limit)
            free = end + 1
        }
    }

    /// Step numbers, from 1, above their columns, each ending at its own: the first, then every tenth column if there
    /// is room, and the last.
    var ruler: String {
        var line = ""
        let ticks = [0] + stride(from: 9, to: columns - 4, by: 10) + (columns > 1 ? [columns - 1] : [])
        for column in ticks {
            let number = String(column == columns - 1 ? steps : column * steps / columns + 1)
            let start = max(column - number.count + 1, 0)
            guard start >= line.count, line.isEmpty || start > line.count else { continue }
            line += String(repeating: " ", count: start - line.count) + number
        }
        return line
    }

    /// Times above their columns, each beginning at its own, as many as fit.
    func ruler(_ time: (Int) -> String) -> String {
        var line = ""
        for step in ticks(width: max(time(0).utf8.count, time(max(0, steps - 1)).utf8.count)) {
            guard let column = columns(of: step - 1)?.lowerBound else { continue }
            let text = time(step - 1)
            guard !text.isEmpty, column + text.utf8.count <= max(columns, text.utf8.count), line.isEmpty || column > line.utf8.count else {
                continue
            }
            line += String(repeating: " ", count: column - line.utf8.count) + text
        }
        return line
    }

    /// The first step, then every second, fifth, tenth and so on, as room allows.
    ///
    /// - Parameter width: the number of columns of a label.
    private func ticks(width: Int) -> [Int] {
        guard steps > 1, columns > 0 else { return steps == 1 ? [1] : [] }
        let width = width + 2
        var every = 1
        while every * columns < width * steps {
            every = String(every).hasPrefix("2") ? every / 2 * 5 : every * 2
        }
        return every == 1 ? Array(1...steps) : [1] + Array(stride(from: every, through: steps, by: every))
    }
}
