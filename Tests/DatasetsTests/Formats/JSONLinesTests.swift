import Foundation
import Testing

@testable import Datasets

struct JSONLinesTests {
    private func of(_ text: String) -> String { problem(text) { try JSONLines.read($0) } }

    @Test func readsFeatures() throws {
        let dataset = try JSONLines.read(file("{\"x\": [[1, 2], [3, -4e0]], \"y\": \"walk\"}\n\n{\"x\": [[5, 6]], \"y\": \"run\"}\n"))
        #expect(try dataset.featureValues == [1, 2, 3, -4, 5, 6])
        #expect(dataset.classNames == ["run", "walk"])
        #expect(try dataset.labels == [1, 0])
    }

    @Test func readsStepsAndValues() throws {
        let steps = try JSONLines.read(file("{\"values\": [1, 2, 3], \"labels\": [0, 10, 2]}"))
        #expect(steps.classNames == ["0", "2", "10"])
        #expect(try steps.labels == [0, 2, 1])
        let values = try JSONLines.read(file("{\"x\": [1, 2], \"y\": 0.5}\n{\"x\": [1], \"y\": 2}"))
        guard case .sequenceValues(let numbers, 1) = values.storage.targets else { return #expect(Bool(false)) }
        #expect(numbers == [0.5, 2])
    }

    @Test func readsTokensAndText() throws {
        let tagged = try JSONLines.read(file("{\"tokens\": [\"the\", \"cat\"], \"tags\": [\"D\", \"N\"]}"))
        #expect(try tagged.vocabulary == ["cat", "the"] && tagged.symbolIDs == [1, 0] && tagged.labels == [0, 1])
        let text = try JSONLines.read(file("{\"text\": \"b\\u00e9\\ud83d\\ude00\\n\"}"))
        #expect(try text.vocabulary == ["\n", "b", "é", "😀"])
        guard case .nextSymbol = text.storage.targets else { return #expect(Bool(false)) }
    }

    @Test func aTestFileMayHaveUnknownTokens() throws {
        try withFiles([
            "a": "{\"x\": [\"a\", \"b\"], \"y\": \"p\"}\n", "b": "{\"x\": [\"z\", \"b\"], \"y\": \"p\"}\n",
            "c": "{\"x\": [\"a\"], \"y\": \"q\"}",
        ]) { path in
            let pair = try JSONLines.load(train: path("a"), test: path("b"))
            #expect(
                try pair.test?.vocabulary == ["<unknown>", "a", "b"] && pair.test?.symbolIDs == [0, 2] && pair.train?.symbolIDs == [1, 2])
            #expect(
                sentence { _ = try JSONLines.load(train: path("a"), test: path("c")) }?.hasSuffix(
                    "/c:1: The class is \"q\"; expected one of p.") == true)
        }
    }

    @Test func saysWhatIsWrongAndWhere() {
        #expect(of("{\"x\": [1, 2], \"y\": 1}\n{\"x\": [1, 2}") == "2:12: Expected a comma or ] after an element of the list.")
        #expect(of("[1]") == "1:1: Expected an object with the keys \"x\" and \"y\", found a list.")
        #expect(of("{\"z\": 1}") == "1:1: The object lacks the key \"x\" with the steps of the sequence.")
        #expect(of("{\"x\": [[1], [1, 2]]}") == "1:13: The step has 2 features; expected 1.")
        #expect(of("{\"x\": [1, 2], \"y\": [1]}") == "1:20: There are 1 targets for 2 steps.")
        #expect(of("{\"x\": [1, \"a\"]}") == "1:11: Expected a number, found a string.")
        #expect(of("{\"x\": [1, null]}").hasPrefix("1:11: The value is missing."))
        #expect(of("{\"x\": [1, 1e60], \"y\": 1}") == "1:11: The number is too large.")
        #expect(of("{\"x\": [1], \"x\": 2}") == "1:12: The key \"x\" is there twice.")
        #expect(of("{\"x\": \"abc") == "1:7: The string that opens here is never closed.")
        #expect(of(String(repeating: "[", count: 100_000)) == "1:65: The lists are nested too deeply.")
        #expect(of("") == " There are no sequences in the file.")
    }

    @Test func neverTraps() {
        for text in [
            "{\"x\": [[1, 2], [3.5, 4]], \"y\": [1, 2]}\n{\"x\": [[1, 2]], \"y\": [7]}", "{\"x\": [\"a\\n\", \"\\u00e9\"], \"y\": true}",
        ] {
            expectNoTrap(on: Data(text.utf8)) { _ = try JSONLines.read($0) }
        }
    }
}
