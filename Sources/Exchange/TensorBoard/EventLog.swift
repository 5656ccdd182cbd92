/// Records of TensorBoard's event files (`events.out.tfevents...`): bytes to be appended to a file one after another.
///
/// Each record is a message in a TFRecord frame: its length in eight bytes and the check of these in four, then the
/// message and its check. Field numbers are those of TensorFlow's `event.proto`, `summary.proto` and `tensor.proto`.
public enum EventLog {
    /// The name of a file begun at this time, by which TensorBoard finds it and reads files in order of time.
    ///
    /// - Parameter time: seconds since 1970, 0 or more.
    public static func fileName(time: Double) -> String {
        let microseconds = Int(time * 1e6)
        let digits = String(microseconds)
        let padded = String(repeating: "0", count: max(0, 16 - digits.count)) + digits
        return "events.out.tfevents.\(padded.dropLast(6)).\(padded.suffix(6)).unroll"
    }

    /// The records that a file begins with. They hide the records of earlier files from this step on.
    public static func beginning(step: Int, time: Double) -> [UInt8] {
        var version = event(step: 0, time: time)
        version.add(3, "brain.Event:2")
        var start = ProtobufMessage()
        start.add(1, 1)
        var session = event(step: step, time: time)
        session.add(7, start)
        return record(version.bytes) + record(session.bytes)
    }

    /// A record of values at a step.
    public static func record(_ values: [EventValue], step: Int, time: Double) -> [UInt8] {
        var summary = ProtobufMessage()
        for value in values { summary.add(1, value.message) }
        var event = event(step: step, time: time)
        event.add(5, summary)
        return record(event.bytes)
    }

    private static func event(step: Int, time: Double) -> ProtobufMessage {
        var event = ProtobufMessage()
        event.add(1, double: time)
        event.add(2, step)
        return event
    }

    static func record(_ message: [UInt8]) -> [UInt8] {
        var length: [UInt8] = []
        length.append(littleEndian: UInt64(message.count))
        var bytes = length
        bytes.append(littleEndian: CRC32C.masked(length))
        bytes += message
        bytes.append(littleEndian: CRC32C.masked(message))
        return bytes
    }
}

/// A value that TensorBoard shows over the steps of a run.
public enum EventValue: Sendable {
    /// A number.
    case scalar(String, Double)
    /// The distribution of numbers.
    case histogram(String, [Float])
    /// Text, which TensorBoard reads as Markdown.
    case text(String, String)

    /// The number of buckets of a histogram, all of the same width: as many as in TensorBoard's own writer.
    private static let buckets = 30
    /// TensorFlow's number for its text type.
    private static let textType = 7

    /// `Summary.Value`.
    var message: ProtobufMessage {
        var value = ProtobufMessage()
        switch self {
        case .scalar(let name, let number):
            value.add(1, name)
            value.add(2, float: Float(number))
        case .histogram(let name, let numbers):
            value.add(1, name)
            value.add(5, Self.histogram(numbers))
        case .text(let name, let text):
            value.add(1, name)
            var extent = ProtobufMessage()
            extent.add(1, 1)
            var shape = ProtobufMessage()
            shape.add(2, extent)
            var tensor = ProtobufMessage()
            tensor.add(1, Self.textType)
            tensor.add(2, shape)
            tensor.add(8, text)
            value.add(8, tensor)
            var plugin = ProtobufMessage()
            plugin.add(1, "text")
            var metadata = ProtobufMessage()
            metadata.add(1, plugin)
            value.add(9, metadata)
        }
        return value
    }

    /// `HistogramProto`; numbers that are not finite are omitted.
    private static func histogram(_ all: [Float]) -> ProtobufMessage {
        let numbers = all.lazy.filter(\.isFinite).map(Double.init)
        let (least, greatest) = (numbers.min() ?? 0, numbers.max() ?? 0)
        let width = (greatest - least) / Double(buckets)
        var counts = [Double](repeating: 0, count: width > 0 ? buckets : 1)
        var (count, sum, squares) = (0.0, 0.0, 0.0)
        for number in numbers {
            counts[width > 0 ? min(buckets - 1, Int((number - least) / width)) : 0] += 1
            count += 1
            sum += number
            squares += number * number
        }
        let limits = counts.indices.map { $0 == counts.count - 1 ? greatest : least + width * Double($0 + 1) }
        var message = ProtobufMessage()
        message.add(1, double: least)
        message.add(2, double: greatest)
        message.add(3, double: count)
        message.add(4, double: sum)
        message.add(5, double: squares)
        message.add(6, doubles: limits)
        message.add(7, doubles: counts)
        return message
    }
}
