/// Something that can be drawn: a value that knows all it shows, and nothing of where it comes from.
package protocol Drawable: Sendable {
    /// Draws into `area`, and nowhere else.
    func draw(_ canvas: inout Canvas, in area: Rectangle, _ terminalStyle: TerminalStyle)
}
