import Foundation
import TestSupport
import Testing

@testable import Notebook

/// Several labels for each sequence in cells: training, evaluation, prediction and saving.
@Suite struct MultiLabelCellsTests {
    @Test func labelsAreTrainedEvaluatedAndWritten() throws {
        try withTemporaryFolder { folder in
            func path(_ name: String) -> String { folder.appending(path: name).path }
            let rows = (0..<24).map { id in
                (0..<5).map { step in "\(id),\(id % 2 == 0 ? 1 : -1),\(id % 3 == 0 ? 1 : -1),\(step),\(Self.mood(id))\n" }.joined()
            }
            try ("id,a,b,c,mood\n" + rows.joined()).write(toFile: path("moods.csv"), atomically: true, encoding: .utf8)
            let cells = runCells([
                "moods = csv(\"\(path("moods.csv"))\", label: \"mood\", target: multilabel, features: [\"a\", \"b\"])",
                "run = train(gru(8) | last | dense(2), moods, epochs: 40, batch: 8, optimizer: adam(0.02))", "evaluate(run, moods)",
                "predict(run, moods.train[0])", "predict(run, moods, to: \"\(path("out.csv"))\")",
                "save(run, \"\(path("run.safetensors"))\")\nagain = load(\"\(path("run.safetensors"))\")\nevaluate(again, moods).exact_match",
                "evaluate(run, moods).exact_match", "evaluate(run, moods, worst: 2)",
                "predict(run, moods, to: \"\(path("same.csv"))\")",
            ])
            #expect(cells.allSatisfy { $0.status == .done }, "\(cells)")
            #expect(
                cells[0].output.contains("mood: to predict, any number of labels per sequence, since it holds names separated by ;")
            )
            #expect(cells[0].output.contains("any of 2 labels"))
            #expect(cells[2].output.contains("exact match") && cells[2].output.contains("F1 of all labels"), "\(cells[2].output)")
            #expect(cells[3].output.hasPrefix("moods train[0]: 5 steps, labels even, third\n"), "\(cells[3].output)")
            #expect(
                cells[5].output.hasSuffix(cells[6].output) && Double(cells[6].output) ?? 0 > 0.5, "\(cells[5].output) \(cells[6].output)")
            #expect(cells[7].output.contains("worst"))
            let lines = try String(contentsOfFile: path("out.csv"), encoding: .utf8).split(
                separator: "\n", omittingEmptySubsequences: false)
            #expect(lines[0] == "sequence,prediction,even,third" && lines.count == 26)
            #expect(lines[1].hasPrefix("0,even;third,0.") && lines[2].hasPrefix("1,,0."), "\(lines[1...2])")
        }
    }

    private static func mood(_ id: Int) -> String {
        [id % 2 == 0 ? "even" : nil, id % 3 == 0 ? "third" : nil].compactMap { $0 }.joined(separator: ";")
    }
}
