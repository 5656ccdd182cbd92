import Foundation
import TestSupport
import Testing

/// `unroll export`, `unroll manual` and `unroll run --json`, through pipes.
extension CommandTests {
    private var small: String {
        """
        # T

        ```unroll
        digits = strokes(train: 60, test: 20)
        run = train(gru(4) | last | dense(10), digits, epochs: 2, batch: 20)
        ```

        ```unroll
        evaluate(run).error
        ```

        """
    }

    @Test func aSessionIsExported() throws {
        try withTemporaryFolder { folder in
            let file = folder.appending(path: "a.md")
            try small.write(to: file, atomically: true, encoding: .utf8)
            let page = folder.appending(path: "a.html")
            let result = try unroll("export", file.path, "--to", "html")
            #expect(result.code == 0 && result.output.isEmpty && result.error == "wrote \(page.path)\n", "\(result)")
            let html = try String(contentsOf: page, encoding: .utf8)
            #expect(html.contains("<svg ") && html.contains("<h1>T</h1>"))
            // Cells are unchanged in the file.
            #expect(try String(contentsOf: file, encoding: .utf8) == small)
            let svg = try unroll("export", file.path, "--to", "svg", "--chart", "confusion", "-o", "-")
            #expect(svg.code == 0 && svg.output.hasPrefix("<svg ") && svg.error.isEmpty, "\(svg.error)")
            let notebook = try unroll("export", "-", "--to", "ipynb", input: small)
            #expect(notebook.code == 0 && notebook.output.contains("\"nbformat\" : 4"), "\(notebook.error)")
            let recorded = try unroll("export", file.path, "--to", "html", "--recorded", "-o", "-")
            #expect(recorded.code == 0 && !recorded.output.contains("<svg "))
            let chart = try unroll("export", file.path, "--to", "txt", "-o", "-")
            #expect(chart.code == 0 && chart.output.hasPrefix("run: loss\n") && chart.output.contains("step"), "\(chart)")
            let none = try unroll("export", "-", "--to", "svg", input: "```unroll\n1\n```\n")
            #expect(none.code == 1 && none.error == "unroll: No run of the session has trained: run its cells.\n")
            #expect(try unroll("export", file.path, "--to", "svg", "--recorded").code == 64)
            #expect(try unroll("export", file.path, "--to", "html", "-o", folder.path + "/none/a.html").code == 74)
            // The page of a session with a failing cell is written, and shows the error.
            let failing = try unroll("export", "-", "--to", "html", input: "```unroll\nnope\n```\n")
            #expect(failing.code == 1 && failing.output.contains("class=\"error\"") && failing.error == "unroll: 1 cell failed.\n")
        }
    }

    private struct Event: Decodable {
        var event: String
        var cell: Int?
        var cells: Int?
        var status: String?
        var epoch: Int?
        var train_loss: Double?
        var loss: Double?
        var text: String?
        var failed: Int?
    }

    @Test func eventsAreALineEach() throws {
        let result = try unroll("run", "-", "--json", input: small + "```unroll\nnope\n```\n")
        #expect(result.code == 1 && result.error == "unroll: 1 cell failed.\n")
        let events = try result.output.split(separator: "\n").map { try JSONDecoder().decode(Event.self, from: Data($0.utf8)) }
        #expect(events.first?.event == "begin" && events.first?.cells == 3)
        #expect(events.last?.event == "end" && events.last?.failed == 1)
        for cell in 1...3 {
            let own = events.filter { $0.cell == cell }
            #expect(own.first?.status == "running" && own.last?.status == (cell == 3 ? "failed" : "done"), "\(result.output)")
        }
        #expect(events.filter { $0.event == "epoch" }.map(\.epoch) == [1, 2])
        #expect(events.filter { $0.event == "epoch" }.allSatisfy { $0.cell == 1 && $0.train_loss != nil && $0.loss != nil })
        #expect(events.contains { $0.event == "output" && $0.cell == 2 && $0.text?.isEmpty == false })
    }

    @Test func outputGoesIntoAFile() throws {
        try withTemporaryFolder { folder in
            let (file, out) = (folder.appending(path: "a.md").path, folder.appending(path: "out.txt").path)
            try "```unroll\n1 + 1\n```\n".write(toFile: file, atomically: true, encoding: .utf8)
            let result = try unroll("run", file, "--output", out)
            #expect(result == Result(output: "", error: "", code: 0), "\(result)")
            #expect(try String(contentsOfFile: out, encoding: .utf8) == "2\n")
            #expect(try unroll("run", file, "--json", "-o", out).code == 0)
            #expect(try String(contentsOfFile: out, encoding: .utf8).hasPrefix("{\"cells\":1"))
            #expect(try unroll("run", file, "-o", folder.path + "/none/out.txt").code == 74)
            // Not over the session itself, whatever its path.
            #expect(try unroll("run", file, "-o", folder.path + "/./a.md").code == 64)
            #expect(try String(contentsOfFile: file, encoding: .utf8).hasPrefix("```unroll"))
        }
    }

    @Test func theManualIsMadeOfTheCommands() throws {
        let page = try unroll("manual")
        #expect(page.code == 0 && page.error.isEmpty && page.output.hasPrefix(".TH UNROLL 1"), "\(page.error)")
        for part in [".SS \"unroll run FILE\"", "\\-\\-record", ".SS \"unroll export FILE\"", ".SH EXIT STATUS", ".B 75", "UNROLL_THREADS"]
        {
            #expect(page.output.contains(part), "\(part)")
        }
        for shell in ["bash", "zsh", "fish"] {
            let script = try unroll("manual", "--completions", shell)
            #expect(script.code == 0 && script.output.contains("unroll") && script.output.contains("replay"))
        }
        #expect(try unroll("manual", "--completions", "csh").code == 64)
    }
}
