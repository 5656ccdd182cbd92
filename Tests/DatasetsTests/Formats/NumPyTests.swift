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
        #expect(of(npy("<f4", [1, 1], floats([1]), fortran: true)) == .isFortranOrder)
        #expect(of(npy("<f4", [1 << 40, 1 << 40], [])) == .implausible(shape: [1 << 40, 1 << 40]))
        #expect(of(Data("hello".utf8)) == .notNumPy)
        #expect(
            dataError { _ = try NumPyFiles.read(archive: source(zip([("a.npy", Data())]))) } == inFile(.numPy(.noArrays(found: ["a.npy"]))))
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

    /// The file is refused before names are made for all numbers up to the greatest, 10 GB of them.
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

    /// Sizes near the ends of 32- and 64-bit numbers, whose products do not fit.
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

    @Test func neverTraps() { expectNoTrap(on: npy("<f4", [1, 2], floats([1, 2]))) { _ = try NumPy.read($0) } }

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
