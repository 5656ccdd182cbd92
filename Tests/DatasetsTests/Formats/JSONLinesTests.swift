import Foundation
import Testing

@testable import Datasets

struct JSONLinesTests {
    private func of(_ text: String) -> DataError? { problem(text) { try JSONLines.read($0) } }

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
                dataError { _ = try JSONLines.load(train: path("a"), test: path("c")) }
                    == DataError(.value(.unknownClass("q", expected: ["p"])), file: path("c"), line: 1))
        }
    }

    @Test func aListOfObjectsIsReadAsLines() throws {
        let dataset = try JSONLines.read(file("[{\"x\": [1, 2],\n  \"y\": \"a\"},\n {\"x\": [3], \"y\": \"b\"}]\n"))
        #expect(try dataset.featureValues == [1, 2, 3] && dataset.classNames == ["a", "b"])
        #expect(of("[{\"x\": [1, 2], \"y\": 1},\n {\"x\": [\"a\"], \"y\": 1}]") == at(2, 8, .jsonLines(.stepKind(expectsStrings: false))))
        #expect(of("[{\"x\": [1, 2], \"y\": 1}\n") == at(2, 1, .json(.noCommaInList)))
    }

    @Test func wholeNumbersCanBeValues() throws {
        var options = JSONOptions()
        options.target = .values
        let text = "{\"x\": [1, 2], \"y\": 41}\n{\"x\": [1], \"y\": 33}"
        guard case .sequenceValues(let values, 1) = try JSONLines.read(file(text), options: options).storage.targets else {
            return #expect(Bool(false))
        }
        #expect(values == [41, 33])
        #expect(try JSONLines.read(file(text)).classNames == ["33", "41"])
        options.target = .labels
        #expect(problem(text) { try JSONLines.read($0, options: options) } == at(1, 20, .jsonLines(.noStepLabels)))
    }

    @Test func aStepHasOneClass() throws {
        var options = JSONOptions()
        let text = "{\"x\": [1, 2], \"y\": [[\"a\", \"b\"], []]}\n"
        #expect(problem(text) { try JSONLines.read($0, options: options) } == at(1, 21, .jsonLines(.labelsOfStep)))
        options.target = .multilabel
        #expect(problem(text) { try JSONLines.read($0, options: options) } == at(1, 21, .jsonLines(.labelsOfStep)))
        // As values, each step may have several.
        let values = try JSONLines.read(file("{\"x\": [1, 2], \"y\": [[1, 1, 0], [0, 0, 0]]}\n"))
        guard case .stepValues(_, 3) = values.storage.targets else { return #expect(Bool(false)) }
    }

    @Test func severalValuesAStep() throws {
        let text = "{\"x\": [1, 2], \"y\": [[1, 2.5], [3, 4]]}\n{\"x\": [5], \"y\": [[6, 7]]}\n"
        let dataset = try JSONLines.read(file(text))
        guard case .stepValues(let values, 2) = dataset.storage.targets else { return #expect(Bool(false)) }
        #expect(values == [1, 2.5, 3, 4, 6, 7] && dataset.classNames.isEmpty)
        #expect(of("{\"x\": [1, 2], \"y\": [[1, 2], [3]]}") == at(1, 29, .jsonLines(.targetWidth(found: 1, expected: 2))))
        #expect(of("{\"x\": [1, 2], \"y\": [[1, 2], 3]}") == at(1, 29, .jsonLines(.targetWidth(found: 1, expected: 2))))
        #expect(of("{\"x\": [1, 2], \"y\": [1, [2, 3]]}") == at(1, 24, .jsonLines(.targetWidth(found: 2, expected: 1))))
        #expect(of("{\"x\": [1, 2], \"y\": [[], []]}") == at(1, 21, .jsonLines(.targetWidth(found: 0, expected: 1))))
        #expect(of("{\"x\": [1], \"y\": [[1, \"a\"]]}") == at(1, 22, .jsonLines(.notANumber(found: .string))))
        #expect(of("{\"x\": [1], \"y\": [[1, Infinity]]}") == at(1, 22, .jsonLines(.infinite)))
        #expect(of("{\"x\": [1], \"y\": [[[1]]]}") == at(1, 19, .jsonLines(.notANumber(found: .list))))
        #expect(of("{\"x\": [1, 2], \"y\": [[1, 2]]}") == at(1, 20, .jsonLines(.targets(found: 1, steps: 2))))
        var options = JSONOptions()
        options.target = .labels
        #expect(problem(text) { try JSONLines.read($0, options: options) } == at(1, 21, .jsonLines(.vectorsAreValues)))
    }

    /// Targets that look like classes are read as classes, which is reported.
    @Test func oneHotRowsAreClasses() throws {
        let text = "{\"x\": [1, 2], \"y\": [[0, 1, 0], [1, 0, 0]]}"
        let (dataset, notes) = try JSONLines.readPair(file(text), options: JSONOptions())
        #expect(try dataset.classNames == ["0", "1", "2"] && dataset.labels == [1, 0])
        #expect(notes == [.columns(["y"], .classes, .oneHot)])
        var options = JSONOptions()
        options.target = .values
        guard case .stepValues(let values, 3) = try JSONLines.read(file(text), options: options).storage.targets else {
            return #expect(Bool(false))
        }
        #expect(values == [0, 1, 0, 1, 0, 0])
        // A single row that is not one-hot makes all of them values.
        guard case .stepValues = try JSONLines.read(file("{\"x\": [1, 2], \"y\": [[0, 1], [1, 1]]}")).storage.targets else {
            return #expect(Bool(false))
        }
        try withFiles(["a": text, "b": "{\"x\": [1], \"y\": [[0, 1]]}", "c": "{\"x\": [1], \"y\": [[0, 1, 1]]}"]) { path in
            func problem(_ test: String) -> DataError.Problem? {
                dataError { _ = try JSONLines.load(train: path("a"), test: path(test)) }?.problem
            }
            #expect(problem("b") == .jsonLines(.targetWidth(found: 2, expected: 3)))
            #expect(problem("c") == .jsonLines(.vectorsAreValues))
        }
    }

    @Test func severalValuesASequence() throws {
        let text = "{\"x\": [1, 2], \"y\": [0, 1]}\n{\"x\": [5, 6, 7], \"y\": [2, 3]}\n"
        #expect(of(text) == at(2, 23, .jsonLines(.targetsOrValues(found: 2, steps: 3))))
        var options = JSONOptions()
        options.target = .values
        guard case .sequenceValues(let values, 2) = try JSONLines.read(file(text), options: options).storage.targets else {
            return #expect(Bool(false))
        }
        #expect(values == [0, 1, 2, 3])
        let uneven = "{\"x\": [1], \"y\": [0, 1]}\n{\"x\": [5], \"y\": [2]}\n"
        #expect(problem(uneven) { try JSONLines.read($0, options: options) } == at(1, 17, .jsonLines(.targetsOrValues(found: 2, steps: 1))))
        // The lists of the test file are as long as its sequence by chance.
        try withFiles([
            "a": text, "b": "{\"x\": [1, 2], \"y\": [8, 9]}", "c": "{\"x\": [1], \"y\": 9}", "d": "{\"x\": [1], \"y\": [1, 2, 3]}",
        ]) { path in
            let pair = try JSONLines.load(train: path("a"), test: path("b"), options: options)
            guard case .sequenceValues(let values, 2)? = pair.test?.storage.targets else { return #expect(Bool(false)) }
            #expect(values == [8, 9])
            for name in ["c", "d"] {
                let width = name == "c" ? 1 : 3
                #expect(
                    dataError { _ = try JSONLines.load(train: path("a"), test: path(name), options: options) }
                        == DataError(.jsonLines(.targetWidth(found: width, expected: 2)), file: path(name)))
            }
            // A target of a whole sequence in one file is not one of a step in the other.
            #expect(
                dataError { _ = try JSONLines.load(train: path("c"), test: path("b"), options: options) }?.problem
                    == .jsonLines(.targetsUnlikeTraining))
        }
    }

    /// A list as long as the sequence is most likely the target: it is never ignored silently.
    @Test func unknownKeysAreUsedOrNamed() throws {
        let tagged = "{\"id\": 1, \"tokens\": [\"a\", \"b\"], \"ner_tags\": [0, 1]}"
        let (dataset, notes) = try JSONLines.readPair(file(tagged), options: JSONOptions())
        #expect(dataset.classNames == ["0", "1"])
        #expect(notes == [.columns(["ner_tags"], .classes, .asLong), .columns(["id"], .ignored, .unknown)])
        let two = "{\"tokens\": [\"a\", \"b\"], \"ner_tags\": [0, 1], \"pos_tags\": [2, 3]}"
        #expect(of(two) == at(1, 1, .jsonLines(.unknownTargets(keys: ["ner_tags", "pos_tags"]))))
        #expect(of("{\"x\": [1, 2], \"t\": [0, 1]}") == at(1, 1, .jsonLines(.unknownTargets(keys: ["t"]))))
        var options = JSONOptions()
        options.y = "pos_tags"
        #expect(try JSONLines.read(file(two), options: options).classNames == ["2", "3"])
        options = JSONOptions()
        options.ignored = ["ner_tags", "pos_tags"]
        guard case .nextSymbol = try JSONLines.read(file(two), options: options).storage.targets else { return #expect(Bool(false)) }
    }

    @Test func numbersThatCannotBeAreNamed() {
        #expect(of("{\"x\": [1, -Infinity]}") == at(1, 11, .jsonLines(.infinite)))
        #expect(of("{\"x\": [1, Infinity]}") == at(1, 11, .jsonLines(.infinite)))
        #expect(of("{\"x\": [1, 1e999]}") == at(1, 11, .value(.tooLarge(found: "1e999"))))
    }

    @Test func saysWhatIsWrongAndWhere() {
        #expect(of("{\"x\": [1, 2], \"y\": 1}\n{\"x\": [1, 2}") == at(2, 12, .json(.noCommaInList)))
        #expect(of("[1]") == at(1, 1, .jsonLines(.notAnObject(found: .list))))
        #expect(of("{\"z\": 1}") == at(1, 1, .jsonLines(.noInput)))
        #expect(of("{\"x\": [[1], [1, 2]]}") == at(1, 13, .jsonLines(.features(found: 2, expected: 1))))
        #expect(of("{\"x\": [1, 2], \"y\": [1]}") == at(1, 20, .jsonLines(.targets(found: 1, steps: 2))))
        #expect(of("{\"x\": [1, \"a\"]}") == at(1, 11, .jsonLines(.notANumber(found: .string))))
        #expect(of("{\"x\": [1, null]}") == at(1, 11, .value(.missing)))
        #expect(of("{\"x\": [1, 1e60], \"y\": 1}") == at(1, 11, .jsonLines(.numberTooLarge)))
        #expect(of("{\"x\": [1], \"x\": 2}") == at(1, 12, .json(.repeatedKey("x"))))
        #expect(of("{\"x\": \"abc") == at(1, 7, .json(.openString)))
        #expect(of(String(repeating: "[", count: 100_000)) == at(1, 65, .json(.nestedTooDeeply)))
        #expect(of("") == inFile(.jsonLines(.noSequences)))
    }

    /// Integers as classes, near the ends of 32 and 64 bits and beyond.
    @Test func hugeNumbersAsClasses() throws {
        let numbers = [
            "2147483647", "2147483648", "-2147483649", "9223372036854775807", "-9223372036854775808", "1e300", "999999999999999",
        ]
        for number in numbers {
            let dataset = try? JSONLines.read(file("{\"x\": [1, 2], \"y\": \(number)}"))
            #expect(dataset?.classNames.count == (number == "1e300" ? nil : 1), "\(number)")
        }
    }

    @Test func neverTraps() {
        for text in [
            "{\"x\": [[1, 2], [3.5, 4]], \"y\": [1, 2]}\n{\"x\": [[1, 2]], \"y\": [7]}", "{\"x\": [\"a\\n\", \"\\u00e9\"], \"y\": true}",
            "{\"x\": [1, 2], \"y\": [[1, 2], [3, 4]]}",
        ] {
            expectNoTrap(on: Data(text.utf8)) { _ = try JSONLines.read($0) }
        }
    }
}
