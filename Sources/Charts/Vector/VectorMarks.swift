/// The elements of an SVG picture, grouped by look, so that each look is written once.
struct VectorMarks {
    /// Elements by look, in the order in which looks first appeared.
    private struct Layer {
        private var looks: [String] = []
        private var marks: [String: String] = [:]

        mutating func add(_ mark: String, _ look: String) {
            if marks[look] == nil { looks.append(look) }
            marks[look, default: ""] += mark
        }

        func text(_ element: (_ look: String, _ marks: String) -> String) -> String {
            looks.map { element($0, marks[$0] ?? "") }.joined()
        }
    }

    private var backgrounds = Layer()
    private var areas = Layer()
    private var lines = Layer()
    private var words = Layer()

    /// Adds an area behind everything else.
    mutating func addBackground(_ x: Double, _ y: Double, _ width: Double, _ height: Double, fill: String) {
        backgrounds.add(Self.rectangle(x, y, width, height), "fill=\"\(fill)\"")
    }

    /// - Parameter look: the SVG attributes.
    mutating func addArea(_ x: Double, _ y: Double, _ width: Double, _ height: Double, _ look: String) {
        areas.add(Self.rectangle(x, y, width, height), look)
    }

    /// - Parameters:
    ///   - path: the path of the line.
    ///   - look: the SVG attributes.
    mutating func addLine(_ path: String, _ look: String) { lines.add(path, look) }

    /// Adds a word with a set width in any font.
    mutating func addWord(_ word: String, x: Double, y: Double, width: Double, _ look: String) {
        let place = "x=\"\(Self.number(x))\" y=\"\(Self.number(y))\" textLength=\"\(Self.number(width))\""
        words.add("<text \(place) lengthAdjust=\"spacingAndGlyphs\">\(word)</text>\n", look)
    }

    /// All elements, from back to front.
    var text: String {
        func path(_ look: String, _ marks: String) -> String { "<path \(look) d=\"\(marks)\"/>\n" }
        return backgrounds.text(path) + areas.text(path) + lines.text(path)
            + words.text { look, marks in "<g \(look)>\n\(marks)</g>\n" }
    }

    private static func rectangle(_ x: Double, _ y: Double, _ width: Double, _ height: Double) -> String {
        "M\(number(x)) \(number(y))h\(number(width))v\(number(height))h-\(number(width))z"
    }

    /// A number with at most two digits after the point, without trailing zeros.
    static func number(_ value: Double) -> String {
        let hundredths = Int((value * 100).rounded())
        let (whole, rest) = (hundredths / 100, hundredths % 100)
        if rest == 0 { return String(whole) }
        return "\(whole).\(rest < 10 ? "0" : "")\(rest % 10 == 0 ? rest / 10 : rest)"
    }
}
