import Foundation

@testable import Datasets

/// Makes WAV files for tests.
struct Wave {
    var code = 1
    var bits = 16
    var channels = 1
    var rate = 8_000
    /// The bytes of the chunk `data`.
    var samples: [UInt8] = []
    /// The size declared by the chunk; nil for the true one.
    var size: Int?
    /// Chunks before the format.
    var leading: [(name: String, contents: [UInt8])] = []
    /// Whether the code is in an extension of the format.
    var isExtensible = false

    static func little(_ value: Int, _ count: Int) -> [UInt8] { (0..<count).map { UInt8(truncatingIfNeeded: value >> ($0 * 8)) } }

    /// 16-bit samples.
    static func samples(_ values: [Int]) -> [UInt8] { values.flatMap { little($0, 2) } }

    var format: [UInt8] {
        let frame = channels * bits / 8
        let head = Self.little(isExtensible ? 0xFFFE : code, 2) + Self.little(channels, 2) + Self.little(rate, 4)
        let body = head + Self.little(rate * frame, 4) + Self.little(frame, 2) + Self.little(bits, 2)
        guard isExtensible else { return body }
        let tail: [UInt8] = [0, 0, 0, 0, 0x10, 0, 0x80, 0, 0, 0xAA, 0, 0x38, 0x9B, 0x71]
        return body + Self.little(22, 2) + Self.little(bits, 2) + Self.little(0, 4) + Self.little(code, 2) + tail
    }

    var file: Data {
        var body = Array("WAVE".utf8)
        for (name, contents) in leading {
            body += Array(name.utf8) + Self.little(contents.count, 4) + contents + (contents.count % 2 == 1 ? [0] : [])
        }
        body += Array("fmt ".utf8) + Self.little(format.count, 4) + format
        body += Array("data".utf8) + Self.little(size ?? samples.count, 4) + samples
        return Data(Array("RIFF".utf8) + Self.little(body.count, 4) + body)
    }

    var source: SourceFile { SourceFile(name: "file", data: file) }
}
