import CellLanguage
import Charts
import Exchange
import Files
import SystemPackage
import TextFormatting

/// A session as files for those who have no notebook: a page, a notebook of Jupyter's, or a picture of one run.
package struct SessionExport {
    private let cells: ShownCells
    private let runs: [(name: String, run: LiveRun)]
    private let fileTitle: String

    /// - Parameters:
    ///   - manager: whose cells have ended. What was only read from the file is text alone.
    ///   - title: what the page is called where the session has no heading.
    /// - Complexity: O(n).
    package init(_ manager: SessionManager, title: String) {
        cells = manager.state.cells
        runs = manager.trainedRuns
        fileTitle = title
    }

    // MARK: Pages

    /// One file without scripts.
    package var html: String {
        var body = ""
        for cell in cells {
            switch cell.kind {
            case .prose: body += MarkdownHTML.text(cell.source)
            case .code: body += source(cell.source) + output(cell)
            }
        }
        return HTMLPage(title: title, body: body, style: VectorPicture.style).text
    }

    private var title: String {
        for cell in cells where cell.kind == .prose {
            for line in cell.source.split(separator: "\n") where line.hasPrefix("# ") { return String(line.dropFirst(2)) }
        }
        return fileTitle
    }

    private func source(_ source: String) -> String {
        let bytes = Array(source.utf8)
        var (html, end) = ("", 0)
        func text(_ range: Range<Int>) -> String { HTML.escaped(String(decoding: bytes[range], as: UTF8.self)) }
        for span in SessionManager.spans(of: source) where span.range.lowerBound >= end && span.range.upperBound <= bytes.count {
            html += text(end..<span.range.lowerBound)
            html += span.kind.className.map { "<span class=\"\($0)\">\(text(span.range))</span>" } ?? text(span.range)
            end = span.range.upperBound
        }
        return "<pre class=\"source\"><code>\(html)\(text(end..<bytes.count))</code></pre>\n"
    }

    private func output(_ cell: CellView) -> String {
        let parts = parts(cell)
        guard !parts.isEmpty else { return "" }
        return "<div class=\"output\">\n" + parts.map(element).joined() + "</div>\n"
    }

    private func element(_ part: ExportedPart) -> String {
        switch part {
        case .text(let text): text.isEmpty ? "" : "<pre>\(HTML.escaped(text))</pre>\n"
        case .error(let text): "<pre class=\"error\">\(HTML.escaped(text))</pre>\n"
        case .headline(let text): "<pre class=\"muted\">\(HTML.escaped(text))</pre>\n"
        case .table(let text): "<pre>\(Self.table(text))</pre>\n"
        case .picture(let picture, _): picture.svg(isFile: false)
        }
    }

    /// Headings stand back.
    private static func table(_ text: String) -> String {
        let head = text.prefix { $0 != "\n" }
        return "<span class=\"muted\">\(HTML.escaped(head))</span>" + HTML.escaped(text.dropFirst(head.count))
    }

    // MARK: Notebooks

    /// A notebook of Jupyter's.
    package var jupyter: String {
        JupyterNotebook(
            cells.compactMap { cell in
                switch cell.kind {
                case .prose:
                    let text = cell.source.trimmedLines
                    return text.isEmpty ? nil : .prose(text)
                case .code: return .code(cell.source, parts(cell).map(jupyterOutput))
                }
            }
        ).text
    }

    private func jupyterOutput(_ part: ExportedPart) -> JupyterNotebook.Output {
        switch part {
        case .text(let text), .error(let text), .table(let text), .headline(let text): .init(text: text)
        case .picture(let picture, let plain): .init(text: plain, picture: picture.svg(isFile: true))
        }
    }

    // MARK: Pictures

    /// A picture of a run as a file.
    ///
    /// - Parameter name: the run; the last one where nil.
    /// - Throws: `ExportError` where there is no such run, or nothing of the kind to draw.
    package func svg(_ picture: RunPicture, ofRun name: String?) throws(ExportError) -> String {
        let (chart, rows, title) = try chart(picture, ofRun: name)
        return VectorPicture(chart, columns: ExportedPart.width, rows: rows, title: title).svg(isFile: true)
    }

    /// The same picture as lines of text.
    ///
    /// - Throws: `ExportError` where there is no such run, or nothing of the kind to draw.
    package func text(_ picture: RunPicture, ofRun name: String?) throws(ExportError) -> String {
        let (chart, rows, title) = try chart(picture, ofRun: name)
        return title + "\n" + ExportedPart.text(of: chart, rows: rows) + "\n"
    }

    private func chart(
        _ picture: RunPicture, ofRun name: String?
    ) throws(ExportError) -> (chart: any Drawable, rows: Int, title: String) {
        guard let found = runs.last(where: { name == nil || $0.name == name }) else {
            throw name.map { .noSuchRun($0, runs: runs.map(\.name)) } ?? .noRun
        }
        guard let (chart, rows) = picture.chart(found.run) else { throw .nothingToDraw(picture, run: found.name) }
        return (chart, rows, "\(found.name): \(picture.rawValue)")
    }

    /// Writes a file in one piece.
    ///
    /// - Throws: `RunError` where it cannot be written.
    package static func write(_ text: String, to file: String) throws(RunError) {
        do throws(DiskError) {
            try SystemDisk().replace(FilePath(file), with: Array(text.utf8))
        } catch {
            throw RunError(error.sentence(writing: file), isOfOutput: true)
        }
    }

    // MARK: Parts

    /// What a cell printed, and the loss of the runs that it made.
    private func parts(_ cell: CellView) -> [ExportedPart] {
        let printed = cell.output.blocks.flatMap(ExportedPart.parts)
        let curves = runs.filter { $0.run.cell == cell.id }.compactMap { name, run in
            RunPicture.loss.chart(run).map { ExportedPart.picture($0.chart, rows: $0.rows, title: "\(name): loss") }
        }
        return printed + curves
    }
}

/// Why there is no picture.
package enum ExportError: Error, Sendable, Equatable, CustomStringConvertible {
    /// The session has no run.
    case noRun
    /// It has others.
    case noSuchRun(String, runs: [String])
    /// The run has nothing of the kind.
    case nothingToDraw(RunPicture, run: String)

    /// What a user is told.
    package var description: String {
        switch self {
        case .noRun: "No run of the session has trained: run its cells."
        case .noSuchRun(let name, let runs):
            "There is no run \(name.visible)" + (runs.isEmpty ? "." : "; there are \(runs.joined(separator: ", ")).")
        case .nothingToDraw(.confusion, let run): "\(run) has no confusion of classes: it predicts something else, or was not tested."
        case .nothingToDraw(.errors, let run): "\(run) has no errors by step: it predicts once per sequence, or was not tested."
        case .nothingToDraw(let picture, let run): "\(run) has no \(picture.rawValue) to draw: it was loaded, or has not trained."
        }
    }
}

extension SessionManager {
    /// All runs that names stand for, by the cells that made them.
    fileprivate var trainedRuns: [(name: String, run: LiveRun)] {
        let found = core.withLock { core in
            core.session.entries.flatMap { entry in
                (entry.code?.definitions ?? []).sorted().compactMap { name in
                    entry.values[name]?.object(TrainedRun.self).map { (name: name, cell: entry.id, run: $0) }
                }
            }
        }
        // A name that stands for another's run, as in `best = tries.best`, has trained nothing itself.
        return found.filter { $0.run.name == $0.name }.map { ($0.name, $0.run.live(cell: $0.cell)) }
    }
}

extension SourceSpan.Kind {
    /// What the page's style calls it; nil for most text.
    fileprivate var className: String? {
        switch self {
        case .function: "function"
        case .name, .member: nil
        case .definition: "definition"
        case .label: "label"
        case .number: "number"
        case .string: "string"
        case .comment: "comment"
        case .symbol: "symbol"
        case .wrong: "wrong"
        }
    }
}

extension String {
    /// Without line ends before and after.
    fileprivate var trimmedLines: String {
        String(drop(while: \.isNewline).reversed().drop(while: \.isNewline).reversed())
    }
}
