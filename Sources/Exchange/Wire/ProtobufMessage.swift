/// A message in the wire format of Protocol Buffers, field by field.
///
/// ONNX files and TensorBoard's events are such messages. They need only integers, floats, texts and nested messages,
/// for which these few lines avoid a dependency on swift-protobuf and thousands of generated lines. Fields are in the
/// order in which they are added, so that equal contents give equal bytes.
///
/// Source: "Encoding", protobuf.dev.
struct ProtobufMessage {
    private(set) var bytes: [UInt8] = []

    /// Tells where a field ends.
    private enum WireType: UInt64 {
        case varint = 0
        case eightBytes = 1
        case lengthDelimited = 2
        case fourBytes = 5
    }

    /// An integer field; negative integers take ten bytes.
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

    /// A field of type bytes, or one that is encoded like it: a text or a message.
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

    /// Seven bits in each byte, the lowest first; all bytes but the last have their highest bit set.
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
    /// Appends a number in little-endian order.
    mutating func append(littleEndian number: some FixedWidthInteger) {
        for shift in stride(from: 0, to: number.bitWidth, by: 8) { append(UInt8(truncatingIfNeeded: number >> shift)) }
    }
}
