/// A message in the wire format of Protocol Buffers, field by field.
///
/// ONNX files and TensorBoard's events are such messages. They need whole numbers, floats, texts and messages in messages, which is all
/// that there is here: some lines, where swift-protobuf would be a dependency with thousands of generated ones. Fields come in the order in
/// which they are added, so that equal contents give equal bytes.
///
/// Source: "Encoding", protobuf.dev.
struct ProtobufMessage {
    private(set) var bytes: [UInt8] = []

    /// How the bytes of a field are told from those of the next.
    private enum WireType: UInt64 {
        case varint = 0
        case eightBytes = 1
        case lengthDelimited = 2
        case fourBytes = 5
    }

    /// A whole number; negative ones take ten bytes.
    mutating func add(_ field: Int, _ number: Int) {
        begin(field, .varint)
        appendVarint(UInt64(bitPattern: Int64(number)))
    }

    /// A field of type float.
    mutating func add(_ field: Int, float number: Float) {
        begin(field, .fourBytes)
        append(littleEndian: number.bitPattern)
    }

    /// A field of type double.
    mutating func add(_ field: Int, double number: Double) {
        begin(field, .eightBytes)
        append(littleEndian: number.bitPattern)
    }

    mutating func add(_ field: Int, _ text: String) { add(field, bytes: Array(text.utf8)) }

    mutating func add(_ field: Int, _ message: ProtobufMessage) { add(field, bytes: message.bytes) }

    /// A field of type bytes, or one that is as it is in bytes: a text or a message.
    mutating func add(_ field: Int, bytes content: [UInt8]) {
        begin(field, .lengthDelimited)
        appendVarint(UInt64(content.count))
        bytes += content
    }

    /// A repeated field of type double, packed.
    mutating func add(_ field: Int, doubles numbers: [Double]) {
        var packed = ProtobufMessage()
        for number in numbers { packed.append(littleEndian: number.bitPattern) }
        add(field, packed)
    }

    private mutating func begin(_ field: Int, _ type: WireType) { appendVarint(UInt64(field) << 3 | type.rawValue) }

    /// Seven bits a byte, the lowest first; all bytes but the last have their highest bit set.
    private mutating func appendVarint(_ number: UInt64) {
        var rest = number
        while rest > 0x7F {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(rest))
    }

    private mutating func append(littleEndian pattern: some FixedWidthInteger) { bytes.append(littleEndian: pattern) }
}

extension [UInt8] {
    /// Adds the bytes of a number, the lowest first.
    mutating func append(littleEndian number: some FixedWidthInteger) {
        for shift in stride(from: 0, to: number.bitWidth, by: 8) { append(UInt8(truncatingIfNeeded: number >> shift)) }
    }
}
