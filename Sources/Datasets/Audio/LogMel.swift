/// Options for turning recordings into features.
public struct LogMelOptions: Sendable, Hashable, Codable {
    /// The length of a window in milliseconds, 1 to 1000.
    public var window = 25.0
    /// The hop from the beginning of one window to that of the next in milliseconds, 1 to 1000.
    public var hop = 10.0
    /// The number of mel bands, and so of features, 1 to 512.
    public var bands = 40

    /// Windows of 25 ms every 10 ms, with 40 bands.
    public init() {}

    /// Whether all options are within their limits.
    var isSound: Bool { 1...1000 ~= window && 1...1000 ~= hop && 1...512 ~= bands }

    /// The keys in files: they must never change.
    private enum CodingKeys: String, CodingKey {
        case window = "window"
        case hop = "hop"
        case bands = "bands"
    }
}

/// Log-mel features: the power in each window of a recording, in bands whose width follows the pitch resolution of the ear.
///
/// A window is multiplied by a Hann window, w[n] = (1 - cos(2 pi n / N)) / 2, and padded with zeros to a power of two. The power spectrum
/// is summed in triangular bands that are linear and equally spaced from 0 to half the sample rate on HTK's mel scale, mel(f) = 2595
/// log10(1 + f / 700) = 1127 ln(1 + f / 700) (O'Shaughnessy 1987; The HTK Book, 5.4, which also defines the weights of a triangle). A
/// feature is ln(max(power, 1e-10)), with samples from -1 to 1.
struct LogMel {
    /// The power below which a band counts as silent.
    static let floor = 1e-10

    private struct Band {
        /// The index of the lowest frequency of the spectrum within the triangle.
        var first: Int
        var weights: [Double]
    }

    /// The number of samples in a window, and from one window to the next.
    let length: Int
    let hop: Int
    /// The names of the bands, by their centres on the mel scale.
    let names: [String]
    private let bands: [Band]
    private let window: [Double]
    private var transform: FourierTransform
    private var signal: [Double]
    private var powers: [Double]

    /// - Parameter rate: the sample rate in hertz, within the limits of `WaveFile`.
    /// - Throws: `DataError` if a band is so narrow that it contains no frequency of the spectrum.
    init(rate: Int, options: LogMelOptions) throws(DataError) {
        length = max(2, Int((options.window * Double(rate) / 1000).rounded()))
        hop = max(1, Int((options.hop * Double(rate) / 1000).rounded()))
        var size = 4
        while size < length { size *= 2 }
        let spacing = Self.mel(Double(rate) / 2) / Double(options.bands + 1)
        let mels = (0...(size / 2)).map { Self.mel(Double($0) * Double(rate) / Double(size)) }
        var bands: [Band] = []
        for band in 1...max(1, options.bands) {
            let centre = Double(band) * spacing
            let inside = mels.indices.filter { abs(mels[$0] - centre) < spacing }
            guard let first = inside.first else {
                throw DataError(.wave(.tooManyBands(options.bands, window: options.window, rate: rate)))
            }
            bands.append(Band(first: first, weights: inside.map { 1 - abs(mels[$0] - centre) / spacing }))
        }
        self.bands = bands
        names = (1...max(1, options.bands)).map { "\(Int((Double($0) * spacing).rounded())) mel" }
        let length = length
        window = (0..<length).map { (1 - cosine(turns: Double($0) / Double(length))) / 2 }
        transform = FourierTransform(size: size)
        signal = [Double](repeating: 0, count: size)
        powers = [Double](repeating: 0, count: size / 2 + 1)
    }

    /// HTK's mel scale: the mels of a frequency in hertz.
    static func mel(_ frequency: Double) -> Double { 1127 * naturalLogarithm(1 + frequency / 700) }

    /// The number of windows for this many samples, 1 or more: those that are filled completely, or one for a recording shorter than a
    /// window.
    func steps(samples: Int) -> Int { samples <= length ? 1 : 1 + (samples - length) / hop }

    /// Appends the features of all windows of a recording, [steps, bands]. A recording shorter than a window is padded with silence.
    ///
    /// - Complexity: O(steps · size log size), with size the window length rounded up to a power of two.
    /// - Throws: `DataError` if the work is cancelled.
    mutating func append(_ recording: WaveFile, to values: inout [Float]) throws(DataError) {
        for step in 0..<steps(samples: recording.samples) {
            if step & 255 == 0 { try Cancellation.check() }
            let start = step * hop
            let filled = min(length, recording.samples - start)
            recording.read(from: start, count: filled, into: &signal)
            for place in 0..<filled { signal[place] *= window[place] }
            for place in filled..<length { signal[place] = 0 }
            transform.power(of: signal, into: &powers)
            for band in bands {
                var sum = 0.0
                for (place, weight) in band.weights.enumerated() { sum += weight * powers[band.first + place] }
                values.append(Float(naturalLogarithm(max(sum, Self.floor))))
            }
        }
    }
}
