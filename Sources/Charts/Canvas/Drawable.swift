/// Something that can be drawn: a value that contains everything it shows, independent of its source.
package protocol Drawable: Sendable {
    /// Draws into `area`, and nowhere else.
    func draw(_ canvas: inout Canvas, in area: Rectangle, _ terminalStyle: TerminalStyle)
}
