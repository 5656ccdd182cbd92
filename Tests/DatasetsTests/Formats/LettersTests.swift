import Foundation
import Testing

@testable import Datasets

struct LettersTests {
    private func line(_ id: Int, _ letter: String, next: Int, word: Int, fold: Int, pixel: String = "1") -> String {
        let pixels = [pixel] + [String](repeating: "0", count: 127)
        return ([String(id), letter, String(next), String(word), "1", String(fold)] + pixels).joined(separator: "\t") + "\t\n"
    }

    private var words: String {
        line(1, "o", next: 2, word: 1, fold: 0) + line(2, "k", next: -1, word: 1, fold: 0, pixel: "0")
            + line(3, "a", next: -1, word: 2, fold: 3)
    }

    @Test func readsWords() throws {
        let (dataset, folds) = try Letters.read(file(words))
        #expect(dataset.count == 2 && dataset.length(0) == 2 && dataset.features == 128)
        #expect(try dataset.labels == [14, 10, 0])
        #expect(folds == [0, 3])
        #expect(try dataset.featureValues[0] == 1 && dataset.featureValues[128] == 0)
        try withFiles(["letter.data": words]) { path in
            let pair = try Letters.load(path("letter.data"), testFold: 3)
            #expect(pair.train?.selection == [0] && pair.test?.selection == [1])
            #expect(
                dataError { _ = try Letters.load(path("letter.data"), testFold: 5) }?.problem == .letters(.fold(5, folds: [0, 3])))
        }
    }

    @Test func saysWhatIsWrongAndWhere() {
        func of(_ text: String) -> DataError? { problem(text) { try Letters.read($0) } }
        #expect(of("1\ta\n") == at(1, nil, .letters(.fields(found: 2))))
        #expect(of(line(1, "A", next: -1, word: 1, fold: 0)) == at(1, 3, .letters(.notALetter(found: "A"))))
        #expect(of(words + line(4, "b", next: -1, word: 3, fold: 0, pixel: "2")) == at(4, 14, .letters(.notAPixel(found: "2"))))
        for number in ["2147483648", "9223372036854775807"] {
            let text = line(1, "o", next: 2, word: 7, fold: 8).replacing("\t7\t", with: "\t\(number)\t").replacing(
                "\t8\t", with: "\t\(number)\t")
            #expect(of(text) == nil)
        }
        let tooLarge = line(1, "o", next: 7, word: 1, fold: 0).replacing("\t7\t", with: "\t9223372036854775808\t")
        #expect(of(tooLarge) == at(1, 5, .letters(.notAnInteger(.next, found: "9223372036854775808"))))
        #expect(of("") == inFile(.letters(.noLetters)))
    }

    @Test func neverTraps() { expectNoTrap(on: Data(line(1, "o", next: -1, word: 1, fold: 0).utf8)) { _ = try Letters.read($0) } }
}
