import Datasets
import FoundationEssentials
import Kernels

extension Safetensors {
    /// Reads a file. Its bytes are held in memory together with the decoded numbers. The file is not memory-mapped, since readers of a
    /// mapped file crash if another program truncates it.
    ///
    /// - Parameters:
    ///   - file: the path of the file.
    ///   - skipsUnreadTypes: whether arrays of unsupported types are skipped and listed in `unread`, for weights of which not all are
    ///     needed.
    /// - Throws: `SafetensorsError` if the file cannot be read or is not a complete safetensors file.
    public init(file: String, skipsUnreadTypes: Bool = false) throws(SafetensorsError) {
        let data: Data
        do {
            data = try Data(contentsOf: URL(filePath: file))
        } catch {
            throw SafetensorsError(file: file, problem: .unreadable)
        }
        do {
            try self.init(data.bytes, skipsUnreadTypes: skipsUnreadTypes)
        } catch {
            // The length at the beginning of a file could be mistaken for the beginning of another format, so only files that are not
            // safetensors are checked for that.
            if let foreign = ForeignFormat(of: data) { throw SafetensorsError(file: file, problem: .isForeign(foreign)) }
            throw SafetensorsError(file: file, tensor: error.tensor, problem: error.problem)
        }
    }

    /// Reads the bytes of a file. Sizes and offsets are checked before they are used.
    ///
    /// - Throws: `SafetensorsError` if they are not a complete safetensors file.
    public init(bytes: [UInt8]) throws(SafetensorsError) {
        try self.init(bytes.span.bytes, skipsUnreadTypes: false)
    }

    private init(_ bytes: borrowing RawSpan, skipsUnreadTypes: Bool) throws(SafetensorsError) {
        guard bytes.byteCount >= 8 else {
            throw SafetensorsError(file: "", problem: .tooShort(bytes.byteCount))
        }
        let length = UInt64(littleEndian: bytes.unsafeLoadUnaligned(as: UInt64.self))
        guard length <= UInt64(bytes.byteCount - 8) else {
            throw SafetensorsError(file: "", problem: .header(length: length, following: bytes.byteCount - 8))
        }
        let start = 8 + Int(length)
        let header: SafetensorsHeader
        do {
            var text = Data(capacity: start - 8)
            for place in 8..<start { text.append(bytes.unsafeLoad(fromByteOffset: place, as: UInt8.self)) }
            header = try JSONDecoder().decode(SafetensorsHeader.self, from: text)
        } catch {
            throw SafetensorsError(file: "", problem: .headerIsNoJSON)
        }
        self.init(metadata: header.metadata)

        let available = bytes.byteCount - start
        var expected = 0
        for (name, entry) in header.entries.sorted(by: { ($0.value.begin, $0.value.end, $0.key) < ($1.value.begin, $1.value.end, $1.key) })
        {
            guard let type = ElementType(rawValue: entry.type) else {
                if skipsUnreadTypes, entry.begin == expected, entry.end >= entry.begin, entry.end <= available {
                    unread[name] = entry.type
                    expected = entry.end
                    continue
                }
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
            // `expected` is 0 or more, so neither difference overflows.
            guard entry.begin == expected, entry.end >= entry.begin, entry.end - entry.begin == size else {
                throw SafetensorsError(
                    file: "", tensor: name,
                    problem: .extent(shape: entry.shape, size: size, expected: expected, begin: entry.begin, end: entry.end))
            }
            guard entry.end <= available else {
                let (end, overflow) = start.addingReportingOverflow(entry.end)
                throw SafetensorsError(file: "", tensor: name, problem: .cutShort(end: overflow ? .max : end, file: bytes.byteCount))
            }
            expected = entry.end
            let numbers = bytes.extracting((start + entry.begin)..<(start + entry.end))
            if type.isInteger {
                do throws(SafetensorsError) {
                    integers.append(Integers(name: name, shape: entry.shape, values: try type.integers(numbers, name: name)))
                } catch {
                    guard skipsUnreadTypes else { throw error }
                    unread[name] = entry.type
                }
            } else {
                tensors.append(Tensor(name: name, shape: entry.shape, values: type.floats(numbers)))
            }
        }
        guard expected == available else {
            throw SafetensorsError(file: "", problem: .trailing(available - expected))
        }
    }
}

extension Safetensors {
    /// The greatest plausible header for `headCount`, in bytes.
    private static let greatestHead = 1 << 28

    /// The length of the header of a file with this beginning, including the length field; nil if it has none.
    static func headCount(_ beginning: [UInt8]) -> Int? {
        guard beginning.count >= 8 else { return nil }
        let length = beginning.prefix(8).reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        return length <= greatestHead ? 8 + Int(length) : nil
    }

    /// The metadata of a file with this beginning; nil if the bytes do not contain a complete header.
    static func metadata(head: [UInt8]) -> [String: String]? {
        guard let count = headCount(head), count <= head.count else { return nil }
        return (try? JSONDecoder().decode(SafetensorsHeader.self, from: Data(head[8..<count])))?.metadata
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

/// The number types that are supported.
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

    /// Little-endian numbers, one after another.
    func floats(_ bytes: borrowing RawSpan) -> [Float] {
        if self == .float32 { return [Float](littleEndian: bytes) }
        var values: [Float] = []
        values.reserveCapacity(bytes.byteCount / self.bytes)
        for place in stride(from: 0, to: bytes.byteCount, by: self.bytes) {
            switch self {
            case .float64:
                values.append(
                    Float(Double(bitPattern: UInt64(littleEndian: bytes.unsafeLoadUnaligned(fromByteOffset: place, as: UInt64.self)))))
            case .float16, .bfloat16:
                let pattern = UInt32(UInt16(littleEndian: bytes.unsafeLoadUnaligned(fromByteOffset: place, as: UInt16.self)))
                values.append(self == .float16 ? Self.half(pattern) : Float(bitPattern: pattern << 16))
            case .float32, .int32, .int64: return []
            }
        }
        return values
    }

    /// Little-endian integers, one after another.
    func integers(_ bytes: borrowing RawSpan, name: String) throws(SafetensorsError) -> [Int32] {
        var values: [Int32] = []
        values.reserveCapacity(bytes.byteCount / self.bytes)
        for place in stride(from: 0, to: bytes.byteCount, by: self.bytes) {
            if self == .int32 {
                values.append(Int32(littleEndian: bytes.unsafeLoadUnaligned(fromByteOffset: place, as: Int32.self)))
                continue
            }
            let value = Int64(littleEndian: bytes.unsafeLoadUnaligned(fromByteOffset: place, as: Int64.self))
            guard let exact = Int32(exactly: value) else {
                throw SafetensorsError(file: "", tensor: name, problem: .integerTooLarge)
            }
            values.append(exact)
        }
        return values
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
