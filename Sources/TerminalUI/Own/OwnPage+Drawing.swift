/// Drawing a picture, changing a series, with keys and with the mouse.
extension OwnPage {
    /// The pad that is drawn on; nil where none is.
    private var pad: DrawingPad? {
        switch content {
        case .text, .series: nil
        case .picture(let pad): pad
        case .letters(let row): row.pad
        }
    }

    /// Changes the picture, or that of the chosen letter.
    private mutating func draw(_ deed: Deed? = nil, _ change: (inout DrawingPad) -> Void) {
        switch content {
        case .text, .series: return
        case .picture(var pad):
            change(&pad)
            keep(.picture(pad), deed, drew: pad.values != self.pad?.values)
        case .letters(var row):
            row.draw(change)
            keep(.letters(row), deed, drew: row.values != self.values)
        }
        ask(nil)
    }

    private var values: [Float] { if case .letters(let row) = content { row.values } else { [] } }

    /// A pen that only goes somewhere changes nothing that would be undone.
    private mutating func keep(_ new: Content, _ deed: Deed?, drew: Bool) {
        if drew { become(new, deed) } else { content = new }
    }

    /// Goes so far: over the picture, along the series and up and down in its value.
    mutating func move(columns: Int, rows: Int) {
        guard case .series(var series) = content else {
            return draw(pad?.isDown == true ? .stroke : nil) { $0.move(columns: columns, rows: rows) }
        }
        series.move(columns)
        guard rows != 0 else { return content = .series(series) }
        series.raise(-rows)
        become(.series(series), .value(step: series.step, channel: series.channel))
        ask(nil)
    }

    /// Goes ten steps along a series.
    mutating func leap(_ direction: Int) {
        if case .series = content { move(columns: 10 * direction, rows: 0) }
    }

    /// Puts the pen down, or lifts it; of a series, goes to the next channel.
    mutating func press() {
        if case .series(var series) = content {
            series.nextChannel()
            content = .series(series)
        } else {
            // Each time that it is put down begins a stroke.
            latest = nil
            draw(.stroke) { pad in
                pad.isDown.toggle()
                if pad.isDown { pad.draw() }
            }
        }
    }

    /// Takes away what is drawn around the cursor.
    mutating func rub() { draw { $0.rub() } }

    /// Begins anew; of a word, with the chosen letter.
    mutating func clear() {
        if case .letters(let row) = content, row.isDrawing { return draw { $0.clear() } }
        if case .text(var editor) = content {
            editor.replace(with: "")
            content = .text(editor)
        } else {
            become(Self.content(example))
        }
        ask(nil)
    }

    /// Goes back from the drawing of a letter to the word.
    ///
    /// - Returns: whether a letter was drawn.
    mutating func stopDrawing() -> Bool {
        guard case .letters(var row) = content, row.isDrawing else { return false }
        row.stopDrawing()
        content = .letters(row)
        return true
    }

    // MARK: The mouse

    /// Draws at a place, with a line from where the mouse was before where its button is still held; moves values of a series there.
    ///
    /// - Parameter erases: whether what is drawn is taken away, and values are as they were.
    mutating func point(_ place: OwnPlace, erases: Bool) {
        if case .character(let number) = place { return moveCursor(to: number) }
        let before = pointed ?? place
        if pointed == nil { latest = nil }
        switch (before, place) {
        case (.pixel(let column, let row), .pixel(let newColumn, let newRow)):
            draw(.stroke) { $0.stroke(from: (column, row), to: (newColumn, newRow), rubs: erases) }
        case (.value(let step, let value), .value(let newStep, let newValue)):
            guard case .series(var series) = content else { return }
            series.drag(from: (step, value), to: (newStep, newValue), restores: erases)
            become(.series(series), .stroke)
            ask(nil)
        default: return
        }
        pointed = place
    }

    /// Puts the cursor before a character of a text, or chooses a letter of a word.
    private mutating func moveCursor(to number: Int) {
        switch content {
        case .text(var editor):
            let before = editor.text.prefix(number)
            let line = before.lastIndex(of: "\n").map { before.index(after: $0) } ?? 0
            editor.moveCursor(line: before.count { $0 == "\n" }, column: before.count - line)
            content = .text(editor)
        case .letters(var row):
            row.move(to: number + 1)
            content = .letters(row)
        case .picture, .series: return
        }
    }

    /// The button of the mouse is held no longer.
    mutating func release() { pointed = nil }
}
