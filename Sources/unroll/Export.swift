import ArgumentParser
import Foundation
import Notebook

struct Export: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Writes a session as a page or a Jupyter notebook, or a chart of one of its runs.",
        discussion: "The cells are run first, as by `unroll run`; runs stored beside the session take no time.")

    enum Form: String, ExpressibleByArgument, CaseIterable {
        case html, ipynb, svg, txt
    }

    @Argument(help: "A session file, or - for standard input.", completion: .file(extensions: ["md"]))
    var file: String

    @Option(
        name: .customLong("to"),
        help: "What to write: html, one file without scripts; ipynb; or the chart of a run, as svg or as txt, plain text.")
    var form: Form

    @Option(
        name: .shortAndLong,
        help: ArgumentHelp("The file to write, or - for standard output; by default, a file beside the session.", valueName: "file"),
        completion: .file())
    var output: String?

    @Option(
        name: .customLong("run"),
        help: ArgumentHelp("The run whose chart is drawn as svg or txt; by default, the last.", valueName: "name")
    )
    var runName: String?

    @Option(help: "The chart to draw as svg or txt: loss, confusion, errors (by step) or gradient.")
    var chart = RunPicture.loss

    @Flag(help: "Take the output of cells from the file, as text, and run nothing.")
    var recorded = false

    @OptionGroup var options: SessionOptions

    func validate() throws {
        if recorded, isOfRun { throw ValidationError("A chart needs a run: leave out --recorded.") }
        if runName != nil, !isOfRun { throw ValidationError("--run is for --to svg and --to txt; pages show all runs.") }
    }

    /// Whether the chart of a run is written, not the session.
    private var isOfRun: Bool { form == .svg || form == .txt }

    func run() throws {
        Standard.ignoreBrokenPipe()
        let opened = try PlainSession.openedToRun(file)
        try PlainSession.sayIfCellsAreMissing(opened.document, file)
        let manager =
            recorded
            ? SessionManager(document: opened.document) : SessionManager(opened, overrides: try options.overrides(for: opened.document))
        let failed = recorded ? 0 : try PlainSession.run(manager) { _ in }
        let name = file == "-" ? "session" : URL(filePath: file).deletingPathExtension().lastPathComponent
        let text = try text(SessionExport(manager, title: name))
        let target = output ?? (file == "-" ? "-" : URL(filePath: file).deletingPathExtension().relativePath + "." + form.rawValue)
        if target == "-" {
            Standard.table(text)
        } else {
            try Standard.applying { () throws(RunError) in try SessionExport.write(text, to: target) }
            Standard.error("wrote \(target)\n")
        }
        try PlainSession.end(failed: failed)
    }

    private func text(_ export: SessionExport) throws -> String {
        switch form {
        case .html: return export.html
        case .ipynb: return export.jupyter
        case .svg, .txt:
            do {
                return form == .svg ? try export.svg(chart, ofRun: runName) : try export.text(chart, ofRun: runName)
            } catch {
                Standard.error("unroll: \(error)\n")
                throw ExitCode.failure
            }
        }
    }
}

extension RunPicture: ExpressibleByArgument {}
