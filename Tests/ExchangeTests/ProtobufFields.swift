/// The fields of a message in Protocol Buffers' wire format.
struct ProtobufFields {
    enum Content: Equatable {
        case varint(UInt64)
        case eightBytes(UInt64)
        case fourBytes(UInt32)
        case bytes([UInt8])
    }

    struct Malformed: Error {}

    private(set) var fields: [(number: Int, content: Content)] = []

    init(_ bytes: [UInt8]) throws {
        var place = 0
        func varint() throws -> UInt64 {
            var (result, shift): (UInt64, UInt64) = (0, 0)
            while true {
                guard place < bytes.count, shift < 64 else { throw Malformed() }
                let byte = bytes[place]
                place += 1
                result |= UInt64(byte & 0x7F) << shift
                if byte & 0x80 == 0 { return result }
                shift += 7
            }
        }
        func take(_ count: Int) throws -> ArraySlice<UInt8> {
            guard count <= bytes.count - place else { throw Malformed() }
            defer { place += count }
            return bytes[place..<place + count]
        }
        while place < bytes.count {
            let key = try varint()
            let number = Int(key >> 3)
            switch key & 7 {
            case 0: fields.append((number, .varint(try varint())))
            case 1: fields.append((number, .eightBytes(try take(8).reversed().reduce(0) { $0 << 8 | UInt64($1) })))
            case 2:
                guard let count = Int(exactly: try varint()) else { throw Malformed() }
                fields.append((number, .bytes(Array(try take(count)))))
            case 5: fields.append((number, .fourBytes(try take(4).reversed().reduce(0) { $0 << 8 | UInt32($1) })))
            default: throw Malformed()
            }
        }
    }

    func texts(_ number: Int) -> [String] { blocks(number).map { String(decoding: $0, as: UTF8.self) } }

    func text(_ number: Int) -> String { texts(number).first ?? "" }

    func numbers(_ number: Int) -> [Int] {
        fields.compactMap { field in
            if field.number == number, case .varint(let value) = field.content { Int(truncatingIfNeeded: value) } else { nil }
        }
    }

    func floats(_ number: Int) -> [Float] {
        fields.compactMap { field in
            if field.number == number, case .fourBytes(let pattern) = field.content { Float(bitPattern: pattern) } else { nil }
        }
    }

    func doubles(_ number: Int) -> [Double] {
        fields.compactMap { field in
            if field.number == number, case .eightBytes(let pattern) = field.content { Double(bitPattern: pattern) } else { nil }
        }
    }

    func blocks(_ number: Int) -> [[UInt8]] {
        fields.compactMap { field in
            if field.number == number, case .bytes(let bytes) = field.content { bytes } else { nil }
        }
    }

    func messages(_ number: Int) throws -> [ProtobufFields] { try blocks(number).map(ProtobufFields.init) }
}
