import Charts
import Recurrent
import Testing
import TextFormatting

@testable import CellLanguage
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

    /// In a cell of any width, a confusion matrix says which of its sides is predicted.
    @Test(arguments: [30, 44, 60, 100]) func theMatrixNamesItsAxes(width: Int) {
        let evaluation = Evaluation(
            loss: 0.5, error: 0.1, count: 300, confusion: (0..<100).map { $0 % 11 == 0 ? 27 : $0 % 17 == 0 ? 3 : 0 }, classes: 10)
        let report = EvaluationReport(
            dataset: "digits", evaluation: evaluation, classNames: (0..<10).map(String.init), task: .classification(classes: 10))
        let lines = BlockLines(width: width, terminalStyle: TerminalStyle()).lines(of: CellOutput([.evaluation(report)])).map(\.text)
        #expect(lines.contains { $0.contains("true") && $0.contains("predicted") }, "\(lines)")
        if width >= 60 { #expect(lines.contains { $0.hasSuffix("F1") }, "\(lines)") }
    }

    /// If a quoted source takes several rows, the carets are below what they mark, even if that is broken, or missing
    /// at the end.
    @Test(arguments: [12, 20, 33, 40, 62, 80]) func caretsStandBelowWhatTheyMean(width: Int) {
        for (source, meant) in [
            ("run = train(gru(16) | last | dense(27), digits, epochs: 3, optimizer: nothing(0.1))", "nothing"),
            (
                "a = [1, 2, 3] + nothing_of_this_name_that_is_longer_than_a_row_of_a_narrow_list + 1",
                "nothing_of_this_name_that_is_longer_than_a_row_of_a_narrow_list"
            ),
            ("a = 中文字 + something(gru(16) | last | dense(27), epochs: 3, rate: 0.1) + 3", "中文字"),
        ] {
            let text = Self.error(at: Self.range(of: meant, in: source), of: source)
            let quoted = String(text.split(separator: "\n")[1].dropFirst(2))
            let lines = ErrorLines(width: width).lines(text)
            #expect(lines.allSatisfy { DisplayWidth.of($0) <= width })
            let rows = lines.drop { !$0.hasPrefix("  ") }
            #expect(rows.filter { !$0.contains("^") }.map { $0.dropFirst(2) }.joined() == quoted)
            var marked = ""
            for (row, carets) in zip(rows, rows.dropFirst()) where carets.contains("^") {
                var column = 0
                for character in row {
                    if carets.prefix(column + 1).last == "^", column < carets.count { marked.append(character) }
                    column += DisplayWidth.of(character)
                }
            }
            #expect(marked == meant, "\(width)")
        }
        let source = "run = train(gru(16) | last | dense(27), digits"
        let lines = ErrorLines(width: width).lines(Self.error(at: source.utf8.count..<source.utf8.count, of: source))
        #expect(lines.last == String(repeating: " ", count: lines[lines.count - 2].count) + "^")
    }

    private static func error(at range: Range<Int>, of source: String) -> String {
        Diagnostic(of: source).text(CellError(.unknownName("x", suggestion: nil), range))
    }

    private static func range(of part: String, in source: String) -> Range<Int> {
        let (all, part) = (Array(source.utf8), Array(part.utf8))
        return all.indices.first { all[$0...].starts(with: part) }.map { $0..<$0 + part.count } ?? 0..<0
    }

    /// Help printed by a cell is formatted for the width, not broken a second time, also as kept in a file.
    @Test func helpIsSetForTheWidth() throws {
        for (name, output) in zip(["gru", nil, "length"], outputs("help(gru)", "help()", "help(length)")) {
            let kept = CellOutput([.text(output.plain)])
            for width in [40, 62, 76, 120] {
                for output in [output, kept] {
                    let lines = BlockLines(width: width, terminalStyle: TerminalStyle()).lines(of: output).map(\.text)
                    let page = try #require(SessionManager.helpPage(about: name, width: min(76, width)))
                    #expect(lines == page.split(separator: "\n", omittingEmptySubsequences: false).map(String.init), "\(width)")
                }
            }
        }
    }

    /// A long table of epochs kept in a file is as short as during training; what surrounds it is kept.
    @Test func keptTablesOfEpochsAreFolded() {
        let rows = (1...1200).map { EpochResult(epoch: $0, step: $0, trainLoss: 1, test: nil, sequencesPerSecond: 1) }
        let table = EpochTable(rows: rows, remark: "12 is no row.")
        func text(_ output: OutputBlock) -> [String] {
            BlockLines(width: 80, terminalStyle: TerminalStyle()).lines(of: CellOutput([output])).map(\.text)
        }
        let whole = ([table.header] + rows.map(table.line)).joined(separator: "\n")
        #expect(text(.text("1 2 3\n" + whole + "\n12 is no row.")).dropFirst() == text(.epochs(table))[...])
        #expect(text(.text(whole)).contains("... 1,189 rows"))
        let short = "epoch  train loss\n    1      1.0000"
        #expect(EpochTable.folded(short) == short)
        let numbers = (0..<40).map(String.init).joined(separator: "\n")
        #expect(EpochTable.folded(numbers) == numbers)
    }

    /// Sentences without spaces are broken too, without losing anything.
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

    /// The reason why a run ended is shown completely, as is a sentence below a table.
    @Test func sentencesAreRead() {
        let sentence = "a  joins layers, as in gru(32) | last | dense(10), to a network"
        #expect(BlockLines(width: 40, terminalStyle: TerminalStyle()).lines(of: CellOutput([.text(sentence)])).count == 2)
        let table = EpochTable(
            rows: [EpochResult(epoch: 1, step: 1, trainLoss: 1, test: nil, sequencesPerSecond: 1)],
            remark: "The loss is not a finite number at step 6, and here is why.")
        // If there is no room for speeds, losses are still complete.
        let narrow = BlockLines(width: 24, terminalStyle: TerminalStyle()).lines(of: CellOutput([.epochs(table)])).map(\.text)
        #expect(narrow.prefix(2) == ["epoch  train loss  …", "    1      1.0000"])
        let text = BlockLines(width: 40, terminalStyle: TerminalStyle()).lines(of: CellOutput([.epochs(table)])).map(\.text)
        #expect(text.suffix(2).joined(separator: "") == table.remark)
    }

    /// Tables beside a panel: the networks that distinguish runs are complete, as is every number, both as printed and
    /// as kept in a file.
    @Test func tablesFitBesideThePanel() throws {
        let outputs = outputs(
            "digits = strokes(train: 40, test: 20)", "run = train(gru(32) | dropout(0.5) | last | dense(10), digits, epochs: 2)",
            "run2 = train(gru(64) | dropout(0.5) | last | dense(10), digits, epochs: 1)",
            "run3 = train(lstm(32) | dropout(0.5) | last | dense(10), digits, epochs: 1)", "compare(run, run2, run3)",
            "bidirectional(lstm(64, peephole: true)) | highway(gru(128)) | last | dense(10)")
        func text(_ output: CellOutput, _ width: Int) -> String {
            BlockLines(width: width, terminalStyle: TerminalStyle()).lines(of: output).map(\.text).joined(separator: "\n")
        }
        let data = text(outputs[0], 38)
        #expect(
            data == """
                strokes  sequences  steps  inputs
                  targets
                train           40     28  28 features
                  10 classes per sequence
                test            20     28  28 features
                  10 classes per sequence
                """)
        let kept = CellOutput([.text(outputs[4].plain)])
        for width in [44, 52, 62, 78] {
            for output in [outputs[4], kept] {
                let comparison = text(output, width)
                for network in ["gru(32)", "gru(64)", "lstm(32)"].map({ $0 + " | dropout(0.5) | last | dense(10)" }) {
                    #expect(comparison.contains(network), "\(width):\n\(comparison)")
                }
                #expect(!comparison.contains("…") || width < 62, "\(width):\n\(comparison)")
                #expect(comparison.contains("test") && comparison.contains(" %"))
            }
        }
        let numbers = Set(outputs[1].plain.split { " \n".contains($0) })
        for width in [30, 38, 52] {
            let epochs = text(CellOutput([.text(outputs[1].plain)]), width)
            let words = epochs.split { " \n".contains($0) }
            #expect(words.allSatisfy { numbers.contains($0) || "train test loss error …".contains($0) }, "\(epochs)")
            #expect(text(outputs[1], width) == epochs)
        }
        let parameters = outputs[5].plain.split(separator: "\n").dropFirst().compactMap { $0.split(separator: " ").last }
        #expect(parameters.count == 5)
        for width in [24, 30, 38, 52] {
            let layers = text(outputs[5], width)
            for number in parameters { #expect(layers.split { " \n".contains($0) }.contains(number), "\(width):\n\(layers)") }
        }
    }

    /// Large losses are separated from one another.
    @Test func largeLossesStandApart() {
        func row(_ epoch: Int, _ loss: Double) -> EpochResult {
            var test = Evaluation(loss: 2 * loss, error: 0.9, count: 10, confusion: [], classes: 0)
            test.forgetDetails()
            return EpochResult(epoch: epoch, step: epoch, trainLoss: loss, test: test, sequencesPerSecond: 1000)
        }
        let table = EpochTable(rows: [row(1, 0.5), row(2, 8272.1682), row(3, 105_209.2752), row(4, 1e12)])
        let lines = CellOutput([.epochs(table)]).plain.split(separator: "\n")
        #expect(lines[1] == "    1      0.5000     1.0000     90.00 %      1,000/s")
        #expect(lines[2] == "    2   8,272.168  16,544.34     90.00 %      1,000/s")
        #expect(lines[3] == "    3   105,209.3  210,418.6     90.00 %      1,000/s")
        #expect(lines[4] == "    4     1.00e12    2.00e12     90.00 %      1,000/s")
    }
}
