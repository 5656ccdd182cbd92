extension DataError {
    /// The problem of a recording in a WAV file.
    public enum WaveProblem: Sendable, Equatable {
        /// The file starts with these bytes, up to four.
        case notWave(start: [UInt8])
        /// The chunk `fmt `, which describes the samples, does not precede them.
        case noFormat
        /// The chunk `data` is missing.
        case noData
        /// The declared size of the samples exceeds the bytes that follow.
        case cutOff(expected: Int, found: Int)
        case noSamples
        case noChannels
        /// The sample rate, in hertz, is not supported.
        case rate(Int)
        case bits(Int, isFloat: Bool)
        /// The samples are compressed; the code is that of the format.
        case encoding(UInt16)
        /// The size of a sample frame does not match the channels and bits.
        case frame(bytes: Int, channels: Int, bits: Int)
        /// The sample at this index, from 1, is infinite or NaN.
        case notFinite(sample: Int)
        /// Another file, named here, has another sample rate.
        case otherRate(Int, expected: Int, of: String)
        /// Bands are narrower than the frequency resolution of a window; the window is in milliseconds.
        case tooManyBands(Int, window: Double, rate: Int)
        /// All features together would take more bytes than this.
        case tooMuch(bytes: Int)
    }
}
