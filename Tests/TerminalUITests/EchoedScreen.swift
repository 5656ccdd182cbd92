/// A terminal that knows no more than `ScreenStream` sends: cursor movements, and characters of one column.
struct EchoedScreen {
    private var rows: [[Character]]
    private var x = 0
    private var y = 0

    init(width: Int, height: Int) {
        rows = Array(repeating: Array(repeating: " ", count: width), count: height)
    }

    var text: String { rows.map { String($0) }.joined(separator: "\n") }

    mutating func show(_ sent: String) {
        var rest = sent[...]
        while let character = rest.popFirst() {
            guard character == "\u{1B}" else {
                if rows.indices.contains(y), rows[y].indices.contains(x) { rows[y][x] = character }
                x += 1
                continue
            }
            let sequence = rest.prefix { !$0.isLetter }
            let numbers = sequence.dropFirst().split(separator: ";").map { Int($0) ?? 0 }
            rest = rest.dropFirst(sequence.count)
            if rest.popFirst() == "H", numbers.count == 2 { (y, x) = (numbers[0] - 1, numbers[1] - 1) }
        }
    }
}
