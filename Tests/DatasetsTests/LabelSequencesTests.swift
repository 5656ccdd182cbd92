import Testing

@testable import Datasets

/// Label sequences, whose alignment with the steps is unknown.
@Suite struct LabelSequencesTests {
    private func labels(_ data: SequenceDataset?) -> [[Int32]]? {
        guard let data, case .labelSequences(let labels, _) = data.storage.targets else { return nil }
        return data.selection.map { Array(labels[$0]) }
    }

    private func read(_ text: String) throws -> SequenceDataset {
        var options = JSONOptions()
        options.hasLabelSequences = true
        return try JSONLines.read(file(text), options: options)
    }

    @Test func jsonHasListsOrTexts() throws {
        let data = try read("{\"x\": [1, 2, 3], \"y\": \"ba\"}\n{\"x\": [1], \"y\": []}\n{\"x\": [1, 2], \"y\": [\"b\"]}\n")
        #expect(data.classNames == ["a", "b"] && labels(data) == [[1, 0], [], [1]])
        #expect(labels(data.select([2, 0])) == [[1], [1, 0]] && data.select([2, 0]).classCounts == [1, 2])
        let words = try read("{\"x\": [1, 2, 3], \"y\": [\"one\", 2]}")
        #expect(words.classNames == ["2", "one"] && labels(words) == [[1, 0]])
    }

    @Test func aFileIsReadAsWhatIsKnown() throws {
        let known = try read("{\"x\": [1, 2, 3], \"y\": \"cba\"}")
        try withFiles([
            "labelled.jsonl": "{\"x\": [1, 2, 3], \"y\": [\"c\", \"a\"]}\n", "bare.jsonl": "{\"x\": [[1], [2]]}\n{\"x\": [[1]]}\n",
        ]) { (path: (String) -> String) throws in
            let labelled = try DataFile.read(path("labelled.jsonl"), as: known)
            let bare = try DataFile.read(path("bare.jsonl"), as: known)
            #expect(labels(labelled) == [[1, 0]] && bare.length(0) == 2)
        }
    }

    @Test func wordsAreWrittenInOneGo() throws {
        let pair = try Words.generateUnsegmented(train: 30, test: 5, seed: 3)
        let lengths = (0..<30).map { pair.train?.length($0) ?? 0 }
        let spelled = try #require(labels(pair.train))
        for (length, word) in zip(lengths, spelled) {
            #expect(length >= 5 * (word.count - 1) + 8 && length <= 7 * (word.count - 1) + 8 && word.count >= 2)
        }
        // A word depends only on its index.
        #expect(try labels(Words.generateUnsegmented(train: 3, test: 0, seed: 3).train) == Array(spelled.prefix(3)))
        #expect(pair.train?.features == 16)
    }

    @Test func otherNamesAreMatchedAndSinglesKept() throws {
        let known = try read("{\"x\": [1, 2, 3], \"y\": \"cba\"}")
        let data = try read("{\"x\": [1, 2], \"y\": \"a\"}\n{\"x\": [1, 2], \"y\": \"ca\"}")
        #expect(try labels(data) == [[0], [1, 0]] && labels(data.matched(to: known)) == [[0], [2, 0]])
        let single = try #require(SingleSequence(of: data, at: 1)?.dataset)
        #expect(labels(single) == [[1, 0], [1, 0]])
        let other = try read("{\"x\": [1, 2], \"y\": \"a\"}\n{\"x\": [1, 2], \"y\": \"cc\"}")
        #expect(other.fingerprint != data.fingerprint)
        #expect(dataError { _ = try data.windows(length: 1) } == DataError(.operation(.cutsLabels(data: data.name))))
    }
}
