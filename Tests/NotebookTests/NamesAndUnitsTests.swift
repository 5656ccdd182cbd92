import Foundation
import TestSupport
import Testing

@testable import Notebook

/// Data is matched to a run by name, and figures are in the units of the data.
@Suite struct NamesAndUnitsTests {
    /// The output of the last cell; `files` are written into a folder that `"data/` stands for.
    private func output(_ files: [String: String], _ cells: [String]) throws -> String {
        try withTemporaryFolder { folder in
            for (name, text) in files { try Data(text.utf8).write(to: folder.appending(path: name)) }
            return runCells(cells.map { $0.replacing("\"data/", with: "\"\(folder.path)/") }).last?.output ?? ""
        }
    }

    private func walks(_ names: [String]) -> String {
        "label,a,b,c\n" + (0..<20).map { "\(names[$0 % names.count]),\($0 % names.count),\($0 % 3),0.5\n" }.joined()
    }

    private let train = #"run = train(gru(4) | last | dense(2), csv("data/train.csv"), epochs: 1)"#

    @Test func classesOfOtherDataAreFoundByName() throws {
        let other = try output(
            ["train.csv": walks(["run", "walk"]), "other.csv": walks(["walk", "zigzag"])],
            [train, #"evaluate(run, csv("data/other.csv"))"#])
        #expect(other.contains("other has the class zigzag, which the run does not know; it knows run, walk."))
        let fewer = try output(
            ["train.csv": walks(["run", "walk"]), "other.csv": walks(["walk"])],
            [train, #"evaluate(run, csv("data/other.csv", label: "label"))"#])
        #expect(fewer.contains("true \\ predicted  run  walk"), "\(fewer)")
        let one = try output(
            ["train.csv": walks(["run", "walk"]), "other.csv": walks(["walk", "zigzag"])],
            [train, #"predict(run, csv("data/other.csv").train[2])"#])
        #expect(one.contains("[2]: ") && one.contains("true class walk"), "\(one)")
    }

    /// A file of weights keeps the names of classes.
    @Test func savedRunsKnowTheirClasses() throws {
        let files = ["train.csv": walks(["run", "walk"]), "other.csv": walks(["walk", "run"]), "third.csv": walks(["walk", "zigzag"])]
        let save = train + "\nsave(run, \"data/w.safetensors\")"
        func load(_ file: String) -> String {
            "again = load(gru(4) | last | dense(2), \"data/w.safetensors\", csv(\"data/\(file)\"))\nevaluate(again).loss"
        }
        let same = try output(files, [save, "evaluate(run).loss"])
        #expect(try output(files, [save, load("train.csv")]).hasSuffix(same))
        #expect(try output(files, [save, load("third.csv")]).contains("has the class zigzag"))
    }

    @Test func charactersOfOtherTextsAreFoundByName() throws {
        let train = #"run = train(lstm(4) | dense(4), text("data/a.txt"), epochs: 1, batch: 1, steps: 8)"#
        let texts = ["a.txt": String(repeating: "abcd", count: 20), "b.txt": "cbcb", "c.txt": "bcde"]
        #expect(try output(texts, [train, #"evaluate(run, text("data/b.txt"))"#]).contains("b: 3 steps"))
        #expect(try output(texts, [train, #"evaluate(run, text("data/c.txt"))"#]).contains("c has the symbol \"e\""))
    }

    @Test func valuesAreShownInTheirOwnUnits() throws {
        let rows = "passengers\n" + (0..<40).map { "\(1000 + 100 * (($0 * 7) % 5))\n" }.joined()
        let cells = [#"d = csv("data/a.csv").split(0.75).standardize"#, "run = train(lstm(4) | dense(1), d, epochs: 3, batch: 1)"]
        let evaluation = try output(["a.csv": rows], cells + ["evaluate(run)"])
        let figures = evaluation.split(separator: "\n").compactMap { line in
            line.split(separator: " ").last.flatMap { Double($0.filter { $0 != "," }) }.map { (String(line), $0) }
        }
        let error = try #require(figures.first { $0.0.hasPrefix("squared error") }?.1)
        let standardized = try #require(figures.first { $0.0.hasPrefix("standardized") }?.1)
        #expect(error > 1000 * standardized, "\(evaluation)")
        let prediction = try output(["a.csv": rows], cells + ["predict(run, d.test[0])"])
        #expect(["1,000", "1,300", "1,400"].contains { prediction.contains($0 + ".0000") }, "\(prediction)")
    }

    @Test func whatWasDecidedIsSaid() throws {
        let text = ",when,a,b\n" + (0..<8).map { "\($0),2024-01-0\($0 + 1),\($0 * $0),1\n" }.joined()
        let output = try output(["a.csv": text], [#"csv("data/a.csv")"#])
        #expect(
            output.hasPrefix(
                """
                when: time, left out, since it holds time stamps
                column 1: left out, since it has no name and numbers the rows
                a: a feature
                b: a feature, though it never changes

                """), "\(output)")
    }
}
