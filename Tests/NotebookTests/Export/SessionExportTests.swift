import Foundation
import TestSupport
import Testing

@testable import Notebook

/// Sessions as pages, Jupyter notebooks and pictures.
@Suite struct SessionExportTests {
    private static let session = """
        # Digits & <letters>

        Some *prose* with `code`, [a link](https://example.org) and [none](javascript:alert(1)).

        - one
        - two

        | a | b |
        |---|---|
        | 1 | 2 |

        ```unroll
        digits = strokes(train: 60, test: 20) # <data>
        run = train(gru(4) | last | dense(10), digits, epochs: 2, batch: 20)
        ```

        ```unroll
        predict(run, digits.test[1])
        ```

        ```unroll
        "<b>" + 1
        ```

        ```unroll
        evaluate(run)
        ```
        """

    private static let manager: SessionManager = {
        let manager = SessionManager(document: Document(session))
        manager.runAll()
        manager.waitUntilIdle()
        return manager
    }()

    private let export = SessionExport(manager, title: "file")

    /// The names of elements that are opened and not closed, or closed and not opened.
    private func unbalanced(_ html: String) -> [String] {
        var (open, faults): ([String], [String]) = ([], [])
        for match in html.matches(of: #/<(\/?)([A-Za-z0-9]+)[^>]*?(\/?)>/#) {
            let name = String(match.output.2)
            if ["meta", "hr", "br"].contains(name) || match.output.3 == "/" { continue }
            if match.output.1.isEmpty { open.append(name) } else if open.popLast() != name { faults.append(name) }
        }
        return faults + open
    }

    @Test func aPageIsOneFileWithoutScripts() {
        let html = export.html
        #expect(html.hasPrefix("<!DOCTYPE html>"))
        #expect(html.contains("<title>Digits &amp; &lt;letters&gt;</title>"))
        #expect(!html.contains("<script") && !html.contains("javascript:alert(1)\"") && !html.contains("src="))
        #expect(html.contains("prefers-color-scheme:dark") && html.contains("@media print") && html.contains("width=device-width"))
        #expect(unbalanced(html) == [])
    }

    @Test func proseAndCellsAreColoured() {
        let html = export.html
        #expect(html.contains("<h1>Digits &amp; &lt;letters&gt;</h1>"))
        #expect(html.contains("<em>prose</em> with <code>code</code>, <a href=\"https://example.org\">a link</a>"))
        #expect(html.contains("<li>two</li>") && html.contains("<th>a</th>") && html.contains("<td>2</td>"))
        #expect(html.contains("<span class=\"function\">strokes</span>"))
        #expect(html.contains("<span class=\"comment\"># &lt;data&gt;</span>"))
        #expect(html.contains("<pre class=\"error\">"))
    }

    /// The loss of the run, the prediction and the confusion matrix, each in a light and a dark version.
    @Test func picturesAreDrawn() {
        let html = export.html
        #expect(html.components(separatedBy: "<svg ").count - 1 >= 3)
        #expect(html.components(separatedBy: "class=\"unroll-light\"").count == html.components(separatedBy: "class=\"unroll-dark\"").count)
        #expect(html.contains("aria-label=\"run: loss\""))
        for picture in html.components(separatedBy: "<svg ").dropFirst() {
            #expect(picture.contains("<path") || picture.contains("<text"))
        }
    }

    @Test func aNotebookHasTheFormOfItsVersion() throws {
        let json = try #require(try JSONSerialization.jsonObject(with: Data(export.jupyter.utf8)) as? [String: Any])
        #expect(json["nbformat"] as? Int == 4 && json["nbformat_minor"] as? Int == 5)
        let cells = try #require(json["cells"] as? [[String: Any]])
        #expect(cells.map { $0["cell_type"] as? String } == ["markdown", "code", "code", "code", "code"])
        #expect(Set(cells.compactMap { $0["id"] as? String }).count == 5)
        #expect(cells[1].keys.contains("execution_count") && cells[0]["outputs"] == nil)
        #expect((cells[1]["source"] as? [String])?.joined().hasPrefix("digits = strokes(") == true)
        let outputs = try #require(cells[2]["outputs"] as? [[String: Any]])
        let pictures = outputs.compactMap { ($0["data"] as? [String: Any])?["image/svg+xml"] as? [String] }
        #expect(pictures.count >= 1 && pictures[0].joined().hasPrefix("<svg "))
        #expect(outputs.allSatisfy { ($0["data"] as? [String: Any])?["text/plain"] != nil })
    }

    @Test func aChartOfARun() throws {
        for picture in [RunPicture.loss, .confusion] {
            let svg = try export.svg(picture, ofRun: "run")
            #expect(svg.hasPrefix("<svg xmlns=\"http://www.w3.org/2000/svg\"") && svg.contains("prefers-color-scheme:dark"))
            #expect(unbalanced(svg) == [] && svg.contains("<title>run: \(picture.rawValue)</title>"))
        }
        let (last, named) = (try export.svg(.loss, ofRun: nil), try export.svg(.loss, ofRun: "run"))
        #expect(last == named)
        #expect(throws: ExportError.noSuchRun("other", runs: ["run"])) { try export.svg(.loss, ofRun: "other") }
        #expect(throws: ExportError.nothingToDraw(.errors, run: "run")) { try export.svg(.errors, ofRun: "run") }
        let empty = SessionExport(SessionManager(document: Document("")), title: "")
        #expect(throws: ExportError.noRun) { try empty.svg(.loss, ofRun: nil) }
    }

    /// Outputs that were not run are the text of the file.
    @Test func recordedOutputsAreText() {
        let manager = SessionManager(document: Document("```unroll\n1\n```\n\n```output\n<1>\n```\n"))
        #expect(SessionExport(manager, title: "t").html.contains("<pre>&lt;1&gt;</pre>"))
    }
}
