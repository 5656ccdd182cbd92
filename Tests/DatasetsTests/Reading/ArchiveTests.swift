import Foundation
import Testing

@testable import Datasets

/// Compressed files and archives, including malicious ones.
struct ArchiveTests {
    /// Ten thousand zero bytes, by gzip.
    private static let zeros = Data(base64Encoded: "H4sIAAAAAAACA+3BAQ0AAADCoPdPbQ43oAAAAAAAAAAAAODfAC7KO00QJwAA") ?? Data()
    /// The same without gzip's header and trailer.
    private static let deflatedZeros = zeros.dropFirst(10).dropLast(8)
    private static let small = UnpackLimit(floor: 1_000, ratio: 10, ceiling: 1_000_000)

    private func unpack(_ packed: Data, limit: UnpackLimit = UnpackLimit()) throws -> Data {
        try Gzip.unpack(packed, file: "file", limit: limit)
    }

    @Test func severalMembersAndZerosBehindThem() throws {
        #expect(try unpack(Self.zeros) == Data(count: 10_000))
        #expect(try unpack(Self.zeros + Self.zeros).count == 20_000)
        #expect(try unpack(Self.zeros + Data(count: 512)).count == 10_000)
        #expect(try unpack(Self.zeros + Self.zeros + Data(count: 1)).count == 20_000)
        #expect(dataError { _ = try unpack(Self.zeros + [0, 0, 1]) } == inFile(.archive(.followed(by: 3))))
        #expect(dataError { _ = try unpack(Self.zeros + Self.zeros.prefix(20)) } == inFile(.archive(.cutOff(after: Self.zeros.count + 20))))
    }

    @Test func whatUnpacksWithoutBoundsIsRefused() {
        #expect(dataError { _ = try unpack(Self.zeros, limit: Self.small) } == inFile(.archive(.unpacksBeyond(limit: 1_000))))
        let many = (0..<100).reduce(into: Data()) { data, _ in data += Self.zeros }
        #expect(dataError { _ = try unpack(many, limit: Self.small) } == inFile(.archive(.unpacksBeyond(limit: many.count * 10))))
    }

    /// A small file may expand to 256 MiB, a larger one to two hundred times its size, and none to more than an eighth
    /// of the memory.
    @Test func theLimitGrowsWithTheFile() {
        let limit = UnpackLimit(ceiling: 1 << 40)
        #expect(limit.bytes(packed: 0) == 1 << 28)
        #expect(limit.bytes(packed: 1 << 21) == 400 << 20)
        #expect(limit.bytes(packed: 1 << 35) == 1 << 40)
        for packed in [Int.max, .max / 200, .max / 200 + 1] { #expect(limit.bytes(packed: packed) == 1 << 40) }
        #expect(UnpackLimit().bytes(packed: .max) == MachineMemory.bytes / 8)
        #expect(MachineMemory.bytes > 1 << 26)
    }

    /// The size of a zip entry is known, so nothing is unpacked: these entries contain nothing that could be.
    @Test func archivesThatPromiseTooMuchAreRefusedFirst() throws {
        for size in [1_001, 1 << 31, 1 << 32, Int.max] {
            let entry = ZipFixture(name: "x.npy", packed: Data([1, 2, 3]), method: 8, size: size, checksum: 0)
            let archive = try ZipArchive(source(zip([entry], isLong: true)), limit: Self.small)
            #expect(dataError { _ = try archive.contents("x.npy") }?.problem == .archive(.unpacksBeyond(limit: 1_000)))
        }
        let honest = ZipFixture(
            name: "x.npy", packed: Self.deflatedZeros, method: 8, size: 10_000, checksum: Gzip.checksum(Data(count: 10_000)))
        #expect(try ZipArchive(source(zip([honest]))).contents("x.npy") == Data(count: 10_000))
        var liar = honest
        liar.size = 900
        let archive = try ZipArchive(source(zip([liar])), limit: Self.small)
        #expect(dataError { _ = try archive.contents("x.npy") }?.problem == .archive(.unpacksBeyond(limit: 900)))
    }

    @Test(arguments: [(false, true), (true, false), (true, true)])
    func longAndStreamedArchives(_ isLong: Bool, _ isStreamed: Bool) throws {
        let x = npy("<f4", [2, 2, 1], floats([1, 2, 3, 4]))
        let y = npy("<i8", [2], int64s([2, 0]))
        let entries = [("x.npy", x), ("y.npy", y)].map {
            ZipFixture(name: $0.0, packed: $0.1, size: $0.1.count, checksum: Gzip.checksum($0.1))
        }
        let data = zip(entries, isLong: isLong, isStreamed: isStreamed)
        let train = try #require(try NumPyFiles.read(archive: source(data)).train)
        #expect(try train.featureValues == [1, 2, 3, 4] && train.labels == [2, 0])
        #expect(try NumPyFiles.read(archive: source(data.dropLast(2) + [3, 0] + Array("end".utf8))).train?.count == 2)
        expectNoTrap(on: data) { _ = try NumPyFiles.read(archive: $0) }
    }

    /// Sizes and positions near the ends of 32- and 64-bit integers.
    @Test(arguments: [0x8000_0000, 0x1_0000_0000, 0x7FFF_FFFF_FFFF_FFFF, 0x8000_0000_0000_0000, UInt64.max - 1, UInt64.max])
    func hugeNumbersInTheDirectory(_ number: UInt64) throws {
        let x = npy("<f4", [1, 2], floats([1, 2]))
        var entry = ZipFixture(name: "x.npy", packed: x, size: x.count, checksum: Gzip.checksum(x))
        entry.position = number
        for isLong in [false, true] where isLong || number < UInt64(UInt32.max) {
            #expect(dataError { _ = try NumPyFiles.read(archive: source(zip([entry], isLong: isLong))) } != nil)
        }
        // Every 64-bit number of the record and its locator, in turn.
        entry.position = nil
        let data = zip([entry], isLong: true)
        let record = data.count - 22 - 20 - 56
        for offset in [4, 24, 32, 40, 48, 56 + 8] {
            var broken = data
            broken.replaceSubrange((record + offset)..<(record + offset + 8), with: little(number, 8))
            _ = try? NumPyFiles.read(archive: source(broken))
        }
    }
}
