import FoundationEssentials

/// A recording in a WAV file: RIFF with uncompressed samples, either PCM of 8, 16, 24 or 32 bits or 32-bit floating point (Multimedia
/// Programming Interface and Data Specifications 1.0, IBM and Microsoft 1991; WAVE_FORMAT_EXTENSIBLE as specified by Microsoft). Samples
/// stay in the file until they are read.
struct WaveFile {
    private enum Encoding {
        /// From 0 to 255, with silence at 128.
        case unsignedByte
        /// Samples of 2, 3 or 4 bytes.
        case signed(bytes: Int)
        case float
    }

    /// The supported sample rates, in hertz.
    static let rates = 1_000...768_000
    /// Programs that write into a pipe cannot know the size of the data, and write a size of at least this.
    private static let unknownSize = 0x7FFF_F000

    /// The sample rate in hertz.
    let rate: Int
    let channels: Int
    /// The number of samples in each channel, 1 or more.
    let samples: Int
    private let data: Data
    private let encoding: Encoding
    /// The offset of the first sample.
    private let start: Int
    private let bytesPerSample: Int

    /// - Throws: `DataError` if the file is not a WAV file, is truncated, has samples of an unsupported kind or none, or has samples that
    ///   are not finite.
    /// - Complexity: O(chunks), or O(samples) for floating point.
    init(_ file: SourceFile) throws(DataError) {
        guard !file.data.isEmpty else { throw file.error(.file(.empty)) }
        var reader = ByteReader(file.data)
        guard reader.starts(with: Array("RIFF".utf8), at: 0), reader.starts(with: Array("WAVE".utf8), at: 8), reader.move(to: 12) else {
            throw file.error(.wave(.notWave(start: [UInt8](file.data.prefix(4)))))
        }
        var format: Format?
        while let name = reader.bytes(4), let size = reader.littleEndian(UInt32.self).map({ Int($0) }) {
            if name.elementsEqual("data".utf8) {
                guard let format else { throw file.error(.wave(.noFormat)) }
                guard size <= reader.remaining || size >= Self.unknownSize else {
                    throw file.error(.wave(.cutOff(expected: size, found: reader.remaining)))
                }
                // An incomplete sample at the end is ignored.
                let count = min(size, reader.remaining) / format.frame
                guard count > 0 else { throw file.error(.wave(.noSamples)) }
                (rate, channels, samples) = (format.rate, format.channels, count)
                (encoding, bytesPerSample) = (format.encoding, format.frame / format.channels)
                (data, start) = (file.data, reader.position)
                try checkNumbers(file)
                return
            }
            if name.elementsEqual("fmt ".utf8) {
                guard let body = reader.bytes(min(size, reader.remaining)), let read = try Format(body, file) else {
                    throw file.error(.wave(.noFormat))
                }
                format = read
                if size & 1 == 1 { _ = reader.byte() }
            } else {
                // Chunks begin at even offsets. Both numbers are below 2^33.
                guard size + size & 1 <= reader.remaining, reader.move(to: reader.position + size + size & 1) else { break }
            }
        }
        throw file.error(.wave(format == nil ? .noFormat : .noData))
    }

    /// The contents of the chunk `fmt `.
    private struct Format {
        let rate: Int
        let channels: Int
        /// The bytes of one sample in all channels.
        let frame: Int
        let encoding: Encoding

        /// Nil if the chunk is too short.
        init?(_ body: Data, _ file: SourceFile) throws(DataError) {
            var reader = ByteReader(body)
            guard let code = reader.littleEndian(UInt16.self), let channels = reader.littleEndian(UInt16.self).map({ Int($0) }),
                let rate = reader.littleEndian(UInt32.self).map({ Int($0) }), reader.littleEndian(UInt32.self) != nil,
                let frame = reader.littleEndian(UInt16.self).map({ Int($0) }), let bits = reader.littleEndian(UInt16.self).map({ Int($0) })
            else { return nil }
            var kind = code
            if code == 0xFFFE {
                // The size, the valid bits and the channel mask precede the code of the sample format.
                guard reader.move(to: 24), let inner = reader.littleEndian(UInt16.self) else { return nil }
                kind = inner
            }
            guard channels > 0 else { throw file.error(.wave(.noChannels)) }
            guard WaveFile.rates.contains(rate) else { throw file.error(.wave(.rate(rate))) }
            switch (kind, bits) {
            case (1, 8): encoding = .unsignedByte
            case (1, 16), (1, 24), (1, 32): encoding = .signed(bytes: bits / 8)
            case (3, 32): encoding = .float
            case (1, _), (3, _): throw file.error(.wave(.bits(bits, isFloat: kind == 3)))
            default: throw file.error(.wave(.encoding(kind)))
            }
            guard frame == channels * bits / 8 else { throw file.error(.wave(.frame(bytes: frame, channels: channels, bits: bits))) }
            (self.rate, self.channels, self.frame) = (rate, channels, frame)
        }
    }

    /// Writes samples, from -1 to 1, to the beginning of a buffer; several channels are averaged.
    ///
    /// - Precondition: the samples exist, and the buffer is large enough.
    func read(from first: Int, count: Int, into buffer: inout [Double]) {
        let bytes = data.span
        var place = start + first * channels * bytesPerSample
        for index in 0..<count {
            var sum = 0.0
            for _ in 0..<channels {
                sum += number(bytes, at: place)
                place += bytesPerSample
            }
            buffer[index] = channels == 1 ? sum : sum / Double(channels)
        }
    }

    private func number(_ bytes: Span<UInt8>, at place: Int) -> Double {
        switch encoding {
        case .unsignedByte: return (Double(bytes[place]) - 128) / 128
        case .signed(let count):
            // In the highest bytes, the sign bit is that of a 32-bit number.
            var bits: UInt32 = 0
            for index in 0..<count { bits |= UInt32(bytes[place + index]) << UInt32(8 * (4 - count + index)) }
            return Double(Int32(bitPattern: bits)) / 2_147_483_648
        case .float:
            var bits: UInt32 = 0
            for index in 0..<4 { bits |= UInt32(bytes[place + index]) << UInt32(8 * index) }
            return Double(Float(bitPattern: bits))
        }
    }

    private func checkNumbers(_ file: SourceFile) throws(DataError) {
        guard case .float = encoding else { return }
        let bytes = data.span
        for index in 0..<(samples * channels) {
            if index & 0xF_FFFF == 0 { try Cancellation.check() }
            guard number(bytes, at: start + index * 4).isFinite else { throw file.error(.wave(.notFinite(sample: index / channels + 1))) }
        }
    }
}
