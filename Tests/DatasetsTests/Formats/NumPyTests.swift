import Foundation
import Testing

@testable import Datasets

struct NumPyTests {
    @Test func readsArrays() throws {
        let array = try NumPy.read(source(npy("<f4", [2, 2], floats([1, 2, -3, 0.5]))))
        #expect(array.shape == [2, 2] && array.values == [1, 2, -3, 0.5])
        #expect(try NumPy.read(source(npy("<i8", [2], int64s([-1, 7])))).values == [-1, 7])
        #expect(try NumPy.read(source(npy("|u1", [3], [0, 1, 255]))).values == [0, 1, 255])
        #expect(try NumPy.read(source(npy(">f4", [1], [0x3F, 0x80, 0, 0]))).values == [1])
    }

    @Test func readsArchives() throws {
        let archive = zip([
            ("x.npy", npy("<f4", [2, 3, 1], floats([1, 2, 3, 4, 5, 6]))), ("y.npy", npy("<i8", [2], int64s([2, 0]))),
            ("lengths.npy", npy("<i8", [2], int64s([3, 1]))),
        ])
        let train = try #require(try NumPyFiles.read(archive: source(archive)).train)
        #expect(train.count == 2 && train.length(0) == 3 && train.length(1) == 1)
        #expect(try train.featureValues == [1, 2, 3, 4] && train.labels == [2, 0])
        #expect(train.classNames == ["0", "1", "2"])
        expectNoTrap(on: archive) { _ = try NumPyFiles.read(archive: $0) }
    }

    /// Made by numpy.savez_compressed(x_train=..., y_train=..., x_test=..., y_test=...) with NumPy 2; 8-bit images.
    @Test func readsDeflatedArchivesWithTwoSets() throws {
        let data = try #require(Data(base64Encoded: NumPyTests.compressed))
        let pair = try NumPyFiles.read(archive: source(data))
        #expect(pair.train?.count == 2 && pair.test?.count == 1)
        #expect(pair.train?.presentation == .imageRows && pair.test?.features == 2)
        #expect(try pair.train?.featureValues == [0, 0.2, 0.4, 0.6, 0.8, 1, 0, 0])
        #expect(try pair.train?.labels == [1, 0] && pair.test?.labels == [2])
        #expect(pair.train?.classNames == ["0", "1", "2"])
        expectNoTrap(on: data) { _ = try NumPyFiles.read(archive: $0) }
    }

    @Test func integersAreSymbolsAndNoLabelsMeanTheNext() throws {
        try withFiles(["x.npy": npy("<i8", [1, 4], int64s([0, 2, 1, 2])), "v.npy": npy("<f4", [1, 3], floats([1, 2, 3]))]) { path in
            let symbols = try NumPyFiles.load(x: path("x.npy"))
            #expect(try symbols.symbolIDs == [0, 2, 1, 2] && symbols.features == 3)
            let series = try NumPyFiles.load(x: path("v.npy"))
            guard case .stepValues(let values, 1) = series.storage.targets else { return #expect(Bool(false)) }
            #expect(values == [2, 3])
        }
    }

    @Test func saysWhatIsWrong() throws {
        func of(_ data: Data) -> DataError.NumPyProblem? {
            guard case .numPy(let problem)? = dataError({ _ = try NumPy.read(source(data)) })?.problem else { return nil }
            return problem
        }
        #expect(of(npy("<f4", [3], floats([1]))) == .size(shape: [3], type: .float32, bytes: 12, found: 4))
        #expect(of(npy("<c8", [1], [])) == .type("<c8"))
        #expect(of(npy("<M8[ns]", [1], [])) == .type("<M8[ns]"))
        #expect(of(npy("|O", [1], [])) == .isPickled)
        #expect(
            of(header("{'descr': [('a', '<f4'), ('b', '<i8')], 'fortran_order': False, 'shape': (1,), }"))
                == .isStructured(fields: ["a", "b"]))
        #expect(of(npy("<f4", [1 << 40, 1 << 40], [])) == .implausible(shape: [1 << 40, 1 << 40]))
        #expect(of(Data("hello".utf8)) == .notNumPy)
        #expect(
            dataError { _ = try NumPyFiles.read(archive: source(zip([("a.npy", Data())]))) }
                == inFile(.numPy(.noArrays(found: ["a.npy"], file: "file"))))
        let x = npy("<f4", [1, 2], floats([1, 2]))
        #expect(
            dataError { _ = try NumPyFiles.read(archive: source(zip([("x.npy", x), ("y.npy", npy("<i8", [2], int64s([0, 1])))]))) }?
                .problem == .arrays(.sequences(shape: [2], expected: 1)))
        #expect(
            dataError { _ = try NumPyFiles.read(archive: source(zip([("x.npy", x), ("y.npy", npy("<i8", [1], int64s([-3])))]))) }?
                .problem == .arrays(.notAClass(.y, 1, value: -3)))
        #expect(
            dataError { _ = try NumPyFiles.read(archive: source(zip([("x.npy", x), ("lengths.npy", npy("<i8", [1], int64s([3])))]))) }?
                .problem == .arrays(.length(1, value: 3, longest: 2)))
    }

    /// The file is refused before names are made for all integers up to the greatest, which would take 10 GB.
    @Test(arguments: [999_999_999, 1_000_000, Int64.max])
    func symbolsWithoutEndAreRefusedBeforeTheyAreNamed(_ greatest: Int64) throws {
        try withFiles(["x.npy": npy("<i8", [1, 2], int64s([1, greatest]))]) { path in
            guard
                case .arrays(.tooManyClasses(.x, greatest: let found, limit: 999_999))? = dataError({
                    _ = try NumPyFiles.load(x: path("x.npy"))
                })?.problem
            else { return #expect(Bool(false)) }
            #expect(found >= min(Int(greatest), 999_999_999))
        }
    }

    /// Sizes near the ends of 32- and 64-bit integers, whose products overflow.
    @Test(arguments: [
        [Int.max], [Int.max, Int.max], [1 << 31, 1 << 31, 2], [1 << 31, 1 << 32], [(1 << 31) - 1], [0, Int.max, Int.max], [Int.max, 0],
        [1 << 62, 2],
    ])
    func hugeShapesAreRefused(_ shape: [Int]) {
        for type in ["<f4", "<f8", "|u1", "<i8"] {
            #expect(
                dataError { _ = try NumPyFiles.read(archive: source(zip([("x.npy", npy(type, shape, floats([1])))]))) } != nil, "\(shape)")
        }
        let text = String(decoding: npy("<f4", [1], floats([1])), as: UTF8.self).replacing("(1, )", with: "(9223372036854775808, )")
        #expect(dataError { _ = try NumPy.read(source(Data(text.utf8))) } != nil)
    }

    /// A file with this header and no elements.
    private func header(_ text: String, _ elements: [UInt8] = []) -> Data {
        Data([0x93] + Array("NUMPY".utf8) + [1, 0] + little(UInt64(text.utf8.count), 2) + Array(text.utf8) + elements)
    }

    @Test func theHeaderIsALiteralOfPython() throws {
        for text in [
            "{\"descr\": \"<f4\", \"fortran_order\": False, \"shape\": (2,)}",
            "{'descr': u'<f4', 'fortran_order': False, 'shape': (2L, ), }  \n",
            "{'shape':(2,),'fortran_order':False,'descr':'<f4'}",
        ] {
            #expect(try NumPy.read(source(header(text, floats([1, 2])))).values == [1, 2], "\(text)")
        }
    }

    @Test func readsFortransOrder() throws {
        let array = try NumPy.read(source(npy("<f4", [2, 3], floats([1, 4, 2, 5, 3, 6]), fortran: true)))
        #expect(array.shape == [2, 3] && array.values == [1, 2, 3, 4, 5, 6])
        let three = try NumberArray.transposed([0, 4, 2, 6, 1, 5, 3, 7], shape: [2, 2, 2])
        #expect(three == [0, 1, 2, 3, 4, 5, 6, 7])
    }

    @Test func readsEveryTypeOfNumbers() throws {
        func values(_ type: String, _ bytes: [UInt8]) throws -> [Float] { try NumPy.read(source(npy(type, [1], bytes))).values }
        #expect(try values("<f2", [0x00, 0x3C]) == [1] && values(">f2", [0xC0, 0x00]) == [-2])
        #expect(try values("<u2", [0xFF, 0xFF]) == [65535] && values(">u4", [0, 0, 1, 0]) == [256])
        #expect(try values("<u8", little(1 << 40, 8)) == [0x1p40] && values("|b1", [2]) == [1] && values("|i1", [0xFF]) == [-1])
    }

    @Test func textsAreClassesAndWords() throws {
        func texts(_ words: [String], _ characters: Int) -> [UInt8] {
            words.flatMap { word in
                word.unicodeScalars.flatMap { little(UInt64($0.value), 4) }
                    + [UInt8](repeating: 0, count: 4 * (characters - word.unicodeScalars.count))
            }
        }
        let files = [
            "x.npy": npy("<f4", [2, 2], floats([1, 2, 3, 4])), "y.npy": npy("<U4", [2], texts(["walk", "run"], 4)),
            "b.npy": npy("|S3", [2], Array("ab\u{0}run".utf8)), "w.npy": npy("<U2", [2, 2], texts(["ab", "c", "c", ""], 2)),
        ]
        try withFiles(files) { path in
            let named = try NumPyFiles.load(x: path("x.npy"), y: path("y.npy"))
            #expect(try named.classNames == ["run", "walk"] && named.labels == [1, 0])
            #expect(try NumPyFiles.load(x: path("x.npy"), y: path("b.npy")).classNames == ["ab", "run"])
            let words = try NumPyFiles.load(x: path("w.npy"))
            #expect(try words.vocabulary == ["ab", "c"] && words.symbolIDs == [0, 1, 1] && words.length(1) == 1)
        }
    }

    @Test func stepsFilledWithNaNAreNone() throws {
        let nan = Float.nan
        try withFiles([
            "x.npy": npy("<f4", [2, 3], floats([1, nan, 3, 4, nan, nan])), "n.npy": npy("<f4", [1, 2], floats([nan, nan])),
        ]) { path in
            var options = NumPyFiles.Options()
            #expect(
                dataError { _ = try NumPyFiles.load(x: path("x.npy")) }?.problem
                    == .arrays(.missing(.x, .init(sequence: 1, step: 2, feature: 1))))
            options.missing = .carry
            // The second sequence has only one step, so it has no next step.
            let series = try NumPyFiles.load(x: path("x.npy"), options: options)
            #expect(try series.count == 1 && series.featureValues == [1, 1])
            #expect(
                dataError { _ = try NumPyFiles.load(x: path("n.npy")) }?.problem == .arrays(.allMissing(sequence: 1, feature: nil)))
        }
    }

    @Test func rowsWithASingleOneAreClasses() throws {
        let files = [
            "x.npy": npy("<f4", [2, 4], floats([1, 2, 3, 4, 5, 6, 7, 8])), "h.npy": npy("<f4", [2, 3], floats([0, 0, 1, 1, 0, 0])),
            "m.npy": npy("<f4", [2, 3], floats([0, 1, 1, 1, 0, 0])), "s.npy": npy("<i8", [2, 4], int64s([0, 0, 0, 1, 1, 0, 0, 0])),
            "one.npy": npy("<i8", [2], int64s([1, 2])),
        ]
        try withFiles(files) { path in
            func read(_ y: String, _ target: TargetKind? = nil) throws -> SequenceDataset {
                var options = NumPyFiles.Options()
                options.target = target
                return try NumPyFiles.load(x: path("x.npy"), y: path(y), options: options)
            }
            #expect(try read("h.npy").labels == [2, 0] && read("h.npy").classNames == ["0", "1", "2"])
            guard case .sequenceValues(_, 3) = try read("h.npy", .values).storage.targets else { return #expect(Bool(false)) }
            guard case .sequenceValues(_, 3) = try read("m.npy").storage.targets else { return #expect(Bool(false)) }
            #expect(dataError { _ = try read("m.npy", .classes) }?.problem == .arrays(.notOneHot(sequence: 1)))
            #expect(dataError { _ = try read("s.npy") }?.problem == .arrays(.oneHotOrSteps(steps: 4)))
            #expect(try read("s.npy", .classes).labels == [3, 0])
            #expect(try read("s.npy", .labels).labels == [0, 0, 0, 1, 1, 0, 0, 0])
            // There is no class 0 that never occurs.
            #expect(try read("one.npy").classNames == ["1", "2"] && read("one.npy").labels == [0, 1])
            guard case .sequenceValues(let values, 1) = try read("one.npy", .values).storage.targets else { return #expect(Bool(false)) }
            #expect(values == [1, 2])
        }
    }

    @Test func arraysOfOtherNamesCanBeNamed() throws {
        let archive = source(zip([("data.npy", npy("<f4", [1, 2], floats([1, 2]))), ("labels.npy", npy("<i8", [1], int64s([1])))]))
        var options = NumPyFiles.Options()
        (options.x, options.y) = ("data", "labels")
        #expect(try NumPyFiles.read(archive: archive, options: options).train?.classNames == ["1"])
        options.y = "label"
        #expect(
            dataError { _ = try NumPyFiles.read(archive: archive, options: options) }?.problem
                == .numPy(.noArray("label", found: ["data", "labels"])))
        let capitals = source(zip([("X_train.npy", npy("<f4", [1, 2], floats([1, 2]))), ("Y_train.npy", npy("<i8", [1], int64s([1])))]))
        #expect(try NumPyFiles.read(archive: capitals).train?.classNames == ["1"])
    }

    @Test func neverTraps() { expectNoTrap(on: npy("<f4", [1, 2], floats([1, 2]))) { _ = try NumPy.readAny($0) } }

    private static let compressed = """
        UEsDBC0AAAAIAAAAIQAtpEZB//////////8LABQAeF90cmFpbi5ucHkBABAAiAAAAAAAAABPAAAAAAAAAJvsF+obEMnIUMZQrZ6SWpxcpG6loF5Taqiuo6Ce\
        ll9UUpSYF59flJIKEndLzClOBYoXZyQWpAL5GkY6CiCkqaNQq0Ae4GIwTpt55j8DAwBQSwMELQAAAAgAAAAhAHH7Oav//////////wsAFAB5X3RyYWluLm5w\
        eQEAEACQAAAAAAAAAEgAAAAAAAAAm+wX6hsQychQxlCtnpJanFykbqWgbpNpoa6joJ6WX1RSlJgXn1+UkgoSd0vMKU4FihdnJBakAvkaRjqaOgq1ChQALkYG\
        VAAAUEsDBC0AAAAIAAAAIQBHg4vA//////////8KABQAeF90ZXN0Lm5weQEAEACEAAAAAAAAAEoAAAAAAAAAm+wX6hsQychQxlCtnpJanFykbqWgXlNqqK6j\
        oJ6WX1RSlJgXn1+UkgoSd0vMKU4FihdnJBakAvkahjoKRkCkqaNQq0Ae4GIAAgBQSwMELQAAAAgAAAAhAN2dm9D//////////woAFAB5X3Rlc3QubnB5AQAQ\
        AIgAAAAAAAAASAAAAAAAAACb7BfqGxDJyFDGUK2eklqcXKRupaBuk2mhrqOgnpZfVFKUmBefX5SSChJ3S8wpTgWKF2ckFqQC+RqGOpo6CrUKFAAuJgYIAABQ\
        SwECLQMtAAAACAAAACEALaRGQU8AAACIAAAACwAAAAAAAAAAAAAAgAEAAAAAeF90cmFpbi5ucHlQSwECLQMtAAAACAAAACEAcfs5q0gAAACQAAAACwAAAAAA\
        AAAAAAAAgAGMAAAAeV90cmFpbi5ucHlQSwECLQMtAAAACAAAACEAR4OLwEoAAACEAAAACgAAAAAAAAAAAAAAgAERAQAAeF90ZXN0Lm5weVBLAQItAy0AAAAI\
        AAAAIQDdnZvQSAAAAIgAAAAKAAAAAAAAAAAAAACAAZcBAAB5X3Rlc3QubnB5UEsFBgAAAAAEAAQA4gAAABsCAAAAAA==
        """
}
