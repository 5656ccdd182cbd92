/// A word of which each letter is a picture: a typed letter brings a picture of it from the data, a drawn one is what was drawn.
struct LetterRow: Sendable, Equatable {
    /// Columns and rows of a letter.
    let width: Int
    let height: Int
    /// The pictures, from left to right.
    private(set) var pads: [DrawingPad] = []
    /// What was typed; nil where a letter was drawn.
    private(set) var typed: [Character?] = []
    /// Before which letter one types, 0 ... count. The one before it is chosen.
    private(set) var cursor = 0
    /// Whether keys draw the chosen letter, instead of typing others.
    private(set) var isDrawing = false
    /// How often a letter was typed: each time it has another picture.
    private var counts: [Character: Int] = [:]

    init(width: Int, height: Int) {
        (self.width, self.height) = (max(1, width), max(1, height))
    }

    /// The letter that is chosen; nil at the beginning.
    var chosen: Int? { cursor > 0 ? cursor - 1 : nil }

    /// The pad of the chosen letter, or an empty one.
    var pad: DrawingPad { chosen.map { pads[$0] } ?? DrawingPad(width: width, height: height) }

    /// All pictures, one after another.
    var values: [Float] { pads.flatMap(\.values) }

    /// How often this letter has been typed; counted with the call.
    mutating func count(_ letter: Character) -> Int {
        defer { counts[letter, default: 0] += 1 }
        return counts[letter, default: 0]
    }

    /// Puts a letter behind the chosen one.
    ///
    /// - Parameter values: its picture, row by row.
    mutating func insert(_ letter: Character?, _ values: [Float]) {
        guard values.count == width * height else { return }
        pads.insert(DrawingPad(width: width, values: values), at: cursor)
        typed.insert(letter, at: cursor)
        cursor += 1
    }

    /// Puts an empty picture there, to be drawn.
    mutating func insertEmpty() { insert(nil, Array(repeating: 0, count: width * height)) }

    mutating func move(to place: Int) { cursor = max(0, min(pads.count, place)) }

    /// Takes a letter out, if there is one at this place.
    mutating func remove(_ place: Int) {
        guard pads.indices.contains(place) else { return }
        pads.remove(at: place)
        typed.remove(at: place)
        if place < cursor { cursor -= 1 }
    }

    /// Begins to draw the chosen letter, or a new one where there is none.
    mutating func beginDrawing() {
        if chosen == nil { insertEmpty() }
        isDrawing = true
    }

    mutating func stopDrawing() {
        isDrawing = false
        for place in pads.indices { pads[place].isDown = false }
    }

    /// Changes the picture of the chosen letter, or of a new one where there is none: it is no longer what was typed.
    mutating func draw(_ change: (inout DrawingPad) -> Void) {
        if chosen == nil { insertEmpty() }
        let before = pads[cursor - 1].values
        change(&pads[cursor - 1])
        if pads[cursor - 1].values != before { typed[cursor - 1] = nil }
    }
}
