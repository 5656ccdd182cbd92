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
            sentence { _ = try PlainText.read(SourceFile(name: "f", data: Data([0x61, 0x0A, 0xC3, 0x28]))) }
                == "f:2: There are bytes that are no UTF-8. Save the file as UTF-8.")
        #expect(sentence { _ = try PlainText.read(SourceFile(name: "f", data: Data([0xFF, 0xFE, 0x61, 0]))) }?.contains("UTF-16") == true)
        #expect(sentence { _ = try PlainText.read(file("a")) } == "file: The text has 1 characters; expected at least 2.")
        #expect(sentence { _ = try PlainText.read(file("")) }?.contains("0 characters") == true)
    }

    @Test(.enabled(if: SharedData.has("tinyshakespeare"), "needs tinyshakespeare in ../shared/data"))
    func readsShakespeare() throws {
        let text = try PlainText.load(SharedData.path("tinyshakespeare/input.txt"))
        #expect(text.length(0) == 1_115_394 && text.features == 65)
        let pair = try text.split(0.9)
        #expect(pair.train?.length(0) == 1_003_855 && pair.test?.features == 65)
    }
}
