import Foundation
import Notebook

@testable import Datasets

/// Readers of text.
extension FuzzTarget {
    static let tables: [FuzzTarget] = {
        let samples = [
            "id,time,x,y,label\n1,1,0.5,2,walk\n1,2,0.25,3,walk\n2,1,1.5,2,run\n2,2,-1,3,run\n", "0,1,2,label\n1,2,3,a\n3,2,1,b\n1,,3,a\n",
            ",a,b\n0,1.5,2\n1,2.5,NA\n2,3.5,4\n", "date;price;n\n2024-01-01;1,5;3\n2024-01-02;2,5;4\n2024-01-03;2,75;5\n",
            "sep=;\na;b\n1;2\n3;4\n",
            "\"a \"\"q\"\"\",\"b\nc\"\n1,\"2\"\n3,\"4\"\n", "# comment\nx\ty\n1\t2\n3\t4\n", "a|b\n1|2\n3|4\n",
        ]
        let words = ["label", "time", "id", "sequence", "index", "sep=;", "NA", "null", "2024-02-30", "12:00:00", "1,5", "1;5"]
        func table(_ name: String, _ change: @escaping @Sendable (inout TableOptions, [UInt8]) -> Void) -> FuzzTarget {
            FuzzTarget(name, texts: samples, words: words) { input in
                try held(input) { file throws(DataError) in
                    var options = TableOptions()
                    change(&options, input)
                    return [try Table.readNoted(file, options: options).0]
                }
            }
        }
        return [
            table("csv") { options, _ in options.missing = .carry },
            table("csv-options") { options, input in
                let choice = input.reduce(0) { $0 &* 31 &+ Int($1) } & 0xFFFF
                let columns: [TableOptions.Column?] = [nil, .number(1), .number(2), .number(9), .name("a"), .name("label"), .number(0)]
                options.rows = [nil, .steps, .sequences][choice % 3]
                options.label = columns[choice / 3 % 7]
                options.sequence = columns[choice / 21 % 7]
                options.time = columns[choice / 147 % 7]
                options.target = [nil, .classes, .values, .labels][choice / 1029 % 4]
                options.skippedLines = choice / 4116 % 3
                options.header = [nil, true, false][choice / 12_348 % 3]
                options.separator = choice % 5 == 0 ? "\t" : nil
                if choice % 4 == 1, let label = options.label { (options.label, options.targets) = (nil, [label, .number(1)]) }
                options.stepWeights = choice % 6 == 2 ? .number(2) : nil
            },
        ]
    }()

    static let series = [
        FuzzTarget(
            "ts",
            texts: [
                "@problemName a\n@timeStamps false\n@univariate false\n@dimensions 2\n@classLabel true a b\n@data\n1,2,3:4,5,6:a\n1,2:?,5:b\n",
                "@timeStamps true\n@targetLabel true\n@data\n(2013-03-01 00-00-00,1),(1,2):0.5\n(0,NaN),(1,2):7\n",
                "%c\n@classLabel false\n@data\n1,2,3\n4,5\n",
            ], words: ["@data", "@dimensions 3", "@classLabel true", "@classLabel false", "NaN", "(1,2)", ":", "\n:\n", "@relation"]
        ) { try held($0) { file throws(DataError) in [try TimeSeries.readNoted(file, missing: .carry, known: nil).data] } },
        FuzzTarget(
            "arff",
            texts: [
                "% c\n@relation 'a b'\n@attribute x numeric\n@attribute y real\n@attribute c {a,'b c'}\n@data\n1,2,a\n3,?,'b c'\n",
                "@relation r\n@attribute s relational\n@attribute t numeric\n@attribute u numeric\n@end s\n@attribute c {1,2}\n@data\n'1,2\\n3,4',1\n'5,6\\n7,8',2\n",
                "@relation r\n@attribute d date 'yyyy'\n@attribute x numeric\n@data\n'2000',1\n'2001',2\n",
            ], words: ["@attribute z numeric", "@data", "@end s", "relational", "string", "{a,b}", "'", "\\n", "\\'", "?"]
        ) { try held($0) { file throws(DataError) in [try ARFF.read(file, missing: .carry).0] } },
        FuzzTarget(
            "tsf",
            texts: [
                "# c\n@relation r\n@attribute series_name string\n@attribute start date\n@frequency daily\n@horizon 8\n@missing true\n@equallength false\n@data\nT1:1990-01-01 00-00-00:1,2,?,4\nT2:1990-01-01 00-00-00:5,6\n"
            ], words: ["@data", "@attribute x numeric", ":", "?", "@frequency"]
        ) { try held($0) { file throws(DataError) in [try TSF.read(file, missing: .carry)] } },
    ]

    static let objects: [FuzzTarget] = {
        let samples = [
            "{\"x\": [[0.1, 2], [0.3, 1]], \"y\": \"walk\"}\n{\"x\": [[0.1, 2]], \"y\": \"run\"}\n",
            "{\"x\": [1, 2, 3], \"y\": [0, 1, 1]}\n",
            "{\"tokens\": [\"the\", \"cat\"], \"ner_tags\": [\"DET\", \"NOUN\"]}\n",
            "{\"text\": \"h\\u00e9 \\ud83d\\ude00\", \"y\": 1.5}\n",
            "{\"x\": [1, null, NaN, 3], \"y\": [[1, 0], [0, 1], [1, 0], [0, 1]]}\n", "{\"x\": [1, 2]}\n{\"x\": [3]}\n",
        ]
        let words = [
            "{\"x\": [", "\"y\"", "null", "Infinity", "-Infinity", "true", "[[", "]]", "\"\\u", "{}", "[]", "[{", "},\n{", "\"x\"",
        ]
        func lines(_ name: String, _ samples: [String]) -> FuzzTarget {
            FuzzTarget(name, texts: samples, words: words) { input in
                try held(input) { file throws(DataError) in
                    var options = JSONOptions()
                    options.missing = .carry
                    options.target = [nil, .classes, .values, .labels][input.count % 4]
                    return [try JSONLines.readPair(file, options: options).train]
                }
            }
        }
        let lists = samples.map { "[" + $0.split(separator: "\n").joined(separator: ",\n") + "]\n" }
        return [lines("jsonl", samples), lines("json-list", lists)]
    }()

    static let words: [FuzzTarget] = {
        let columns = "the\tthe\tDET\t_\t_\t0\troot\t_\tEntity=B-x|SpaceAfter=No\n"
        let letters = (0..<3).map { "\($0 + 1)\ta\t\($0 < 2 ? $0 + 2 : -1)\t1\t\($0)\t0" + String(repeating: "\t0\t1", count: 64) + "\n" }
            .joined()
        return [
            FuzzTarget(
                "conllu", texts: ["# text = a\n1\t" + columns + "2-3\t" + columns + "2\t" + columns + "\n1\t" + columns],
                words: ["\t", "_", "1\t", "8.1\t", "\n\n", "# newpar\n", "|", "Entity=I-x"]
            ) { input in
                try held(input) { file throws(DataError) in
                    var options = WordColumns.Options()
                    options.minimumCount = input.count % 3
                    options.tag = [nil, .name("MISC:Entity"), .number(5), .name("XPOS")][input.count % 4]
                    return [try ConllU.read(file, options: options).data.train].compactMap { $0 }
                }
            },
            FuzzTarget(
                "columns",
                texts: [
                    "-DOCSTART- -X- -X- O\n\nEU NNP B-NP B-ORG\nrejects VBZ B-VP O\n\nPeter NNP B-NP B-PER\n", "a\tO\nb\tB-x\nc\tI-x\n",
                ],
                words: ["-DOCSTART-", " O\n", "B-", "I-ORG", "\n\n", "\t"]
            ) { input in
                try held(input) { file throws(DataError) in
                    var options = WordColumns.Options()
                    if input.count % 3 == 0 { (options.word, options.tag) = (.number(1), .number(2)) }
                    return [try ConllU.read(file, options: options).data.train].compactMap { $0 }
                }
            },
            FuzzTarget("text", texts: ["To be, or not to be\n", "नमस्ते 日本 👩‍👩‍👧\r\n"]) { input in
                try held(input) { file throws(DataError) in [try PlainText.read(file)] }
            },
            FuzzTarget("letters", texts: [letters], words: ["\t", "-1", "z"]) { input in
                try held(input) { file throws(DataError) in [try Letters.read(file).dataset] }
            },
            FuzzTarget(
                "python-literal", texts: ["{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3L), }  \n", "[(\"a\", u'b'), None, -5]"],
                words: ["True", "None", "u'", "(", "[", "{", "':", ",)", "-"]
            ) { input in
                PythonLiteral(String(decoding: input, as: UTF8.self)) == nil ? 0 : 16 * input.count
            },
            FuzzTarget(
                "detection",
                texts: [
                    "@relation r\n@attribute a numeric\n@data\n1\n", "a,b\n1,2\n", "[\n {\"x\": [1]}]", "{\"x\": [1]}\n",
                    "1\ta\tb\tc\td\te\tf\tg\th\ti\n",
                    "EU B-ORG\nis O\n", "plain words\n", "@problemname a\n@data\n1:2\n",
                ], words: ["@relation", "@frequency", "@data", "[{", "-DOCSTART-", "%PDF-", "PK\u{3}\u{4}", "RIFF", "ustar"]
            ) { input in
                let ending = ["", ".csv", ".txt", ".json", ".conll", ".gz", ".ts"][input.count % 7]
                let data = Data(input)
                _ = ForeignFormat(of: data)
                do throws(DataError) {
                    _ = try DataFile.detect(SourceFile(name: "input" + ending, data: data))
                } catch {
                    try check(error)
                }
                return 0
            },
        ]
    }()

    /// Reads a file; problems must be explained in a sentence.
    ///
    /// - Returns: the number of bytes that the datasets hold.
    static func held(_ input: [UInt8], _ read: (SourceFile) throws(DataError) -> [SequenceDataset]) throws -> Int {
        do throws(DataError) {
            return try read(SourceFile(name: "input", data: Data(input))).reduce(0) { $0 + $1.heldBytes }
        } catch {
            try check(error)
            return 0
        }
    }

    /// A sentence is short, and contains nothing that a terminal obeys.
    static func check(_ error: DataError) throws {
        try check(sentence: error.sentence, of: "\(error.problem)")
        if let line = error.location.line { try FuzzFailure.require(line > 0, "line \(line) of \(error)") }
        if let column = error.location.column { try FuzzFailure.require(column > 0, "column \(column) of \(error)") }
    }

    static func check(sentence: String, of problem: String) throws {
        try FuzzFailure.require(
            !sentence.isEmpty && sentence.utf8.count < 2_500, "\(sentence.utf8.count) bytes of sentence: \(problem.prefix(200))")
        let isSeen = sentence.unicodeScalars.allSatisfy {
            $0 == "\n" || $0 == "\t" || $0.value >= 0x20 && !(0x7F..<0xA0).contains($0.value)
        }
        try FuzzFailure.require(isSeen, "control characters in: \(sentence.debugDescription.prefix(400))")
    }
}

extension SequenceDataset {
    /// The approximate size of its arrays in bytes.
    fileprivate var heldBytes: Int {
        var bytes = 8 * storage.offsets.count + 8 * selection.count
        switch storage.inputs {
        case .features(let values, _): bytes += 4 * values.count
        case .symbols(let ids, let vocabulary): bytes += 4 * ids.count + vocabulary.reduce(0) { $0 + 16 + $1.utf8.count }
        }
        return bytes + 4 * storage.details.stepWeights.count + storage.targets.heldBytes
    }
}

extension SequenceDataset.Targets {
    fileprivate var heldBytes: Int {
        func bytes(_ names: [String]) -> Int { names.reduce(0) { $0 + 16 + $1.utf8.count } }
        return switch self {
        case .sequenceClasses(let labels, let names), .stepClasses(let labels, let names): 4 * labels.count + bytes(names)
        case .sequenceValues(let values, _), .stepValues(let values, _): 4 * values.count
        case .sequenceLabels(let values, let names): 4 * values.count + bytes(names)
        case .labelSequences(let labels, let names): 4 * labels.labels.count + 8 * labels.offsets.count + bytes(names)
        case .nextSymbol: 0
        case .several(let targets): targets.reduce(0) { $0 + bytes([$1.name]) + $1.values.heldBytes }
        }
    }
}
