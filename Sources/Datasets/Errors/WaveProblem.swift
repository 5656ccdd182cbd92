extension DataError {
    /// What is wrong with a recording in a WAV file.
    public enum WaveProblem: Sendable, Equatable {
        /// The file starts with these bytes, up to four.
        case notWave(start: [UInt8])
        /// What the samples are comes before them, in the chunk `fmt `.
        case noFormat
        /// The chunk `data` is missing.
        case noData
        /// The samples are said to take more bytes than follow.
        case cutOff(expected: Int, found: Int)
        case noSamples
        case noChannels
        /// Samples a second, outside of what is read.
        case rate(Int)
        case bits(Int, isFloat: Bool)
        /// The samples are packed; the code is that of the format.
        case encoding(UInt16)
        /// The bytes of all channels' samples do not agree with the channels and bits.
        case frame(bytes: Int, channels: Int, bits: Int)
        /// The sample at this place, from 1, is infinite or not a number.
        case notFinite(sample: Int)
        /// Another file, named, has another sample rate.
        case otherRate(Int, expected: Int, of: String)
        /// Bands are narrower than the frequencies of a window are apart; the window is in milliseconds.
        case tooManyBands(Int, window: Double, rate: Int)
        /// All features together would take more bytes than this.
        case tooMuch(bytes: Int)
    }
}
