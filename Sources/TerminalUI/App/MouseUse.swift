/// Whether the mouse is used, and what it is doing.
struct MouseUse: Sendable, Equatable {
    /// Off until the user wants it: while it is on, a terminal selects text, and pastes what was selected, only with a key held, which is what a mouse is
    /// used for most over a connection; and a connection that breaks leaves the terminal reporting to whatever reads it next.
    var isOn = false
    /// Whether it has been said how text is still selected.
    var isExplained = false
    /// Whether the line between the cells and the panel is held.
    var dragsBorder = false

    static let explanation =
        "The mouse selects, presses the keys of the last line, moves the border, zooms charts and draws; hold Shift to select text."
}
