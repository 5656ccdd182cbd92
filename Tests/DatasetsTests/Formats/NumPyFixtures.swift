import Foundation

@testable import Datasets

/// A .npy file of version 1.
func npy(_ descriptor: String, _ shape: [Int], _ bytes: [UInt8], fortran: Bool = false) -> Data {
    let sizes = shape.map { "\($0), " }.joined()
    var header = "{'descr': '\(descriptor)', 'fortran_order': \(fortran ? "True" : "False"), 'shape': (\(sizes)), }"
    while (10 + header.utf8.count + 1) % 64 != 0 { header += " " }
    header += "\n"
    return Data([0x93] + Array("NUMPY".utf8) + [1, 0, UInt8(header.utf8.count & 0xFF), UInt8(header.utf8.count >> 8)])
        + Data(header.utf8) + bytes
}

func floats(_ values: [Float]) -> [UInt8] {
    values.flatMap { value in (0..<4).map { UInt8(truncatingIfNeeded: value.bitPattern >> ($0 * 8)) } }
}

func int64s(_ values: [Int64]) -> [UInt8] {
    values.flatMap { value in (0..<8).map { UInt8(truncatingIfNeeded: value >> ($0 * 8)) } }
}

/// A file with these bytes, by its name in errors.
func source(_ data: Data) -> SourceFile { SourceFile(name: "file", data: data) }

/// The low bytes of a number, the least significant first.
func little(_ value: UInt64, _ bytes: Int) -> [UInt8] { (0..<bytes).map { UInt8(truncatingIfNeeded: value >> UInt64($0 * 8)) } }

/// A zip file of stored entries.
func zip(_ entries: [(name: String, data: Data)]) -> Data {
    zip(entries.map { ZipFixture(name: $0.name, packed: $0.data, size: $0.data.count, checksum: Gzip.checksum($0.data)) })
}

/// An entry to be written as given, valid or not.
struct ZipFixture {
    var name: String
    var packed: Data
    var method: UInt64 = 0
    var size: Int
    var checksum: UInt32
    /// The position of the entry according to the directory; nil for the true one.
    var position: UInt64?
}

/// A zip file, by the specification of PKWARE.
///
/// - Parameters:
///   - isLong: whether all numbers that can be are written with 64 bits (zip64).
///   - isStreamed: whether sizes and checksum follow the entries, as when a program writes to a pipe.
func zip(_ entries: [ZipFixture], isLong: Bool = false, isStreamed: Bool = false) -> Data {
    var archive = Data()
    var directory = Data()
    for entry in entries {
        let (checksum, packed, size) = (UInt64(entry.checksum), UInt64(entry.packed.count), UInt64(entry.size))
        let position = entry.position ?? UInt64(archive.count)
        let flags = little(isStreamed ? 8 : 0, 2)
        directory +=
            [0x50, 0x4B, 1, 2] + little(45, 2) + little(45, 2) + flags + little(entry.method, 2) + little(0, 4) + little(checksum, 4)
        directory += isLong ? [UInt8](repeating: 0xFF, count: 8) : little(packed, 4) + little(size, 4)
        // Before the field with the sizes comes another, which readers must skip.
        let extra = isLong ? little(0x5455, 2) + little(1, 2) + [7] + little(1, 2) + little(24, 2) : []
        let sizes = isLong ? little(size, 8) + little(packed, 8) + little(position, 8) : []
        directory += little(UInt64(entry.name.utf8.count), 2) + little(UInt64(extra.count + sizes.count), 2) + little(0, 10)
        directory += (isLong ? little(.max, 4) : little(position, 4)) + Array(entry.name.utf8) + extra + sizes

        archive += [0x50, 0x4B, 3, 4] + little(45, 2) + flags + little(entry.method, 2) + little(0, 4)
        archive += isStreamed ? little(0, 12) : little(checksum, 4) + little(packed, 4) + little(size, 4)
        archive += little(UInt64(entry.name.utf8.count), 2) + little(0, 2) + Array(entry.name.utf8) + entry.packed
        if isStreamed {
            archive += [0x50, 0x4B, 7, 8] + little(checksum, 4) + little(packed, isLong ? 8 : 4) + little(size, isLong ? 8 : 4)
        }
    }
    let (start, length, count) = (UInt64(archive.count), UInt64(directory.count), UInt64(entries.count))
    archive += directory
    if isLong {
        let record = UInt64(archive.count)
        archive += [0x50, 0x4B, 6, 6] + little(44, 8) + little(45, 2) + little(45, 2) + little(0, 8)
        archive += little(count, 8) + little(count, 8) + little(length, 8) + little(start, 8)
        archive += [0x50, 0x4B, 6, 7] + little(0, 4) + little(record, 8) + little(1, 4)
    }
    let numbers =
        isLong
        ? [UInt8](repeating: 0xFF, count: 12) : little(count, 2) + little(count, 2) + little(length, 4) + little(start, 4)
    return archive + [0x50, 0x4B, 5, 6] + little(0, 4) + numbers + [0, 0]
}
