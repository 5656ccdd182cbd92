/// How recordings become features.
public struct LogMelOptions: Sendable, Hashable, Codable {
    /// Length of a window in milliseconds, 1 to 1000.
    public var window = 25.0
    /// From the beginning of one window to that of the next in milliseconds, 1 to 1000.
    public var hop = 10.0
    /// Numbers a step, 1 to 512.
    public var bands = 40

    /// Windows of 25 ms every 10 ms, in 40 bands.
    public init() {}

    /// Whether all numbers are within their limits.
    var isSound: Bool { 1...1000 ~= window && 1...1000 ~= hop && 1...512 ~= bands }

    /// What files call these: they may never change.
    private enum CodingKeys: String, CodingKey {
        case window = "window"
        case hop = "hop"
        case bands = "bands"
    }
}

/// Log-mel features: what is heard in each window of a recording, by bands that are as wide as the ear tells pitches apart.
///
/// A window is multiplied by a Hann window, w[n] = (1 - cos(2 pi n / N)) / 2, and filled with zeros to a power of two. The power spectrum is gathered in triangles that
/// are linear and equally spaced from 0 to half the sample rate on the mel scale of HTK, mel(f) = 2595 log10(1 + f / 700) = 1127 ln(1 + f / 700) (O'Shaughnessy 1987;
/// The HTK Book, 5.4, whose weights of a triangle are these, too). A feature is ln(max(power, 1e-10)), with samples from -1 to 1.
struct LogMel {
    /// Below this power there is silence.
    static let floor = 1e-10

    private struct Band {
        /// The lowest frequency of the spectrum within the triangle.
        var first: Int
        var weights: [Double]
    }

    /// Samples of a window, and from one window to the next.
    let length: Int
    let hop: Int
    /// The bands by their centres on the mel scale.
    let names: [String]
    private let bands: [Band]
    private let window: [Double]
    private var transform: FourierTransform
    private var signal: [Double]
    private var powers: [Double]

    /// - Parameter rate: samples a second; within the limits of `WaveFile`.
    /// - Throws: `DataError` where bands are so narrow that they hold no frequency of the spectrum.
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

    /// The mel scale of HTK, in mels, of a frequency in hertz.
    static func mel(_ frequency: Double) -> Double { 1127 * naturalLogarithm(1 + frequency / 700) }

    /// Windows of a recording of so many samples, 1 or more: as many as are filled by samples; one where it is shorter than a window.
    func steps(samples: Int) -> Int { samples <= length ? 1 : 1 + (samples - length) / hop }

    /// Adds the features of all windows of a recording, [steps, bands]. What is missing in the only window of a short recording is silence.
    ///
    /// - Complexity: O(steps · size log size), size being the power of two that a window fills.
    /// - Throws: `DataError` where the end is asked for.
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
