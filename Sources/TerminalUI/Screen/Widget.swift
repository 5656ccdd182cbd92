/// Something that can be drawn: a value that knows all it shows, and nothing of the session or the terminal.
protocol Widget {
    /// Draws into `area`, and nowhere else.
    func draw(_ buffer: inout ScreenBuffer, in area: Rectangle, _ terminalStyle: TerminalStyle)
}
