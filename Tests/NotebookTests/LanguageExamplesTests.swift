import Foundation
import TestSupport
import Testing

@testable import CellLanguage
@testable import Notebook

@Suite struct LanguageExamplesTests {
    /// Small files of every format that the examples of the catalogue name.
    private static let files: [String: [UInt8]] = [
        "vowels_TRAIN.ts": bytes(
            "@problemName v\n@univariate false\n@dimensions 2\n@classLabel true a b\n@data\n1,2,3:2,3,4:a\n2,1:4,3:b\n"),
        "vowels_TEST.ts": bytes("@problemName v\n@univariate false\n@dimensions 2\n@classLabel true a b\n@data\n1,2:2,3:a\n"),
        "steps_TRAIN.arff": bytes("@relation s\n@attribute a numeric\n@attribute b numeric\n@attribute c {u,v}\n@data\n1,2,u\n2,3,v\n"),
        "monthly.tsf": bytes("@relation m\n@attribute series_name string\n@frequency monthly\n@data\nT1:1,2,3\n"),
        "steps.csv": bytes("id,x,y,class\n1,0.5,1,a\n1,0.25,2,a\n2,1,3,b\n"),
        "rows.tsv": bytes("a\t1\t2\t3\nb\t2\t3\t4\n"),
        "moods.csv": bytes("id,x,mood\n1,0.5,sad;slow\n1,0.25,sad;slow\n2,1,\n2,1,\n3,2,glad\n3,1,glad\n"),
        "values.csv": bytes("id,x,y\n1,0.5,1.5\n1,0.25,1.5\n2,1,2.5\n2,1,2.5\n"),
        "walks.csv": bytes(
            "id,x,activity,age\n1,0.5,walk,30.5\n1,0.25,walk,30.5\n2,1,run,20.25\n2,1,run,20.25\n3,2,rest,41\n3,1,rest,41\n"),
        "walks.jsonl": bytes("{\"x\": [[0.5, 1], [1, 2]], \"y\": \"walk\"}\n{\"x\": [[1, 1]], \"y\": \"run\"}\n"),
        "names.conll": bytes("Anna B-PER\nsleeps O\n\nBerlin B-LOC\nsleeps O\n\nAnna B-PER\nsees O\nBerlin B-LOC\n"),
        "en-dev.conllu": bytes(sentence("the", "DET") + sentence("cat", "NOUN") + "\n" + sentence("the", "DET") + "\n"),
        "en-test.conllu": bytes(sentence("the", "DET") + "\n"),
        "poem.txt": bytes(String(repeating: "the rain in the lane, ", count: 30)),
        "letter.data": bytes(letter(1, "a", next: 2, word: 1) + letter(2, "b", next: -1, word: 1)),
        "x.npy": array([2, 3, 1], [1, 2, 3, 4, 5, 6]),
        "y.npy": array([2], [0, 1]),
        "mnist/t10k-images-idx3-ubyte": [0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 2, 0, 0, 0, 2, 1, 2, 3, 4, 5, 6, 7, 8],
        "mnist/t10k-labels-idx1-ubyte": [0, 0, 8, 1, 0, 0, 0, 2, 3, 7],
        "commands/yes/a.wav": recording, "commands/no/b.wav": recording,
        "reviews/good/1.txt": bytes("A fine film, a fine day.\n"), "reviews/bad/1.txt": bytes("A film that never ends.\n"),
        "arrays.npz": storedZip("x.npy", array([2, 3, 1], [1, 2, 3, 4, 5, 6])),
    ]

    @Test(arguments: Catalogue.notebook.all.map { ($0.written, $0.example) })
    func everyExampleRuns(_ signature: String, _ example: String) throws {
        try withTemporaryFolder { folder in
            for (name, bytes) in Self.files where example.contains("data/") {
                let file = folder.appending(path: name)
                try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
                try Data(bytes).write(to: file)
            }
            let source = example.replacing("\"data/", with: "\"\(folder.path)/")
            let result = runCells([source])[0]
            let tellsNoFigure = result.output.contains("There is no such figure here")
            #expect(
                result.status == .done || tellsNoFigure && ["perplexity", "top5", "r2"].contains { signature.contains($0) },
                "\(source)\n\(result.output)")
        }
    }

    @Test func functionsThatKeepAllCoresBusyAreKnown() {
        #expect(
            Functions.all.filter(\.usesAllCores).map(\.signature.name)
                == ["train", "repeat", "cross_validate", "sweep", "find_rate", "evaluate", "explain", "forecast", "residuals", "scatter"])
        #expect(CellCode("run = train(net, digits)").usesAllCores)
        #expect(CellCode("[evaluate(run).loss]").usesAllCores)
        #expect(!CellCode("digits.train\ntrained = gru(2)").usesAllCores)
    }

    /// No two entries describe the same call.
    @Test func everyEntryIsFoundUnderItsName() {
        #expect(Set(Functions.all.map(\.signature.id)).count == Functions.all.count)
        for function in Functions.all {
            #expect(Functions.function(function.signature)?.signature.sentence == function.signature.sentence)
        }
    }

    @Test func everyFunctionIsDescribed() {
        for function in Catalogue.notebook.all {
            #expect(SentenceRule.complaint(about: function.sentence) == nil && function.sentence.count > 8, "\(function.name)")
            #expect(function.example.contains(function.name), "\(function.name): the example does not show it")
            for parameter in function.parameters {
                #expect(SentenceRule.complaint(about: parameter.sentence) == nil, "\(function.name), \(parameter.name)")
                if case .value(let value) = parameter.defaultValue {
                    #expect(parameter.accepts(value), "\(function.name), \(parameter.name)")
                }
            }
            for name in function.related { #expect(!Catalogue.notebook.entries(named: name).isEmpty, "\(function.name) names \(name)") }
        }
    }

    private static func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }

    private static func sentence(_ word: String, _ tag: String) -> String { "1\t\(word)\t_\t\(tag)\t_\t_\t0\t_\t_\t_\n" }

    private static func letter(_ id: Int, _ letter: String, next: Int, word: Int) -> String {
        "\(id)\t\(letter)\t\(next)\t\(word)\t1\t0\t" + (0..<128).map { $0.isMultiple(of: 3) ? "1" : "0" }.joined(separator: "\t") + "\t\n"
    }

    /// A `.npy` file of 32-bit numbers.
    private static func array(_ shape: [Int], _ values: [Float]) -> [UInt8] {
        let extents = shape.map { "\($0)," }.joined(separator: " ")
        var header = "{'descr': '<f4', 'fortran_order': False, 'shape': (\(extents)), }"
        while (10 + header.utf8.count + 1) % 64 != 0 { header += " " }
        header += "\n"
        let length = UInt16(header.utf8.count)
        return [0x93] + bytes("NUMPY") + [1, 0, UInt8(length & 255), UInt8(length >> 8)] + bytes(header)
            + values.flatMap { value in (0..<4).map { UInt8(truncatingIfNeeded: value.bitPattern >> (8 * UInt32($0))) } }
    }

    /// A WAV file of a tenth of a second, with 8,000 8-bit samples per second.
    private static let recording: [UInt8] =
        bytes("RIFF") + [0x44, 3, 0, 0] + bytes("WAVEfmt ") + [16, 0, 0, 0, 1, 0, 1, 0, 0x40, 0x1F, 0, 0, 0x40, 0x1F, 0, 0, 1, 0, 8, 0]
        + bytes("data") + [0x20, 3, 0, 0] + (0..<800).map { UInt8($0 * $0 % 251) }

    /// A zip archive of one file that is not compressed.
    private static func storedZip(_ name: String, _ content: [UInt8]) -> [UInt8] {
        func little(_ number: UInt32, _ count: Int) -> [UInt8] { (0..<count).map { UInt8(truncatingIfNeeded: number >> (8 * UInt32($0))) } }
        var checksum: UInt32 = .max
        for byte in content {
            checksum ^= UInt32(byte)
            for _ in 0..<8 { checksum = checksum & 1 == 1 ? checksum >> 1 ^ 0xEDB8_8320 : checksum >> 1 }
        }
        let size = UInt32(content.count)
        let entry =
            little(20, 2) + little(0, 2) + little(0, 2) + little(0, 4) + little(~checksum, 4) + little(size, 4) + little(size, 4)
            + little(UInt32(name.utf8.count), 2) + little(0, 2)
        let local = little(0x0403_4B50, 4) + entry + bytes(name) + content
        let central =
            little(0x0201_4B50, 4) + little(20, 2) + entry + little(0, 2) + little(0, 2) + little(0, 2) + little(0, 4) + little(0, 4)
            + bytes(name)
        return local + central + little(0x0605_4B50, 4) + little(0, 2) + little(0, 2) + little(1, 2) + little(1, 2)
            + little(UInt32(central.count), 4) + little(UInt32(local.count), 4) + little(0, 2)
    }
}
