/// The shape of a graphical character in a cell of `width` x `height`, so that parts of a picture join without gaps in
/// any font.
enum CellShape: Equatable {
    /// A filled part of the cell, in fractions of its width and height; shades have an `opacity`.
    case rectangle(x: Double, y: Double, width: Double, height: Double, opacity: Double = 1)
    /// Dots of Braille: bits as in `Braille`.
    case dots(UInt8)
    /// Lines from the middle to these sides.
    case lines(left: Bool, right: Bool, up: Bool, down: Bool, isHeavy: Bool = false)

    /// Nil for characters that are drawn as text.
    init?(_ character: Character) {
        guard let scalar = character.unicodeScalars.first?.value else { return nil }
        switch character {
        case "─": self = .lines(left: true, right: true, up: false, down: false)
        case "│": self = .lines(left: false, right: false, up: true, down: true)
        case "┌": self = .lines(left: false, right: true, up: false, down: true)
        case "┐": self = .lines(left: true, right: false, up: false, down: true)
        case "└": self = .lines(left: false, right: true, up: true, down: false)
        case "┘": self = .lines(left: true, right: false, up: true, down: false)
        case "├": self = .lines(left: false, right: true, up: true, down: true)
        case "┤": self = .lines(left: true, right: false, up: true, down: true)
        case "┬": self = .lines(left: true, right: true, up: false, down: true)
        case "┴": self = .lines(left: true, right: true, up: true, down: false)
        case "┼": self = .lines(left: true, right: true, up: true, down: true)
        case "━": self = .lines(left: true, right: true, up: false, down: false, isHeavy: true)
        case "▀": self = .rectangle(x: 0, y: 0, width: 1, height: 0.5)
        case "░": self = .rectangle(x: 0, y: 0, width: 1, height: 1, opacity: 0.25)
        case "▒": self = .rectangle(x: 0, y: 0, width: 1, height: 1, opacity: 0.5)
        case "▓": self = .rectangle(x: 0, y: 0, width: 1, height: 1, opacity: 0.75)
        default:
            switch scalar {
            // Columns that grow from the bottom by eighths, then bars that shrink from the full width.
            case 0x2581...0x2588:
                let share = Double(scalar - 0x2580) / 8
                self = .rectangle(x: 0, y: 1 - share, width: 1, height: share)
            case 0x2589...0x258F: self = .rectangle(x: 0, y: 0, width: Double(0x2590 - scalar) / 8, height: 1)
            case 0x2800...0x28FF: self = .dots(UInt8(scalar - 0x2800))
            default: return nil
            }
        }
    }
}
