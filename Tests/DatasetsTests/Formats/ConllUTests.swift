import Foundation
import Testing

@testable import Datasets

struct ConllUTests {
    private func line(_ number: String, _ word: String, _ tag: String) -> String { "\(number)\t\(word)\t_\t\(tag)\t_\t_\t_\t_\t_\t_\n" }

    private var train: String {
        "# text = The cat saw the dog\n" + line("1", "The", "DET") + line("2-3", "catsaw", "_") + line("2", "cat", "NOUN")
            + line("3", "saw", "VERB")
            + line("3.1", "left", "VERB") + line("4", "the", "DET") + line("5", "Cat", "NOUN") + "\n\n" + line("1", "Dogs", "NOUN")
    }

    @Test func readsWordsAndTags() throws {
        let test = line("1", "THE", "DET") + line("2", "dogs", "NOUN") + "\n"
        try withFiles(["a": train, "b": test, "c": line("1", "oh", "INTJ")]) { path in
            let pair = try ConllU.load(train: path("a"), test: path("b"))
            let dataset = try #require(pair.train)
            #expect(try dataset.vocabulary == ["<unknown>", "cat", "the"])
            #expect(try dataset.symbolIDs == [2, 1, 0, 2, 1, 0])
            #expect(dataset.classNames == ["DET", "NOUN", "VERB"])
            #expect(try dataset.labels == [0, 1, 2, 0, 1, 1])
            #expect(dataset.count == 2 && dataset.length(0) == 5)
            #expect(try pair.test?.symbolIDs == [2, 0])
            #expect(
                sentence { _ = try ConllU.load(train: path("a"), test: path("c")) }?
                    .hasSuffix("/c:1: The part of speech INTJ does not occur in the training file; expected one of DET, NOUN, VERB.")
                    == true)
        }
    }

    @Test func saysWhatIsWrongAndWhere() throws {
        func of(_ text: String) throws -> String {
            try withFiles(["a": text]) { path in sentence { _ = try ConllU.load(train: path("a")) } ?? "no error" }
        }
        #expect(try of("1\tthe\n").hasSuffix("/a:1: The line has 2 columns; expected the ten of CoNLL-U, with tabs between them."))
        #expect(try of(line("1", "the", "_")).hasSuffix("/a:1:9: The word has no part of speech (column UPOS)."))
        #expect(try of(line("x", "the", "DET")).hasSuffix("/a:1:1: Expected the word's number, found \"x\"."))
        #expect(try of("# only comments\n\n").contains("There are no sentences"))
    }

    @Test func neverTraps() throws {
        let data = Data(train.utf8)
        for position in 0..<data.count {
            var broken = data
            broken[position] = [0x09, 0x0A, 0xFF][position % 3]
            try withFiles(["a": data.prefix(position), "b": broken]) { path in
                _ = try? ConllU.load(train: path("a"), test: path("b"))
                _ = try? ConllU.load(train: path("b"), test: path("a"))
            }
        }
    }

    @Test(.enabled(if: SharedData.has("ud-english-ewt"), "needs ud-english-ewt in ../shared/data"))
    func readsTheEnglishWebTreebank() throws {
        let pair = try ConllU.load(
            train: SharedData.path("ud-english-ewt/en_ewt-ud-dev.conllu"), test: SharedData.path("ud-english-ewt/en_ewt-ud-test.conllu"))
        let train = try #require(pair.train)
        let test = try #require(pair.test)
        #expect(train.count == 2001 && test.count == 2077)
        #expect(train.classNames.count == 17 && train.features == 2081)
        #expect(test.features == 2081)
    }
}
