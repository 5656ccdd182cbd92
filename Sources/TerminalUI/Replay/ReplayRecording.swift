import Charts
import Foundation
import Notebook

/// A replay as a recording for asciinema (version 2 of its format, https://docs.asciinema.org/manual/asciicast/v2/), made without a terminal.
///
/// What is typed takes the time that typing takes in the recording, and none to record; what is computed takes the time that it takes here.
public struct ReplayRecording {
    private let manager: SessionManager
    private let area: Rectangle
    private let title: String
    private let terminalStyle = TerminalStyle()
    private var controller: NotebookController
    private var cells = CellListCache()
    private var stream = ScreenStream()
    /// Seconds from its beginning.
    public private(set) var seconds = 0.0

    /// Seconds that the last picture stays.
    private static let secondsAtEnd = 3.0
    /// Seconds of standing still that players need not wait longer for.
    private static let longestPause = 2
    /// Columns and rows that a recording can have.
    public static let sizes = (columns: 20...500, rows: 6...200)

    /// - Parameters:
    ///   - manager: the session to play into, without cells.
    ///   - document: what is played.
    ///   - title: what players call it.
    ///   - width: columns, among `sizes`.
    ///   - height: rows, among `sizes`.
    public init(_ manager: SessionManager, of document: Document, title: String, width: Int, height: Int) {
        self.manager = manager
        self.title = title
        manager.watch(true)
        area = Rectangle(x: 0, y: 0, width: width, height: height)
        controller = NotebookController(manager, player: ReplayPlayer(document))
    }

    /// Plays the session to its end.
    ///
    /// - Parameter write: takes the lines of the recording one after another, each with its end.
    public mutating func record(_ write: (String) throws -> Void) rethrows {
        try write(header + "\n")
        let pace = NotebookApp.secondsPerFrame
        try writeFrame(write)
        while controller.isReplaying {
            if controller.player?.waits == true {
                let start = ContinuousClock.now
                Thread.sleep(forTimeInterval: pace)
                try go(on: (ContinuousClock.now - start) / .seconds(1), write)
            } else {
                try go(on: pace, write)
            }
        }
        seconds += Self.secondsAtEnd
        try write(event("\u{1B}[0m"))
    }

    /// What came of it, in a sentence.
    public var verdict: String { controller.model.message ?? "" }

    private mutating func go(on seconds: Double, _ write: (String) throws -> Void) rethrows {
        controller.play(seconds)
        self.seconds += seconds
        try writeFrame(write)
    }

    private mutating func writeFrame(_ write: (String) throws -> Void) rethrows {
        let state = manager.state
        var canvas = Canvas(width: area.width, height: area.height)
        let list = cells.list(
            of: state, width: NotebookScreen.listWidth(area, hasRun: state.activeRun != nil), terminalStyle: terminalStyle)
        var model = controller.model
        model.showsKeys = false
        NotebookScreen(state: state, model: model, terminalStyle: terminalStyle).draw(&canvas, list: list)
        let sent = stream.show(canvas)
        if !sent.isEmpty { try write(event(sent)) }
    }

    private var header: String {
        #"{"version": 2, "width": \#(area.width), "height": \#(area.height), "idle_time_limit": \#(Self.longestPause), "#
            + #""title": \#(Self.quoted(title)), "env": {"TERM": "xterm-256color"}}"#
    }

    private func event(_ sent: String) -> String {
        let milliseconds = Int((seconds * 1000).rounded())
        let rest = String(milliseconds % 1000)
        let time = "\(milliseconds / 1000)." + String(repeating: "0", count: 3 - rest.count) + rest
        return "[\(time), \"o\", \(Self.quoted(sent))]\n"
    }

    /// A text as JSON writes it.
    private static func quoted(_ text: String) -> String {
        var quoted = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": quoted += "\\\""
            case "\\": quoted += "\\\\"
            case "\u{1B}": quoted += "\\u001b"
            case "\u{0}"..<" ": quoted += "\\u00" + (scalar.value < 16 ? "0" : "") + String(scalar.value, radix: 16)
            default: quoted.unicodeScalars.append(scalar)
            }
        }
        return quoted + "\""
    }
}
