import Foundation
import Testing

@testable import Datasets

struct PlainTextTests {
    @Test func readsCharactersInTheOrderOfTheirNumbers() throws {
        let text = try PlainText.read(file("\u{FEFF}zaé\r\nz😀"))
        #expect(try text.vocabulary == ["\n", "\r", "a", "z", "é", "😀"])
        #expect(try text.symbolIDs == [3, 2, 4, 1, 0, 3, 5])
        #expect(text.count == 1 && text.length(0) == 7)
        #expect(text.classNames.count == 6)
    }

    @Test func saysWhatIsWrong() throws {
        #expect(
            dataError { _ = try PlainText.read(SourceFile(name: "file", data: Data([0x61, 0x0A, 0xC3, 0x28]))) }
                == at(2, nil, .plainText(.notUTF8)))
        #expect(
            dataError { _ = try PlainText.read(SourceFile(name: "file", data: Data([0xFF, 0xFE, 0x61, 0]))) }
                == inFile(.file(.isUTF16(.marked))))
        func of(_ bytes: [UInt8]) -> DataError? { dataError { _ = try PlainText.read(SourceFile(name: "file", data: Data(bytes))) } }
        let text = Array("Zeitreihe\n1,2\n".utf8)
        #expect(of(text.flatMap { [$0, 0] }) == inFile(.file(.isUTF16(.little))))
        #expect(of(text.flatMap { [0, $0] }) == inFile(.file(.isUTF16(.big))))
        #expect(of(text + [0, 0, 1]) == inFile(.file(.isNoText)))
        #expect(dataError { _ = try PlainText.read(file("a")) } == inFile(.plainText(.tooShort(1))))
        #expect(dataError { _ = try PlainText.read(file("")) } == inFile(.plainText(.tooShort(0))))
    }

    @Test(.enabled(if: SharedData.has("tinyshakespeare"), "needs tinyshakespeare in ../shared/data"))
    func readsShakespeare() throws {
        let text = try PlainText.load(SharedData.path("tinyshakespeare/input.txt"))
        #expect(text.length(0) == 1_115_394 && text.features == 65)
        let pair = try text.split(0.9)
        #expect(pair.train?.length(0) == 1_003_855 && pair.test?.features == 65)
    }

    @Test func aTestTextHasTheCharactersOfTheTrainingText() throws {
        try withFiles(["a": "abcd\n", "b": "cab\n", "c": "ab\nce\n"]) { path in
            let pair = try PlainText.load(train: path("a"), test: path("b"))
            #expect(try pair.test?.vocabulary == pair.train?.vocabulary && pair.test?.symbolIDs == [3, 1, 2, 0])
            #expect(
                dataError { _ = try PlainText.load(train: path("a"), test: path("c")) }
                    == DataError(.plainText(.unknownCharacter("e", known: 5)), file: path("c"), line: 2, column: 2))
        }
    }
}
