import Foundation
import Testing

@testable import Datasets

struct DataFileTests {
    @Test func findsTheFormatByContentAndName() throws {
        let files: [(name: String, text: String, format: DataFile.Format)] = [
            ("a.ts", "@targetLabel true\n@data\n1,2:0.5\n", .ts),
            ("b", "@classLabel true x\n@data\n1,2:x\n", .ts),
            ("c.csv", "id,x,label\n1,1,a\n", .csv),
            ("d", "1,2.5,3\n2,4,5.5\n", .csv),
            ("e", "1\t2.5\t3\n2\t4\t5\n", .tsv),
            ("f", "{\"x\": [1, 2], \"y\": 1}\n", .jsonl),
            ("g", "# c\n1\tthe\t_\tDET\t_\t_\t_\t_\t_\t_\n", .conllu),
            ("h", "To be, or not to be\n", .text),
            ("i.txt", "1,2\n3,4\n", .text),
        ]
        for (name, text, format) in files {
            try withFiles([name: text]) { path in
                let file = try DataFile.inspect(path(name))
                #expect(file.format == format, "\(name)")
                #expect(file.data.train != nil)
            }
        }
        #expect(throws: DataError.self) { try withFiles(["empty": ""]) { path in try DataFile.inspect(path("empty")) } }
        #expect(throws: DataError.self) { try DataFile.inspect("/no/such/file") }
    }

    @Test func imagesAreShownWithTheLabelsBesideThem() throws {
        let images = Data([0, 0, 8, 3, 0, 0, 0, 1, 0, 0, 0, 2, 0, 0, 0, 1, 255, 0])
        let labels = Data([0, 0, 8, 1, 0, 0, 0, 1, 4])
        try withFiles(["t-images-idx3-ubyte": images, "t-labels-idx1-ubyte": labels, "lone-images": images]) { path in
            let file = try DataFile.inspect(path("t-images-idx3-ubyte"))
            #expect(file.format == .idx && file.data.train?.classNames.count == 5)
            #expect(try DataFile.inspect(path("lone-images")).data.train?.length(0) == 1)
            #expect(
                dataError { _ = try DataFile.inspect(path("t-labels-idx1-ubyte")) }?.problem == .idx(.noSequences(shape: [1], type: .uint8))
            )
            #expect(file.reading == .images(labels: path("t-labels-idx1-ubyte")))
        }
    }

    @Test func saysWhetherValuesAreMissing() throws {
        let files = [
            "a.ts": "@classLabel true x\n@data\n1,?,3:x\n", "b.csv": "id,x,label\n1,1,a\n1,,a\n2,1,b\n",
            "c.jsonl": "{\"x\": [1, null], \"y\": 1}\n",
        ]
        try withFiles(files) { path in
            for name in files.keys {
                let file = try DataFile.inspect(path(name))
                #expect(file.hasMissingValues, "\(name)")
            }
        }
        try withFiles(["a.csv": "id,x,label\n1,1,a\n2,1,b\n", "b.csv": "id,x,label\n1,1,a\n2,,b\n"]) { path in
            let file = try DataFile.inspect(path("a.csv"))
            #expect(!file.hasMissingValues)
            #expect(
                dataError { _ = try DataFile.inspect(path("b.csv")) }?.problem == .table(.featureMissing(sequence: 2)))
        }
    }

    @Test func filesOfOtherProgramsAreNamed() throws {
        let files: [(bytes: Data, format: ForeignFormat)] = [
            (Data([0x89, 0x48, 0x44, 0x46, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0]), .hdf5), (Data("PAR1....PAR1".utf8), .parquet),
            (Data([0x80, 4, 0x95, 0x2E]), .pickle), (zip([("archive/data.pkl", Data([1]))]), .pytorch),
            (zip([("model.weights.h5", Data([1]))]), .keras), (zip([("xl/workbook.xml", Data([1]))]), .excel),
            (Data("RIFF0000WAVEfmt ".utf8), .wave), (Data("SQLite format 3\u{0}".utf8), .sqlite),
            (Data([0x80, 2, 0x8A, 0x0A, 0x6C, 0xFC, 0x9C, 0x46, 0xF9, 0x20, 0x6A, 0xA8, 0x50, 0x19, 0x2E]), .pytorch),
        ]
        for (bytes, format) in files {
            try withFiles(["f": bytes]) { path in
                #expect(dataError { _ = try DataFile.inspect(path("f")) }?.problem == .file(.isForeign(format)))
                #expect(dataError { _ = try Table.load(train: path("f")) }?.problem == .file(.isForeign(format)))
            }
        }
        #expect(ForeignFormat(of: Data("PAR1 is a text".utf8)) == nil && ForeignFormat(of: Data()) == nil)
    }

    @Test(.enabled(if: SharedData.has(""), "needs ../shared/data"))
    func inspectsTheRealFiles() throws {
        for (name, format) in [
            ("mnist/t10k-images-idx3-ubyte.gz", DataFile.Format.idx), ("japanese-vowels/JapaneseVowels_TRAIN.ts", .ts),
            ("tinyshakespeare/input.txt", .text), ("ud-english-ewt/en_ewt-ud-dev.conllu", .conllu),
        ] where SharedData.has(name) {
            #expect(try DataFile.inspect(SharedData.path(name)).format == format)
        }
    }
}
