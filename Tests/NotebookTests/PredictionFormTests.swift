import Datasets
import Exchange
import Foundation
import TestSupport
import Testing

@testable import Notebook

/// Input and output of a saved run: lines with commas, JSON, arrays.
@Suite struct PredictionFormTests {
    /// Walks of one to four steps, `left` or `right`, and a run that has learned them.
    private func withRun(_ last: String, _ body: (_ run: SavedRun, _ folder: URL, _ walks: [[[Float]]]) throws -> Void) throws {
        try withTemporaryFolder { folder in
            let walks = (0..<6).map { walk in (0...(walk % 4)).map { step in [Float(walk * 3 % 5) / 4, Float(step * walk % 3)] } }
            let rows = walks.enumerated().flatMap { walk, steps in
                steps.enumerated().map { "w\(walk),\($1[0]),\($1[1]),\((walk + (last.isEmpty ? $0 : 0)) % 2 == 0 ? "left" : "right")\n" }
            }
            let file = folder.appending(path: "walks.csv").path
            try ("walk,x,y,side\n" + rows.joined()).write(toFile: file, atomically: true, encoding: .utf8)
            let cells = runCells([
                "d = csv(\"\(file)\", label: \"side\", sequence: \"walk\").standardize",
                "run = train(gru(3)\(last) | dense(2), d, epochs: 1, batch: 2)", "save(run, \"\(folder.path)/run.safetensors\")",
                "predict(run, d, to: \"\(folder.path)/out.jsonl\")", "predict(run, d, to: \"\(folder.path)/out.npy\")",
            ])
            #expect(cells.allSatisfy { $0.status == .done }, "\(cells)")
            try body(try SavedRun(folder.path + "/run.safetensors"), folder, walks)
        }
    }

    private struct Line: Decodable {
        var sequence: String?
        var step: Int?
        var prediction: String
        var probabilities: [String: Float]
    }

    private func text(_ run: SavedRun, _ file: String, from input: TableForm? = nil, as form: TableForm) throws -> String {
        var bytes: [UInt8] = []
        try run.predict(file, from: input, as: form) { bytes += $0 }
        return String(decoding: bytes, as: UTF8.self)
    }

    private func lines(_ text: String) throws -> [Line] {
        try text.split(separator: "\n").map { try JSONDecoder().decode(Line.self, from: Data($0.utf8)) }
    }

    @Test func allFormsSayTheSame() throws {
        try withRun(" | last") { run, folder, walks in
            let file = folder.path + "/walks.csv"
            let table = try text(run, file, as: .csv).split(separator: "\n").dropFirst().map { $0.split(separator: ",").map(String.init) }
            let said = try lines(try text(run, file, as: .jsonl))
            #expect(said.map(\.sequence) == (0..<6).map { "w\($0)" } && said.allSatisfy { $0.step == nil })
            let array = try NumPyFiles.numbers(try Data(contentsOf: folder.appending(path: "out.npy")), name: "out")
            #expect(array.shape == [6, 2])
            for (index, row) in table.enumerated() {
                let numbers = row[2...].compactMap { Float($0) }
                #expect(said[index].prediction == row[1] && said[index].probabilities == ["left": numbers[0], "right": numbers[1]])
                #expect(array.values[(2 * index)...].prefix(2).map { Float($0) } == numbers)
            }
            #expect(try text(run, file, as: .jsonl) == String(contentsOf: folder.appending(path: "out.jsonl"), encoding: .utf8))
            // Sequences of equal length as JSON and as an array, with nothing in the names that distinguishes them.
            let three = walks[2...3].map { $0.prefix(3).map { $0 } }
            let json = folder.path + "/json", npy = folder.path + "/npy"
            try three.map { "{\"x\": \($0)}\n" }.joined().write(toFile: json, atomically: true, encoding: .utf8)
            let numbers: [Float] = three.flatMap { Array($0.joined()) }
            try Data(NumPyFile.bytes(numbers, shape: [2, 3, 2])).write(to: URL(filePath: npy))
            let fromJSON = try lines(try text(run, json, from: .jsonl, as: .jsonl).replacing("\"sequence\":", with: "\"number\":"))
            let fromArray = try lines(try text(run, npy, from: .npy, as: .jsonl).replacing("\"sequence\":", with: "\"number\":"))
            #expect(fromJSON.map(\.probabilities) == fromArray.map(\.probabilities) && fromJSON.count == 2)
            #expect(fromJSON[0].probabilities == said[2].probabilities)
            #expect(throws: RunError.self) { try text(run, json, from: .npy, as: .csv) }
        }
    }

    @Test func stepsOfShorterSequencesAreNoNumbers() throws {
        try withRun("") { run, folder, walks in
            let array = try NumPyFiles.numbers(try Data(contentsOf: folder.appending(path: "out.npy")), name: "out")
            #expect(array.shape == [6, 4, 2])
            let said = try lines(try text(run, folder.path + "/walks.csv", as: .jsonl))
            #expect(said.count == walks.map(\.count).reduce(0, +) && said[1].sequence == "w1" && said[1].step == 1)
            for (walk, steps) in walks.enumerated() {
                for step in 0..<4 { #expect(array.values[(walk * 4 + step) * 2].isNaN == (step >= steps.count)) }
            }
            let second = said.filter { $0.sequence == "w3" }
            for (step, line) in second.enumerated() {
                #expect(line.probabilities["right"].map(Double.init) == array.values[(3 * 4 + step) * 2 + 1])
            }
            #expect(second.count == 4)
        }
    }

    @Test func aStreamReadsAndWritesAllForms() throws {
        try withRun(" | last") { run, _, walks in
            let plain = try run.stream()
            let expected = try walks[3].map { try plain.read("\($0[0]),\($0[1])\n") }
            let json = try run.stream(as: .jsonl)
            #expect(json.header.isEmpty)
            // Lists and names, in any order; other names are ignored.
            let said = try lines(
                try walks[3].enumerated().map { step, numbers in
                    try json.read(step % 2 == 0 ? "\(numbers)\n" : "{\"y\": \(numbers[1]), \"note\": \"z\", \"x\": \(numbers[0])}\n")
                }.joined())
            #expect(said.map(\.step) == [1, 2, 3, 4])
            for (line, row) in zip(said, expected) {
                let fields = row.dropLast().split(separator: ",").map(String.init)
                #expect(line.step.map(String.init) == fields[0] && line.prediction == fields[1])
                #expect(line.probabilities["left"] == Float(fields[2]) && line.probabilities["right"] == Float(fields[3]))
            }
            #expect(throws: RunError.self) { try json.read("{\"x\": 1}") }
            #expect(throws: RunError.self) { try json.read("[1, 2, 3]") }
            #expect(throws: RunError.self) { try json.read("[1, null]") }
            #expect(throws: RunError.self) { try json.read("{") }
            // Two sequences, the second with one step.
            var filled: [Float] = Array(walks[3].joined())
            filled += walks[0].joined()
            filled += [Float](repeating: .nan, count: 6)
            let arrays = try run.stream(from: .npy)
            var rows: [String] = []
            try arrays.read(array: Data(NumPyFile.bytes(filled, shape: [2, 4, 2]))) { rows.append($0) }
            #expect(Array(rows.prefix(4)) == expected && rows.count == 5 && rows[4].hasPrefix("1,"))
            #expect(throws: RunError.self) { try arrays.read(array: Data(NumPyFile.bytes([1, 2, 3], shape: [1, 3]))) { _ in } }
            let written = try run.stream(as: .npy)
            for numbers in walks[3] { #expect(try written.read("\(numbers[0]) \(numbers[1])") == "") }
            let array = try NumPyFiles.numbers(Data(written.array), name: "a")
            #expect(array.shape == [4, 2] && array.values[6] == Double(said[3].probabilities["left"] ?? 0))
        }
    }

    @Test func symbolsComeAsTextsOrLists() throws {
        try withTemporaryFolder { folder in
            let (file, saved) = (folder.appending(path: "a.txt").path, folder.appending(path: "run.safetensors").path)
            try String(repeating: "ab[\"", count: 20).write(toFile: file, atomically: true, encoding: .utf8)
            _ = runCells(["run = train(lstm(4) | dense(4), text(\"\(file)\"), epochs: 1, batch: 1, steps: 8)", "save(run, \"\(saved)\")"])
            let run = try SavedRun(saved)
            // If symbols were learned, text that begins with a bracket is still text.
            let rows = try run.stream().read("[\"ab")
            #expect(rows.split(separator: "\n").count == 4)
            #expect(
                try run.stream(from: .jsonl).read(#""[\"ab""#) == rows && run.stream(from: .jsonl).read(#"["[", "\"", "a", "b"]"#) == rows)
            #expect(throws: RunError.self) { try run.stream(from: .jsonl).read("[1]") }
            #expect(throws: RunError.self) { try run.stream(from: .npy).read(array: Data(NumPyFile.bytes([1], shape: [1]))) { _ in } }
        }
    }

    @Test func valuesHaveNames() throws {
        try withTemporaryFolder { folder in
            let (file, saved) = (folder.appending(path: "a.csv").path, folder.appending(path: "run.safetensors").path)
            try ("level\n" + (0..<30).map { "\(100 + 10 * ($0 % 4))\n" }.joined()).write(toFile: file, atomically: true, encoding: .utf8)
            _ = runCells([
                "run = train(lstm(4) | dense(1), csv(\"\(file)\").standardize, epochs: 1, batch: 1)", "save(run, \"\(saved)\")",
            ])
            let run = try SavedRun(saved)
            let table = try text(run, file, as: .csv).split(separator: "\n")
            let json = try text(run, file, as: .jsonl).split(separator: "\n")
            let value = try #require(table[1].split(separator: ",").last)
            #expect(json.count == 30 && json[0] == "{\"sequence\":0,\"step\":1,\"values\":{\"prediction\":\(value)}}")
            #expect(try run.stream(as: .jsonl).read("[100]") == "{\"step\":1,\"values\":{\"prediction\":\(value)}}\n")
        }
    }
}
