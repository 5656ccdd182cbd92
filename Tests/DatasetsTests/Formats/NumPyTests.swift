import Foundation
import Testing

@testable import Datasets

struct NumPyTests {
    /// A .npy file of version 1.
    private func npy(_ descriptor: String, _ shape: [Int], _ bytes: [UInt8], fortran: Bool = false) -> Data {
        let sizes = shape.map { "\($0), " }.joined()
        var header = "{'descr': '\(descriptor)', 'fortran_order': \(fortran ? "True" : "False"), 'shape': (\(sizes)), }"
        while (10 + header.utf8.count + 1) % 64 != 0 { header += " " }
        header += "\n"
        return Data([0x93] + Array("NUMPY".utf8) + [1, 0, UInt8(header.utf8.count & 0xFF), UInt8(header.utf8.count >> 8)])
            + Data(header.utf8) + bytes
    }

    private func floats(_ values: [Float]) -> [UInt8] {
        values.flatMap { value in (0..<4).map { UInt8(truncatingIfNeeded: value.bitPattern >> ($0 * 8)) } }
    }

    private func int64s(_ values: [Int64]) -> [UInt8] {
        values.flatMap { value in (0..<8).map { UInt8(truncatingIfNeeded: value >> ($0 * 8)) } }
    }

    /// A zip file of stored entries.
    private func zip(_ entries: [(name: String, data: Data)]) -> Data {
        func little(_ value: Int, _ bytes: Int) -> [UInt8] { (0..<bytes).map { UInt8(truncatingIfNeeded: value >> ($0 * 8)) } }
        var archive = Data()
        var directory = Data()
        for (name, data) in entries {
            let sizes = little(Int(Gzip.checksum(data)), 4) + little(data.count, 4) + little(data.count, 4) + little(name.utf8.count, 2)
            directory += [0x50, 0x4B, 1, 2] + little(20, 2) + little(20, 2) + little(0, 8) + sizes + little(0, 2) + little(0, 2)
            directory += little(0, 8) + little(archive.count, 4) + Array(name.utf8)
            archive += [0x50, 0x4B, 3, 4] + little(20, 2) + little(0, 8) + sizes + little(4, 2) + Array(name.utf8) + [0, 0, 0, 0] + data
        }
        let end = [0x50, 0x4B, 5, 6] + little(0, 4) + little(entries.count, 2) + little(entries.count, 2)
        return archive + directory + end + little(directory.count, 4) + little(archive.count, 4) + [0, 0]
    }

    private func source(_ data: Data) -> SourceFile { SourceFile(name: "file", data: data) }

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
        func of(_ data: Data) -> String { sentence { _ = try NumPy.read(source(data)) } ?? "no error" }
        #expect(of(npy("<f4", [3], floats([1]))).contains("The header promises (3) 32-bit floating point, 12 bytes; 4 are there."))
        #expect(of(npy("<c8", [1], [])).contains("The numbers are of type '<c8'"))
        #expect(of(npy("<f4", [1, 1], floats([1]), fortran: true)).contains("Fortran's order"))
        #expect(of(npy("<f4", [1 << 40, 1 << 40], [])).contains("implausible"))
        #expect(of(Data("hello".utf8)).contains("no NumPy array"))
        #expect(
            sentence { _ = try NumPyFiles.read(archive: source(zip([("a.npy", Data())]))) }
                == "file: The archive holds a.npy; expected arrays x, y and lengths, or x_train, y_train, x_test and y_test.")
        let x = npy("<f4", [1, 2], floats([1, 2]))
        #expect(
            sentence { _ = try NumPyFiles.read(archive: source(zip([("x.npy", x), ("y.npy", npy("<i8", [2], int64s([0, 1])))]))) }?
                .contains("y is for 2 sequences (2); x has 1") == true)
        #expect(
            sentence { _ = try NumPyFiles.read(archive: source(zip([("x.npy", x), ("y.npy", npy("<i8", [1], int64s([-3])))]))) }?.contains(
                "Number 1 of y is -3.0") == true)
        #expect(
            sentence { _ = try NumPyFiles.read(archive: source(zip([("x.npy", x), ("lengths.npy", npy("<i8", [1], int64s([3])))]))) }?
                .contains("Length 1 is 3.0; expected a whole number from 1 to 2") == true)
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
