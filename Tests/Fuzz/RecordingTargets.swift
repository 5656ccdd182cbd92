import Foundation

@testable import Datasets

/// Readers of recordings.
extension FuzzTarget {
    static let recordings = [
        FuzzTarget(
            name: "wav", make: { $0.recording() },
            read: { input in
                try held(input) { file throws(DataError) in
                    let recording = try WaveFile(file)
                    var options = LogMelOptions()
                    (options.window, options.hop, options.bands) = (
                        Double(1 + input.count % 40), Double(1 + input.count % 15), 1 + input.count % 12
                    )
                    var features = try LogMel(rate: recording.rate, options: options)
                    var values: [Float] = []
                    try features.append(recording, to: &values)
                    let steps = features.steps(samples: recording.samples)
                    return [
                        SequenceDataset(
                            name: "a", presentation: .channels, inputs: .features(values: values, width: options.bands),
                            targets: .sequenceClasses(labels: [0], names: ["a"]), offsets: [0, steps])
                    ]
                }
            })
    ]
}

extension Mutator {
    /// A WAV file whose chunks mostly fit their sizes.
    mutating func recording() -> [UInt8] {
        func little(_ value: Int, _ count: Int) -> [UInt8] { (0..<count).map { UInt8(truncatingIfNeeded: value >> ($0 * 8)) } }
        let (code, bits) = one(of: [(1, 8), (1, 16), (1, 24), (1, 32), (3, 32), (3, 64), (6, 8), (1, 12)])
        let channels = chance(1, of: 8) ? size() : 1 + below(3)
        let rate = chance(1, of: 8) ? size() : one(of: [1_000, 8_000, 16_000, 44_100])
        let frame = chance(1, of: 12) ? size() : channels &* (bits / 8)
        var format = little(code, 2) + little(channels, 2) + little(rate, 4) + little(rate &* frame, 4) + little(frame, 2) + little(bits, 2)
        if chance(1, of: 4) {
            format.replaceSubrange(0..<2, with: [0xFE, 0xFF])
            format += little(22, 2) + little(bits, 2) + little(0, 4) + little(code, 2) + bytes(chance(1, of: 6) ? below(14) : 14)
        }
        var samples = bytes(below(chance(1, of: 4) ? 6_000 : 200))
        if code == 3 {
            // Floating point of random bytes is seldom finite; these are from -2 to 2.
            for place in samples.indices where place % 4 == 3 { samples[place] = samples[place] & 0x80 | 0x3F }
        }
        var chunks = [("fmt ", format), ("data", samples)]
        if chance(1, of: 4) { chunks.insert((one(of: ["LIST", "fact", "JUNK"]), bytes(below(9))), at: below(chunks.count + 1)) }
        if chance(1, of: 12) { chunks.remove(at: below(chunks.count)) }
        if chance(1, of: 12) { chunks.reverse() }
        var body = Array("WAVE".utf8)
        for (name, contents) in chunks {
            body += Array(name.utf8) + little(chance(1, of: 12) ? size() : contents.count, 4) + contents
            if !contents.count.isMultiple(of: 2), !chance(1, of: 12) { body.append(0) }
        }
        var file = Array("RIFF".utf8) + little(body.count, 4) + body
        if chance(1, of: 3) { change(&file) }
        return file
    }
}
