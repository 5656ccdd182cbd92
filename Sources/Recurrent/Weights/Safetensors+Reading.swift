import FoundationEssentials

extension Safetensors {
    /// Reads a file.
    ///
    /// - Throws: `SafetensorsError` where it cannot be read or is not a whole safetensors file.
    public init(file: String) throws(SafetensorsError) {
        let data: Data
        do {
            data = try Data(contentsOf: URL(filePath: file))
        } catch {
            throw SafetensorsError(file: file, problem: .unreadable)
        }
        do {
            try self.init(bytes: [UInt8](data))
        } catch {
            throw SafetensorsError(file: file, tensor: error.tensor, problem: error.problem)
        }
    }

    /// Reads the bytes of a file. Sizes and offsets are checked before anything is taken from them.
    public init(bytes: [UInt8]) throws(SafetensorsError) {
        guard bytes.count >= 8 else {
            throw SafetensorsError(file: "", problem: .tooShort(bytes.count))
        }
        let length = bytes[..<8].reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        guard length <= UInt64(bytes.count - 8) else {
            throw SafetensorsError(file: "", problem: .header(length: length, following: bytes.count - 8))
        }
        let start = 8 + Int(length)
        let header: SafetensorsHeader
        do {
            header = try JSONDecoder().decode(SafetensorsHeader.self, from: Data(bytes[8..<start]))
        } catch {
            throw SafetensorsError(file: "", problem: .headerIsNoJSON)
        }
        self.init(metadata: header.metadata)

        var expected = 0
        for (name, entry) in header.entries.sorted(by: { ($0.value.begin, $0.value.end, $0.key) < ($1.value.begin, $1.value.end, $1.key) })
        {
            guard let type = ElementType(rawValue: entry.type) else {
                throw SafetensorsError(file: "", tensor: name, problem: .type(entry.type, supported: ElementType.names))
            }
            var size = type.bytes
            for extent in entry.shape {
                let (product, overflow) = size.multipliedReportingOverflow(by: extent)
                guard extent >= 0, !overflow else {
                    throw SafetensorsError(file: "", tensor: name, problem: .shape(entry.shape))
                }
                size = product
            }
            guard entry.begin == expected, entry.end >= entry.begin, entry.end - entry.begin == size else {
                throw SafetensorsError(
                    file: "", tensor: name,
                    problem: .extent(shape: entry.shape, size: size, expected: expected, begin: entry.begin, end: entry.end))
            }
            guard entry.end <= bytes.count - start else {
                let (end, overflow) = start.addingReportingOverflow(entry.end)
                throw SafetensorsError(
                    file: "", tensor: name,
                    problem: .cutShort(end: overflow ? .max : end, file: bytes.count))
            }
            expected = entry.end
            let slice = bytes[(start + entry.begin)..<(start + entry.end)]
            if type.isInteger {
                integers.append(Integers(name: name, shape: entry.shape, values: try type.integers(slice, name: name)))
            } else {
                tensors.append(Tensor(name: name, shape: entry.shape, values: type.floats(slice)))
            }
        }
        guard expected == bytes.count - start else {
            throw SafetensorsError(file: "", problem: .trailing(bytes.count - start - expected))
        }
    }
}

private struct SafetensorsHeader: Decodable {
    struct Entry: Decodable {
        var type: String
        var shape: [Int]
        var begin: Int
        var end: Int

        enum CodingKeys: String, CodingKey {
            case type = "dtype"
            case shape
            case offsets = "data_offsets"
        }

        init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: CodingKeys.self)
            type = try container.decode(String.self, forKey: .type)
            shape = try container.decode([Int].self, forKey: .shape)
            let offsets = try container.decode([Int].self, forKey: .offsets)
            guard offsets.count == 2 else {
                throw DecodingError.dataCorruptedError(forKey: .offsets, in: container, debugDescription: "two offsets")
            }
            (begin, end) = (offsets[0], offsets[1])
        }
    }

    struct Name: CodingKey {
        var stringValue: String
        var intValue: Int? { nil }
        init?(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }

    var metadata: [String: String] = [:]
    var entries: [String: Entry] = [:]

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Name.self)
        for key in container.allKeys {
            if key.stringValue == "__metadata__" {
                metadata = try container.decode([String: String].self, forKey: key)
            } else {
                entries[key.stringValue] = try container.decode(Entry.self, forKey: key)
            }
        }
    }
}

/// The types of numbers that are read.
private enum ElementType: String, CaseIterable {
    case float64 = "F64"
    case float32 = "F32"
    case float16 = "F16"
    case bfloat16 = "BF16"
    case int64 = "I64"
    case int32 = "I32"

    static var names: [String] { allCases.map(\.rawValue) }

    var bytes: Int {
        switch self {
        case .float64, .int64: 8
        case .float32, .int32: 4
        case .float16, .bfloat16: 2
        }
    }

    var isInteger: Bool { self == .int64 || self == .int32 }

    private func patterns(_ slice: ArraySlice<UInt8>) -> [UInt64] {
        stride(from: slice.startIndex, to: slice.endIndex, by: bytes).map { start in
            var pattern: UInt64 = 0
            for byte in 0..<bytes { pattern |= UInt64(slice[start + byte]) &<< UInt64(8 * byte) }
            return pattern
        }
    }

    func floats(_ slice: ArraySlice<UInt8>) -> [Float] {
        switch self {
        case .float64: patterns(slice).map { Float(Double(bitPattern: $0)) }
        case .bfloat16: patterns(slice).map { Float(bitPattern: UInt32($0) << 16) }
        case .float16: patterns(slice).map { Self.half(UInt32($0)) }
        case .float32, .int32, .int64: patterns(slice).map { Float(bitPattern: UInt32(truncatingIfNeeded: $0)) }
        }
    }

    func integers(_ slice: ArraySlice<UInt8>, name: String) throws(SafetensorsError) -> [Int32] {
        let patterns = patterns(slice)
        if self == .int32 { return patterns.map { Int32(bitPattern: UInt32(truncatingIfNeeded: $0)) } }
        guard patterns.allSatisfy({ Int32(exactly: Int64(bitPattern: $0)) != nil }) else {
            throw SafetensorsError(file: "", tensor: name, problem: .integerTooLarge)
        }
        return patterns.map { Int32(truncatingIfNeeded: $0) }
    }

    /// IEEE 754 binary16: 5 bits of exponent with bias 15, 10 of fraction.
    private static func half(_ bits: UInt32) -> Float {
        let sign = (bits & 0x8000) << 16
        let exponent = bits >> 10 & 0x1F
        let fraction = bits & 0x3FF
        switch exponent {
        case 0:
            let magnitude = Float(fraction) * 0x1p-24
            return sign == 0 ? magnitude : -magnitude
        case 31: return Float(bitPattern: sign | 0x7F80_0000 | fraction << 13)
        default: return Float(bitPattern: sign | (exponent + 112) << 23 | fraction << 13)
        }
    }
}
