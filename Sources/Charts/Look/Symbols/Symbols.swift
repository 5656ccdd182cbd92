/// The marks and lines that pictures are made of.
package struct Symbols: Sendable, Equatable {
    /// A horizontal axis.
    package var horizontal: Character = "─"
    /// A vertical axis, and edges.
    package var vertical: Character = "│"
    /// Where axes meet.
    package var corner: Character = "└"
    /// A tick of a vertical axis, to the left.
    package var leftTick: Character = "┤"
    /// A tick of a horizontal axis, downward to its number.
    package var downTick: Character = "┬"
    /// A tick of a horizontal axis where something ended or happened, upward.
    package var upTick: Character = "┴"
    /// Both of these.
    package var crossTick: Character = "┼"
    /// A faint line through a picture.
    package var dotted: Character = "┊"
    /// What is right.
    package var right: Character = "✓"
    /// What is wrong.
    package var wrong: Character = "✗"
    /// What wants attention.
    package var warning: Character = "!"
    /// A place that stands out.
    package var dot: Character = "●"
    /// A single point of a curve.
    package var point: Character = "•"
    /// In front of what is meant.
    package var pointer: Character = "▸"
    /// Below a column that is meant.
    package var upward: Character = "▲"
    /// Above a place where something changed.
    package var downward: Character = "▼"
    /// What holds.
    package var pause: Character = "‖"
    /// What is left out.
    package var ellipsis: Character = "…"
    /// Stands for nothing in tables.
    package var none: Character = "·"
    /// In front of a curve's name.
    package var sample: String = "━━"

    /// For terminals that show Unicode.
    package static let unicode = Symbols()
    /// For those that do not.
    package static let ascii = Symbols(
        horizontal: "-", vertical: "|", corner: "+", leftTick: "+", downTick: "+", upTick: "'", crossTick: "+", dotted: ":", right: "+",
        wrong: "x", dot: "@", point: "o", pointer: ">", upward: "^", downward: "v", pause: "=", ellipsis: "~", none: ".", sample: "--")
}

extension TerminalStyle {
    /// The marks that the terminal can show.
    package var symbols: Symbols { hasUnicode ? .unicode : .ascii }
}
