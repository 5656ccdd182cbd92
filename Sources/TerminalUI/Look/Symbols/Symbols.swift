/// The marks and lines that pictures are made of.
struct Symbols: Sendable, Equatable {
    var horizontal: Character = "─"
    var vertical: Character = "│"
    var corner: Character = "└"
    /// Ticks of a vertical axis, to the left, and of a horizontal one, downward.
    var leftTick: Character = "┤"
    var downTick: Character = "┬"
    /// A faint line through a picture.
    var dotted: Character = "┊"
    var right: Character = "✓"
    var wrong: Character = "✗"
    var dot: Character = "●"
    var point: Character = "•"
    var pointer: Character = "▸"
    /// Below a column that is meant.
    var upward: Character = "▲"
    /// Above a place where something changed.
    var downward: Character = "▼"
    var pause: Character = "‖"
    var ellipsis: Character = "…"
    /// Stands for nothing in tables.
    var none: Character = "·"
    /// In front of a curve's name.
    var sample: String = "━━"

    static let unicode = Symbols()
    static let ascii = Symbols(
        horizontal: "-", vertical: "|", corner: "+", leftTick: "+", downTick: "+", dotted: ":", right: "+", wrong: "x", dot: "o",
        point: "o",
        pointer: ">", upward: "^", downward: "v", pause: "=", ellipsis: "~", none: ".", sample: "--")
}

extension TerminalStyle {
    var symbols: Symbols { hasUnicode ? .unicode : .ascii }
}
