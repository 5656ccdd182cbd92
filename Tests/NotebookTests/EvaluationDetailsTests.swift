import Foundation
import TestSupport
import Testing

@testable import Notebook

/// The additional results that `evaluate` gives on request.
@Suite struct EvaluationDetailsTests {
    private static let setup = [
        "d = strokes(train: 300, test: 50)", "run = train(gru(8) | last | dense(10), d, epochs: 1, batch: 50)",
    ]

    @Test func classesBinsAndTheWorstFollowTheFigures() {
        let cells = runCells(
            Self.setup + [
                "evaluate(run, d.test)", "evaluate(run, d.test, by_class: true)", "evaluate(run, d.test, bins: 4, worst: 3)",
                "evaluate(run, d.test, bins: 4).calibration_error", "evaluate(run).calibration_error", "evaluate(run, worst: 0)",
            ])
        let plain = cells[2].output
        #expect(cells[3].output.hasPrefix(plain + "\n\nclass") && cells[3].output.contains("precision  recall"), "\(cells[3].output)")
        #expect(cells[3].output.split(separator: "\n").count == plain.split(separator: "\n").count + 11)
        let both = cells[4].output
        #expect(both.hasPrefix(plain + "\n\nprobability"), "\(both)")
        #expect(both.contains("0.0 to 0.3") || both.contains("0.00 to 0.25"), "\(both)")
        let error = Double(cells[5].output) ?? .nan
        #expect(error >= 0 && error <= 1, "\(cells[5].output)")
        #expect(both.contains("expected over 4 bins"))
        let lines = both.split(separator: "\n")
        #expect(lines[lines.count - 4].hasPrefix("worst") && lines[lines.count - 1].filter { $0 == "%" }.count == 2, "\(both)")
        #expect(cells[6].output.contains("This figure is not available"))
        #expect(cells[7].output.hasPrefix("error:"))
    }

    @Test func figuresOfAClassAreHadByItsName() {
        let cells = runCells(
            Self.setup + [
                "e = evaluate(run, d.test)", "e.classes", "e.class(\"3\")",
                "[e.class(\"3\").recall, e.class(\"3\").count, e.classes[3].recall]",
                "e.classes.recall.mean", "e.class(\"x\")", "evaluate(run, d.test, by_class: true)",
            ])
        #expect((cells[..<7] + cells[8...]).allSatisfy { $0.status == .done }, "\(cells)")
        #expect(cells[8].output.hasSuffix(cells[3].output), "\(cells[3].output)")
        #expect(cells[4].output.hasPrefix("3: ") && cells[4].output.contains("recall"))
        let numbers = cells[5].output.dropFirst().dropLast().split(separator: ",")
        #expect(numbers.count == 3 && numbers[0].drop { $0 == " " } == numbers[2].drop { $0 == " " }, "\(cells[5].output)")
        #expect(Double(cells[6].output).map { 0...1 ~= $0 } == true, "\(cells[6].output)")
        #expect(cells[7].output.contains("has no class \"x\"; its classes are 0, 1, 2"), "\(cells[7].output)")
    }

    @Test func aTextIsReadAsOneStreamWhereThatIsSaid() throws {
        try withTemporaryFolder { folder in
            let file = folder.appending(path: "a.txt").path
            try String(repeating: "the rain in the lane. ", count: 150).write(toFile: file, atomically: true, encoding: .utf8)
            let cells = runCells([
                "d = text(\"\(file)\")", "run = train(gru(4) | dense(d.features), d, epochs: 1, batch: 4)", "evaluate(run, d)",
                "evaluate(run, d, one_stream: true)",
            ])
            #expect(cells[2].output.contains("steps in 3 streams"), "\(cells[2].output)")
            #expect(cells[3].output.contains("steps in one stream"), "\(cells[3].output)")
        }
    }

    @Test func valuesAreListedInTheirOwnUnits() throws {
        try withTemporaryFolder { folder in
            let file = folder.appending(path: "a.csv").path
            try ("id,x,y\n" + (0..<30).map { "s\($0 / 3),\($0 % 7),\(1000 + Double($0 / 3) * 100.5)\n" }.joined())
                .write(toFile: file, atomically: true, encoding: .utf8)
            let cells = runCells([
                "d = csv(\"\(file)\", label: \"y\", target: values).standardize",
                "run = train(gru(4) | last | dense(1), d, epochs: 1, batch: 4)", "evaluate(run, d, worst: 2, bins: 3)",
            ])
            #expect(cells.allSatisfy { $0.status == .done }, "\(cells)")
            let lines = cells[2].output.split(separator: "\n").suffix(3).map(String.init)
            #expect(lines[0].hasPrefix("worst") && lines[1].hasPrefix("s"), "\(cells[2].output)")
            let target = lines[1].split(separator: " ").dropFirst(2).first.flatMap { Double($0.filter { $0 != "," }) } ?? 0
            #expect(1000...1904.5 ~= target, "\(lines)")
        }
    }
}
