import ArgumentParser
import Foundation
import Notebook
import TerminalUI

struct Replay: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Plays a saved session, running its cells again.")

    @Argument(help: "A session file, or - for standard input.", completion: .file(extensions: ["md"]))
    var file: String

    @Flag(help: "Compare every output with the recorded one, print the differences, and exit with 1 if there are any.")
    var check = false

    @Option(
        help: ArgumentHelp("Write a recording of the replay for asciinema, and play nothing here.", valueName: "file.cast"),
        completion: .file())
    var cast: String?

    @Option(help: "The columns and rows of the recording (default: 120x40).", transform: ScreenSize.init(written:))
    var size: ScreenSize?

    @OptionGroup var options: SessionOptions

    /// A size as it is written.
    struct ScreenSize {
        var width = 120
        var height = 40

        init() {}

        init(written: String) throws {
            let (columns, rows) = ReplayRecording.sizes
            let numbers = written.lowercased().split(separator: "x", omittingEmptySubsequences: false).map { Int($0) }
            guard numbers.count == 2, let width = numbers[0], let height = numbers[1], columns ~= width, rows ~= height else {
                throw ValidationError(
                    "a size is columns x rows, such as 120x40, with \(columns.lowerBound) to \(columns.upperBound) columns and "
                        + "\(rows.lowerBound) to \(rows.upperBound) rows.")
            }
            (self.width, self.height) = (width, height)
        }
    }

    func validate() throws {
        if check, cast != nil { throw ValidationError("--check prints differences and --cast writes a recording: give only one of them.") }
        if size != nil, cast == nil { throw ValidationError("--size is for --cast.") }
    }

    func run() throws {
        Standard.ignoreBrokenPipe()
        let document = try PlainSession.document(file)
        try PlainSession.sayIfCellsAreMissing(document, file)
        if let cast { return try record(document, into: cast) }
        if !check, Standard.hasScreen {
            let manager = SessionManager(document: Document(), overrides: try options.overrides(for: document))
            if let app = NotebookApp(manager, replaying: document, of: file == "-" ? nil : file) { return try Standard.run(app) }
        }
        let manager = SessionManager(document: document, overrides: try options.overrides(for: document))
        guard check else { return try PlainSession.end(failed: try PlainSession.run(manager)) }
        _ = try PlainSession.run(manager) { _ in }
        let check = ReplayCheck(recorded: document, now: manager.document)
        Standard.output(check.report(name: file) + "\n")
        if check.differences > 0 { throw ExitCode.failure }
    }

    private func record(_ document: Document, into path: String) throws {
        let size = size ?? ScreenSize()
        let manager = SessionManager(document: Document(), overrides: try options.overrides(for: document))
        let title = file == "-" ? "session" : URL(filePath: file).deletingPathExtension().lastPathComponent
        var isReplacement = false
        var recording = ReplayRecording(manager, of: document, title: title, width: size.width, height: size.height)
        do {
            let output = try RecordingFile(path)
            isReplacement = output.isReplacement
            try recording.record { try output.write($0) }
            try output.close()
        } catch {
            Standard.error("unroll: \(error)\n")
            throw ExitCode.failure
        }
        let failed = manager.state.cells.count { $0.kind == .code && $0.status != .done }
        let did = isReplacement ? "replaced" : "wrote"
        Standard.error(
            "\(recording.verdict)\n\(did) \(path), \(Int(recording.seconds.rounded())) seconds of \(size.width)x\(size.height)\n")
        try PlainSession.end(failed: failed)
    }
}
