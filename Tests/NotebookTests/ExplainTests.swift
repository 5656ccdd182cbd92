import TestSupport
import Testing

@testable import Notebook

/// Contributions to a prediction, in cells.
@Suite struct ExplainTests {
    @Test func stepsAndFeatures() {
        let cells = runCells([
            "digits = strokes(train: 60, test: 10)\nrun = train(gru(6) | last | dense(10), digits, epochs: 2, batch: 10)",
            "explain(run, digits.test[3])", "explain(run, digits.test[3], output: \"7\", points: 5)",
            "explain(run, digits.test[3]).contributions", "explain(run, digits.test[3], output: \"seven\")",
            "explain(run, digits.test[3], step: 2)",
        ])
        #expect(
            cells[1].output.contains("of zeros; each step's share of the difference") && cells[1].output.contains("most of it"),
            "\(cells[1])")
        #expect(cells[1].output.contains("in all ") && cells[1].output.contains("64 points on the way miss"), "\(cells[1])")
        #expect(cells[2].output.contains("\n7: ") && cells[2].output.contains("5 points on the way"), "\(cells[2])")
        #expect(cells[3].status == .done && cells[3].output.hasPrefix("["), "\(cells[3])")
        #expect(cells[4].output.contains("has no class or label seven"), "\(cells[4])")
        #expect(cells[5].output.contains("gives one answer for the whole sequence: leave out `step`"), "\(cells[5])")
    }

    @Test func symbolsAndSteps() {
        let cells = runCells([
            "hand = words(train: 20, test: 5)\nrun = train(gru(4) | dense(26), hand, epochs: 1, loss: crf)", "explain(run, hand.test[0])",
            "run = train(gru(4) | dense(26), hand, epochs: 1)\nexplain(run, hand.test[0], step: 2)",
            "explain(run, hand.test[0], step: 900)",
        ])
        #expect(cells[1].output.contains(" at step ") && cells[1].status == .done, "\(cells[1])")
        #expect(cells[2].output.contains(" at step 2: "), "\(cells[2])")
        #expect(cells[3].output.contains("there is no step 900"), "\(cells[3])")
    }
}
