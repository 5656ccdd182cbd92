import Charts
import Foundation
import Testing

/// Screens as text files: the contents of the cells, their looks as letters, and the meaning of these letters.
///
///     80x24 cursor 12,20
///     |run  training
///     ---
///     |bbb..gggggggg
///     ---
///     b bold
///     g 114
///
/// Colours are numbers of xterm's 256, the background after a slash; a dot is a cell in the terminal's default style.
package enum Golden {
    /// Compares a canvas with the file `Goldens/NAME.txt` beside the test. With `UNROLL_RECORD_GOLDENS=1` the file is
    /// written instead; a canvas that differs is drawn as SVG into the folder named by `UNROLL_GOLDEN_PICTURES`.
    package static func expect(
        _ canvas: Canvas, is name: String, file: String = #filePath, sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        let url = URL(filePath: file).deletingLastPathComponent().appending(path: "Goldens").appending(path: name + ".txt")
        let text = text(of: canvas)
        if ProcessInfo.processInfo.environment["UNROLL_RECORD_GOLDENS"] == "1" {
            try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
            try text.write(to: url, atomically: true, encoding: .utf8)
        }
        let golden = try String(contentsOf: url, encoding: .utf8)
        let isSame = text == golden
        if !isSame, let folder = ProcessInfo.processInfo.environment["UNROLL_GOLDEN_PICTURES"] {
            let picture = VectorPicture(columns: canvas.width, rows: canvas.height, title: name) { drawn, _ in drawn = canvas }
            let file = URL(filePath: folder).appending(path: name + ".svg")
            try picture.svg(isFile: true).write(to: file, atomically: true, encoding: .utf8)
        }
        #expect(isSame, "\(name) is drawn otherwise: \(difference(text, golden))", sourceLocation: sourceLocation)
    }

    /// The text of a canvas.
    package static func text(of canvas: Canvas) -> String {
        var letters: [Style: Character] = [.plain: "."]
        var legend: [String] = []
        var free = Array("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789")[...]
        func letter(_ style: Style) -> Character {
            if let known = letters[style] { return known }
            // Pictures have more looks than there are letters; further ones are represented by other characters.
            let letter = free.popFirst() ?? Character(UnicodeScalar(UInt32(0x100 + legend.count)) ?? "?")
            letters[style] = letter
            legend.append("\(letter) \(description(style))")
            return letter
        }
        var characters: [String] = []
        var styles: [String] = []
        for y in 0..<canvas.height {
            var line = "|"
            var looks = "|"
            for x in 0..<canvas.width {
                if let character = canvas[x, y].character { line.append(character) }
                looks.append(letter(canvas[x, y].style))
            }
            characters.append(line.trimmed(" "))
            styles.append(looks.trimmed("."))
        }
        let cursor = canvas.cursor.map { " cursor \($0.x),\($0.y)" } ?? ""
        return (["\(canvas.width)x\(canvas.height)\(cursor)"] + characters + ["---"] + styles + ["---"] + legend).joined(separator: "\n")
            + "\n"
    }

    private static func description(_ style: Style) -> String {
        func text(_ color: Color) -> String {
            switch color {
            case .standard: "-"
            case .palette(let index): String(index)
            case .mixed(let color): color.hexadecimal
            }
        }
        let colors = style.background == .standard ? text(style.foreground) : text(style.foreground) + "/" + text(style.background)
        let names: [(Style.Attributes, String)] = [
            (.bold, "bold"), (.dim, "dim"), (.italic, "italic"), (.underline, "underline"), (.reverse, "reverse"),
        ]
        return ([colors] + names.filter { style.attributes.contains($0.0) }.map(\.1)).joined(separator: " ")
    }

    /// The first line that differs.
    private static func difference(_ text: String, _ golden: String) -> String {
        let (new, old) = (
            text.split(separator: "\n", omittingEmptySubsequences: false), golden.split(separator: "\n", omittingEmptySubsequences: false)
        )
        guard let place = zip(new, old).enumerated().first(where: { $1.0 != $1.1 }) else { return "\(new.count) lines for \(old.count)" }
        return "line \(place.offset + 1)\n\(place.element.0)\nis recorded as\n\(place.element.1)"
    }
}

extension String {
    fileprivate func trimmed(_ character: Character) -> String {
        var text = self
        while text.last == character { text.removeLast() }
        return text
    }
}
