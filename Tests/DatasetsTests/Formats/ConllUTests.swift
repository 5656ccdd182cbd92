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
        try withFiles(["a": train, "b": test, "c": line("1", "oh", "INTJ")]) { path throws in
            let pair = try ConllU.load(train: path("a"), test: path("b"))
            let dataset = try #require(pair.train)
            #expect(try dataset.vocabulary == ["<unknown>", "cat", "the"])
            #expect(try dataset.symbolIDs == [2, 1, 0, 2, 1, 0])
            #expect(dataset.classNames == ["DET", "NOUN", "VERB"])
            #expect(try dataset.labels == [0, 1, 2, 0, 1, 1])
            #expect(dataset.count == 2 && dataset.length(0) == 5)
            #expect(try pair.test?.symbolIDs == [2, 0])
            #expect(
                dataError { _ = try ConllU.load(train: path("a"), test: path("c")) }
                    == DataError(.conllU(.unknownTag("INTJ", expected: ["DET", "NOUN", "VERB"])), file: path("c"), line: 1))
        }
    }

    @Test func saysWhatIsWrongAndWhere() throws {
        func isRefused(_ text: String, _ line: Int?, _ column: Int?, _ problem: DataError.ConllUProblem) throws -> Bool {
            try withFiles(["a": text]) { path throws in
                dataError { _ = try ConllU.load(train: path("a")) }
                    == DataError(.conllU(problem), file: path("a"), line: line, column: column)
            }
        }
        #expect(try isRefused("1\tthe\n", 1, nil, .columns(found: 2)))
        #expect(try isRefused(line("1", "the", "_"), 1, 9, .noTag))
        #expect(try isRefused(line("x", "the", "DET"), 1, 1, .noWordNumber(found: "x")))
        #expect(try isRefused("# only comments\n\n", nil, nil, .noSentences))
    }

    /// After files are concatenated, the empty line between sentences is often missing.
    @Test func aSentenceBeginsWithTheNumberOneOrAComment() throws {
        let first = line("1", "a", "X") + line("2", "b", "Y")
        for between in ["", "# sent_id = 2\n"] {
            try withFiles(["a": first + between + line("1", "c", "X")]) { path throws in
                let dataset = try ConllU.load(train: path("a")).train
                #expect(dataset?.count == 2 && dataset?.length(0) == 2)
            }
        }
        try withFiles(["a": first + "# a remark\n" + line("3", "c", "X")]) { path throws in
            #expect(try ConllU.load(train: path("a")).train?.count == 1)
        }
    }

    /// The greatest integer has no successor.
    @Test func numbersOfWordsMayBeAsLargeAsTheyLike() throws {
        try withFiles(["a": line("\(Int.max)", "a", "X") + "# text = a\n" + line("2", "b", "Y")]) { path throws in
            #expect(try ConllU.load(train: path("a")).train?.count == 2)
        }
    }

    @Test func aWordWithoutATagHasATagOfItsOwn() throws {
        try withFiles(["a": line("1", "a", "X") + line("2", "b", "_")]) { path throws in
            let pair = try ConllU.load(train: path("a"))
            #expect(pair.train?.classNames == ["X", "_"] && pair.notes == [.untagged(words: 1, mark: "_")])
        }
    }

    @Test func anotherColumnCanBeChosen() throws {
        let text = "1\tThe\tthe\t_\tDT\t_\t0\troot\t_\tNER=O\n2\tdog\tdog\t_\tNN\t_\t0\troot\t_\tA=b|NER=Animal\n"
        try withFiles(["a": text]) { path throws in
            #expect(
                dataError { _ = try ConllU.load(train: path("a")) }?.problem
                    == .conllU(.emptyColumn("UPOS", filled: ["LEMMA", "XPOS", "HEAD", "DEPREL", "MISC"])))
            func classes(_ column: TableOptions.Column) throws -> [String]? {
                var options = WordColumns.Options()
                options.tag = column
                return try ConllU.load(train: path("a"), options: options).train?.classNames
            }
            #expect(try classes(.name("xpos")) == ["DT", "NN"] && classes(.number(5)) == ["DT", "NN"])
            #expect(try classes(.name("MISC:NER")) == ["Animal", "O"])
            #expect(dataError { _ = try classes(.name("POS")) }?.problem == .conllU(.noColumn("POS", columns: 10)))
        }
    }

    @Test func readsColumnsBetweenBlanksAndTabs() throws {
        let files = [
            "conll": "-DOCSTART- -X- -X- O\n\nAcme NNP B-NP B-ORG\n# # O O\nBob NNP B-NP B-PER\n\nRome NNP B-NP B-LOC\n",
            "tabs.tsv": "# id 7 domain=x\nAcme\tB-ORG\n#\tO\nBob\tB-PER\n\nRome\tB-LOC\n",
        ]
        try withFiles(files) { path throws in
            for name in files.keys {
                let file = try DataFile.inspect(path(name))
                #expect(file.format == .conllu, "\(name)")
                #expect(file.data.train?.count == 2 && file.data.train?.length(0) == 3, "\(name)")
                #expect(file.data.train?.classNames == ["B-LOC", "B-ORG", "B-PER", "O"], "\(name)")
            }
        }
        try withFiles(["a": "a X\nb Y\nc\n"]) { path throws in
            #expect(
                dataError { _ = try ConllU.load(train: path("a")) }
                    == DataError(.conllU(.unevenColumns(found: 1, expected: 2)), file: path("a"), line: 3))
        }
    }

    @Test func neverTraps() throws {
        let data = Data(train.utf8)
        for position in 0..<data.count {
            var broken = data
            broken[position] = [0x09, 0x0A, 0xFF][position % 3]
            try withFiles(["a": data.prefix(position), "b": broken]) { path throws in
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
