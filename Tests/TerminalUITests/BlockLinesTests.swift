import Charts
import Recurrent
import Testing

@testable import Notebook
@testable import TerminalUI

/// Outputs of cells, drawn for the list.
@Suite struct BlockLinesTests {
    private func outputs(_ sources: String...) -> [CellOutput] {
        var document = Document()
        document.elements = sources.map { .cell(DocumentCell(source: $0)) }
        let manager = SessionManager(document: document, location: nil)
        manager.runAll()
        manager.waitUntilIdle()
        return manager.state.cells.map(\.output)
    }

    @Test func noLineIsWiderThanTheList() {
        let outputs = outputs(
            "digits = strokes(train: 60, test: 20)", "net = gru(8) | last | dense(10)", "run = train(net, digits, epochs: 1)",
            "digits.test[3]",
            "predict(run, digits.test[3])", "evaluate(run)", "hand = words(train: 40, test: 10)",
            "labels = train(gru(8) | dense(26), hand, epochs: 1)", "predict(labels, hand.test[3])", "waves = sines(train: 20, test: 5)",
            "values = train(gru(8) | dense(1), waves, epochs: 1)", "predict(values, waves.test[0])", "nonsense(1, 2)", "help(train)")
        for (index, output) in outputs.enumerated() {
            #expect(!output.isEmpty, "cell \(index)")
            for width in [1, 2, 5, 13, 40, 62, 90, 200] {
                for terminalStyle in [TerminalStyle(), TerminalStyle(depth: .sixteen), TerminalStyle(depth: .none, hasUnicode: false)] {
                    for line in BlockLines(width: width, terminalStyle: terminalStyle).lines(of: output) {
                        #expect(line.width <= width, "cell \(index), \(width) columns: \(line.text)")
                    }
                }
            }
        }
    }

    /// Sentences without spaces are broken too, and lose nothing.
    @Test func wideTextsAreWrapped() {
        let text = String(repeating: "今天天气很好。", count: 30)
        let lines = BlockLines(width: 40, terminalStyle: TerminalStyle()).lines(of: CellOutput([.text(text)]))
        #expect(lines.count > 5 && lines.map(\.text).joined() == text && lines.allSatisfy { $0.width <= 40 })
    }

    @Test func picturesStandUpright() throws {
        let example = try #require(SequenceExample(dataset: Pictures.images(classes: 10, steps: 6, features: 9), index: 9))
        let lines = BlockLines(width: 40, terminalStyle: TerminalStyle(depth: .none)).lines(of: CellOutput([.example(example)]))
        #expect(lines.map(\.text) == ["images[9]: 6 steps, true class 9", " ▒▓█▒░", "  ░▒█▓▒", "   ░▒▓▓▒░"])
    }

    /// Rows of figures are not broken, though their last column has spaces; what ended a run is read whole.
    @Test func rowsThatEndWithANetworkAreCut() {
        let row = "a    1.0  0.1234  gru(8, reset: before) | dropout(0.5) | last | dense(1)"
        let lines = BlockLines(width: 40, terminalStyle: TerminalStyle()).lines(of: CellOutput([.text(row)]))
        #expect(lines.map(\.text) == ["a    1.0  0.1234  gru(8, reset: before)…"])
        let sentence = "a  joins layers, as in gru(32) | last | dense(10), to a network"
        #expect(BlockLines(width: 40, terminalStyle: TerminalStyle()).lines(of: CellOutput([.text(sentence)])).count == 2)
        let table = EpochTable(
            rows: [EpochResult(epoch: 1, step: 1, trainLoss: 1, test: nil, sequencesPerSecond: 1)],
            remark: "The loss is not a finite number at step 6, and here is why.")
        // Where there is no room for speeds, losses are still whole.
        let narrow = BlockLines(width: 28, terminalStyle: TerminalStyle()).lines(of: CellOutput([.epochs(table)])).map(\.text)
        #expect(narrow.prefix(2) == ["epoch  train loss", "    1      1.0000"])
        let text = BlockLines(width: 40, terminalStyle: TerminalStyle()).lines(of: CellOutput([.epochs(table)])).map(\.text)
        #expect(text.suffix(2).joined(separator: "") == table.remark)
    }
}
