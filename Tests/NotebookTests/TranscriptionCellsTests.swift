import Foundation
import TestSupport
import Testing

@testable import Notebook

/// Label sequences in cells: training, evaluation, prediction, saving and errors.
@Suite struct TranscriptionCellsTests {
    @Test func labelsAreReadAlongTheSteps() throws {
        try withTemporaryFolder { folder in
            func path(_ name: String) -> String { folder.appending(path: name).path }
            let lines = (0..<24).map { id -> String in
                let word = ["ab", "ba", "aab", "b"][id % 4]
                let steps = word.flatMap { $0 == "a" ? ["[1,0]", "[1,0]", "[0,0]"] : ["[0,1]", "[0,0]"] }
                return "{\"x\": [\(steps.joined(separator: ","))], \"y\": \"\(word)\"}\n"
            }
            try lines.joined().write(toFile: path("lines.jsonl"), atomically: true, encoding: .utf8)
            let cells = runCells([
                "lines = jsonl(\"\(path("lines.jsonl"))\", target: transcript)",
                "run = train(bidirectional(gru(8)) | dense(3), lines, epochs: 40, batch: 8, optimizer: adam(0.02), loss: ctc)",
                "evaluate(run, lines)", "predict(run, lines.train[2])", "predict(run, lines, to: \"\(path("out.csv"))\")",
                "save(run, \"\(path("run.safetensors"))\")\nagain = load(\"\(path("run.safetensors"))\")\nevaluate(again, lines).sequence_error",
                "evaluate(run, lines).sequence_error", "evaluate(run, lines, worst: 2)",
                "beam = train(run, epochs: 1, loss: ctc(beam: 4))", "evaluate(beam, lines).error",
            ])
            #expect(cells.allSatisfy { $0.status == .done }, "\(cells)")
            #expect(cells[0].output.contains("a sequence of 2 labels"))
            #expect(cells[2].output.hasPrefix("lines: 48 labels in 24 sequences\n"), "\(cells[2].output)")
            #expect(cells[2].output.contains("label error     0.00 % (0 edits)\nsequence error  0.00 % (0 wrong)"), "\(cells[2].output)")
            #expect(cells[3].output.hasPrefix("lines train[2]: 8 steps, \"aab\"\n"), "\(cells[3].output)")
            #expect(cells[3].output.contains("read \"aab\", which is right\n\nlabel  steps"), "\(cells[3].output)")
            #expect(cells[5].output.hasSuffix(cells[6].output) && cells[6].output == "0")
            #expect(cells[7].output.contains("worst"))
            #expect(cells[9].output == "0")
            let rows = try String(contentsOfFile: path("out.csv"), encoding: .utf8).split(separator: "\n")
            #expect(Array(rows.prefix(4)) == ["sequence,prediction", "0,ab", "1,ba", "2,aab"])
        }
    }

    @Test func whatCannotBeReadIsRefusedByRow() throws {
        try withTemporaryFolder { folder in
            let file = folder.appending(path: "lines.jsonl").path
            try "{\"x\": [1, 2], \"y\": \"b\"}\n{\"x\": [1, 2, 3], \"y\": \"aab\"}\n".write(toFile: file, atomically: true, encoding: .utf8)
            let cells = runCells([
                "lines = jsonl(\"\(file)\", target: transcript)", "train(gru(2) | dense(3), lines, epochs: 1, loss: ctc)",
                "train(gru(2) | last | dense(3), lines, epochs: 1)", "train(gru(2) | dense(2), lines, epochs: 1)",
                "train(gru(2) | dense(2), strokes(train: 5, test: 0), loss: ctc)", "lines.train.windows(length: 2)",
            ])
            #expect(
                cells[1].output.contains(
                    "Sequence 1 of lines has 3 labels, 1 of them the same as the one before, which takes a blank between, but only 3 "
                        + "steps to read them from: "
                        + "leave out the sequence, or give it more steps."), "\(cells[1].output)")
            #expect(cells[2].output.contains("read along its steps, which needs an output at each: leave out `last` (or `mean`)."))
            #expect(
                cells[3].output.contains(
                    "one for each of its 2 labels, and the last for the blank between them: make the last layer dense(3)"))
            #expect(cells[4].output.contains("has no such labels: leave out `loss`"))
            #expect(cells[5].output.contains("a window would not know its own"))
        }
    }

    @Test func wordsWithoutBoundaries() {
        let cells = runCells(["lines = words(train: 20, test: 5, unsegmented: true)", "lines.test[1]"])
        #expect(cells[0].output.contains("16 features  a sequence of 26 labels"), "\(cells[0].output)")
        #expect(cells[1].output.contains(" steps, \""), "\(cells[1].output)")
    }
}
