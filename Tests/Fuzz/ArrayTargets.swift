import Foundation

@testable import Datasets

/// Readers of arrays, and of the archives that contain them.
extension FuzzTarget {
    static let arrays = [
        FuzzTarget(
            name: "npy", make: { $0.array() },
            read: { input in
                try held(input) { file throws(DataError) in
                    var sequences = ArraySequences(name: "a", x: try ArraySequences.Part(file))
                    sequences.missing = .carry
                    return [try sequences.dataset(classes: [sequences.classes], symbols: sequences.symbols)]
                }
            }),
        FuzzTarget(
            name: "npz", make: { $0.archive() },
            read: { input in
                try held(input) { file throws(DataError) in
                    var options = NumPyFiles.Options()
                    options.missing = .carry
                    options.target = [nil, .classes, .values, .labels][input.count % 4]
                    switch input.count % 5 {
                    case 1: options.transcript = "y"
                    case 2: options.targets = ["y", "lengths"]
                    case 3: options.stepWeights = "x"
                    default: break
                    }
                    let pair = try NumPyFiles.read(archive: file, options: options)
                    return [pair.train, pair.test].compactMap { $0 }
                }
            }),
        FuzzTarget(
            name: "idx", make: { $0.images() },
            read: { input in
                try held(input) { file throws(DataError) in
                    _ = try? IDX.labels(file, classes: 256)
                    return [try IDXFiles.read(file).data]
                }
            }),
    ]

    static let archives: [FuzzTarget] = {
        let limit = UnpackLimit(floor: 1 << 16, ratio: 200, ceiling: 1 << 22)
        /// The result of `read`, whose errors must be explained in sentences.
        @Sendable func checked(_ read: () throws(DataError) -> Int) throws -> Int {
            do throws(DataError) {
                return try read()
            } catch {
                try check(error)
                return 0
            }
        }
        return [
            FuzzTarget(
                name: "gzip", make: { $0.gzip() },
                read: { input in
                    let count = try checked { () throws(DataError) in
                        try Gzip.unpack(Data(input), file: "input", limit: limit).count
                    }
                    try FuzzFailure.require(count <= limit.bytes(packed: input.count), "\(count) of \(input.count) bytes")
                    return 0
                }),
            FuzzTarget(
                name: "zip", make: { $0.archive(isDamaged: true) },
                read: { input in
                    var names: [String] = []
                    var archive: ZipArchive?
                    _ = try checked { () throws(DataError) in
                        archive = try ZipArchive(SourceFile(name: "input", data: Data(input)), limit: limit)
                        names = archive?.entries.map(\.name) ?? []
                        return 0
                    }
                    for name in names.prefix(20) {
                        let count = try checked { () throws(DataError) in try archive?.contents(name)?.count ?? 0 }
                        try FuzzFailure.require(count <= limit.bytes(packed: input.count), "\(count) of \(input.count) bytes")
                    }
                    return 0
                }),
        ]
    }()
}

extension Mutator {
    private static let types = [
        "<f4": 4, ">f8": 8, "<f8": 8, "<f2": 2, "|u1": 1, "|b1": 1, "<i8": 8, ">i4": 4, "<i4": 4, "<u2": 2, "<u8": 8, "<U3": 12, "|S4": 4,
        ">U2": 8,
    ].sorted { $0.key < $1.key }

    private static func little(_ value: Int, _ count: Int) -> [UInt8] {
        (0..<count).map { UInt8(truncatingIfNeeded: value >> ($0 * 8)) }
    }

    /// An array of NumPy whose header mostly fits its elements.
    mutating func array(axes: Int? = nil, first: Int? = nil) -> [UInt8] {
        let (type, size) = one(of: Self.types)
        var shape = (0..<(axes ?? below(5))).map { _ in self.size() }
        if let first, !shape.isEmpty { shape[0] = first }
        var header =
            "{'descr': '\(type)', 'fortran_order': \(chance(1, of: 4) ? "True" : "False"), 'shape': ("
            + shape.map { "\($0)," }.joined() + "), }"
        if chance(1, of: 5) {
            var bytes = Array(header.utf8)
            change(&bytes, [], ["'descr'", "[('a', '<f4')]", "True", "'|O'", "'<M8[ns]'", "'<U1000000'", "12L"])
            header = String(decoding: bytes, as: UTF8.self)
        }
        header += "\n"
        var count = 1
        for extent in shape {
            let (product, overflow) = count.multipliedReportingOverflow(by: extent)
            count = overflow || product < 0 ? 0 : product
        }
        var elements =
            chance(1, of: 3) ? bytes(min(count, 600) * size) : (0..<(min(count, 600) * size)).map { $0 % size == 0 ? UInt8($0 % 3) : 0 }
        if chance(1, of: 10) { change(&elements) }
        let version = chance(1, of: 8) ? UInt8(below(5)) : 1
        let length = chance(1, of: 12) ? Int(truncatingIfNeeded: one(of: Self.edges)) : header.utf8.count
        var file = [0x93] + Array("NUMPY".utf8) + [version, 0] + Self.little(length, version == 1 ? 2 : 4) + Array(header.utf8) + elements
        if chance(1, of: 6) { change(&file) }
        return file
    }

    /// An archive of arrays with correct checksums, mostly with the same number of sequences each.
    mutating func archive(isDamaged: Bool = false) -> [UInt8] {
        let count = below(5)
        var entries: [(name: String, bytes: [UInt8])] = []
        for name in one(of: [
            ["x", "y"], ["x", "y", "lengths"], ["x_train", "y_train", "x_test", "y_test"], ["x"], ["a", "b"], ["X", "y"], [],
        ]) {
            let axes = name.hasPrefix("l") ? 1 : name.lowercased().hasPrefix("x") ? 2 + below(2) : 1 + below(3)
            entries.append(("\(name).npy", chance(1, of: 10) ? bytes(below(40)) : array(axes: axes, first: chance(1, of: 8) ? nil : count)))
        }
        var file = zip(entries)
        for _ in 0..<(isDamaged ? 1 + below(4) : chance(1, of: 5) ? 1 : 0) {
            // The directory is near the end.
            var end = Array(file.suffix(isDamaged && chance(1, of: 2) ? 120 : file.count))
            file.removeLast(end.count)
            change(&end)
            file += end
        }
        return file
    }

    private mutating func zip(_ entries: [(name: String, bytes: [UInt8])]) -> [UInt8] {
        var (archive, directory): ([UInt8], [UInt8]) = ([], [])
        for (name, contents) in entries {
            let isDeflated = chance(1, of: 2)
            let packed = isDeflated ? stored(contents) : contents
            let size = chance(1, of: 20) ? Int(truncatingIfNeeded: one(of: Self.edges)) : contents.count
            let position = chance(1, of: 20) ? Int(truncatingIfNeeded: one(of: Self.edges)) : archive.count
            let numbers =
                Self.little(isDeflated ? 8 : 0, 2) + Self.little(0, 4) + Self.little(Int(Gzip.checksum(Data(contents))), 4)
                + Self.little(packed.count, 4) + Self.little(size, 4) + Self.little(name.utf8.count, 2)
            archive +=
                [0x50, 0x4B, 3, 4] + Self.little(45, 2) + Self.little(0, 2) + numbers + Self.little(0, 2) + Array(name.utf8) + packed
            let extra =
                chance(1, of: 10) ? Self.little(1, 2) + Self.little(24, 2) + (0..<3).flatMap { _ in Self.little(self.size(), 8) } : []
            directory += [0x50, 0x4B, 1, 2] + Self.little(45, 2) + Self.little(45, 2) + Self.little(0, 2) + numbers
            directory += Self.little(extra.count, 2) + Self.little(0, 10) + Self.little(position, 4) + Array(name.utf8) + extra
        }
        let end =
            Self.little(entries.count, 2) + Self.little(entries.count, 2) + Self.little(directory.count, 4) + Self.little(archive.count, 4)
        return archive + directory + [0x50, 0x4B, 5, 6] + Self.little(0, 4) + end + [0, 0]
    }

    /// A deflate stream (RFC 1951): stored blocks, or one of fixed codes that repeats a zero 258 bytes at a time.
    private mutating func stored(_ contents: [UInt8]) -> [UInt8] {
        guard !contents.isEmpty else { return [1, 0, 0, 0xFF, 0xFF] }
        var packed: [UInt8] = []
        var start = 0
        while start < contents.count {
            let end = min(contents.count, start + 1 + below(4_000))
            packed += [end == contents.count ? 1 : 0] + Self.little(end - start, 2) + Self.little(~(end - start), 2) + contents[start..<end]
            start = end
        }
        return packed
    }

    /// Members of a gzip file, whole or damaged; some unpack to a thousand times their bytes.
    mutating func gzip() -> [UInt8] {
        var file: [UInt8] = []
        for _ in 0..<(1 + below(3)) {
            let zeros = chance(1, of: 4) ? Self.zeros : nil
            let contents = bytes(below(200))
            let flags: UInt8 = chance(1, of: 8) ? UInt8(below(256)) : 0
            var member =
                [0x1F, 0x8B, 8, flags] + [UInt8](repeating: 0, count: 6) + (zeros?.stream(blocks: 1 + below(60)) ?? stored(contents))
            member += Self.little(Int(Gzip.checksum(Data(contents))), 4) + Self.little(contents.count, 4)
            file += member
        }
        if chance(1, of: 4) { file += [UInt8](repeating: 0, count: below(600)) }
        for _ in 0..<below(4) { change(&file) }
        return file
    }

    private static let zeros = Zeros()

    /// Blocks of fixed codes that unpack to zeros: a literal zero, then copies of 258 bytes from one byte before, each
    /// of whose codes (length 285, distance 0) takes 13 bits.
    struct Zeros: Sendable {
        func stream(blocks: Int) -> [UInt8] {
            var (bytes, byte, filled): ([UInt8], UInt8, Int) = ([], 0, 0)
            func put(_ bits: UInt16, _ count: Int) {
                for place in 0..<count {
                    byte |= UInt8(bits >> UInt16(place) & 1) << UInt8(filled)
                    filled += 1
                    if filled == 8 {
                        bytes.append(byte)
                        (byte, filled) = (0, 0)
                    }
                }
            }
            // The last block, of fixed codes: 1, then 01. Codes are written from their highest bit on: 00110000 is a
            // zero, 11000101 is 285.
            put(0b011, 3)
            put(0b0000_1100, 8)
            for _ in 0..<(blocks * 100) {
                put(0b1010_0011, 8)
                put(0, 5)
            }
            put(0, 7)
            if filled > 0 { bytes.append(byte) }
            return bytes
        }
    }

    /// Images of MNIST's format.
    mutating func images() -> [UInt8] {
        let (code, size) = one(of: [(8, 1), (9, 1), (11, 2), (12, 4), (13, 4), (14, 8), (10, 1)])
        let shape = (0..<(chance(1, of: 4) ? below(10) : 3)).map { _ in self.size() }
        let count = shape.reduce(1) { $0 &* $1 }
        var file: [UInt8] = [0, 0, UInt8(code), UInt8(shape.count)]
        for extent in shape { file += Self.little(extent, 4).reversed() }
        file += bytes((0...600).contains(count) ? count * size : below(64))
        if chance(1, of: 4) { change(&file) }
        return file
    }
}
