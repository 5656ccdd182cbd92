/// The characters for marks and lines in charts.
package struct Symbols: Sendable, Equatable {
    /// A horizontal axis.
    package var horizontal: Character = "─"
    /// A vertical axis, and edges.
    package var vertical: Character = "│"
    /// The corner where the axes meet.
    package var corner: Character = "└"
    /// A tick of a vertical axis, to the left.
    package var leftTick: Character = "┤"
    /// A tick of a horizontal axis, downward to its number.
    package var downTick: Character = "┬"
    /// A tick of a horizontal axis, upward, where something ended or happened.
    package var upTick: Character = "┴"
    /// Both ticks of a horizontal axis in one.
    package var crossTick: Character = "┼"
    /// A faint line through a chart.
    package var dotted: Character = "┊"
    /// A correct result.
    package var right: Character = "✓"
    /// A wrong result.
    package var wrong: Character = "✗"
    /// A warning.
    package var warning: Character = "!"
    /// A highlighted point.
    package var dot: Character = "●"
    /// A single point of a curve.
    package var point: Character = "•"
    /// A pointer in front of the selected item.
    package var pointer: Character = "▸"
    /// A pointer below the selected column.
    package var upward: Character = "▲"
    /// A pointer above a change.
    package var downward: Character = "▼"
    /// A paused run.
    package var pause: Character = "‖"
    /// Omitted text.
    package var ellipsis: Character = "…"
    /// An empty cell of a table.
    package var none: Character = "·"
    /// A sample of a curve in front of its name.
    package var sample: String = "━━"

    /// The symbols for terminals with Unicode.
    package static let unicode = Symbols()
    /// The symbols for other terminals.
    package static let ascii = Symbols(
        horizontal: "-", vertical: "|", corner: "+", leftTick: "+", downTick: "+", upTick: "'", crossTick: "+", dotted: ":", right: "+",
        wrong: "x", dot: "@", point: "o", pointer: ">", upward: "^", downward: "v", pause: "=", ellipsis: "~", none: ".", sample: "--")
}

extension TerminalStyle {
    /// The symbols that the terminal can show.
    package var symbols: Symbols { hasUnicode ? .unicode : .ascii }
}
