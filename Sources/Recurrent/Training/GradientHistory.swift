/// The gradient norm of each layer over the steps, in bounded memory: neighbouring steps are merged in pairs as the run grows, and each bin
/// keeps the sums of the norms.
public struct GradientHistory: Sendable, Equatable {
    /// Neighbouring steps, merged.
    public struct Bin: Sendable, Equatable {
        /// The sum of the gradient norms, before clipping, for each layer.
        public var sums: [Float]
        /// The number of steps.
        public var count: Int
        /// The number of steps whose gradient was clipped by its norm.
        public var clipped: Int
    }

    /// The greatest number of bins.
    public static let capacity = 256

    /// Ordered by step; all bins but the last hold the same number of steps.
    public private(set) var bins: [Bin] = []
    /// The step before the first bin: for a run read from a file of an earlier version, earlier norms are unknown.
    public private(set) var start: Int
    /// The number of steps in a full bin, a power of two.
    private var stepsPerBin = 1

    /// The number of layers with norms; nil before the first step.
    var layers: Int? { bins.first?.sums.count }

    /// An empty history that begins after this step.
    public init(start: Int = 0) {
        self.start = start
    }

    /// Adds the next step.
    ///
    /// - Parameters:
    ///   - norms: one norm for each layer, the same number every time.
    ///   - isClipped: whether the gradient was clipped by its norm.
    /// - Complexity: O(layers), except for the step that fills the last bin, where all bins are merged.
    public mutating func append(_ norms: [Float], isClipped: Bool) {
        let bin = Bin(sums: norms, count: 1, clipped: isClipped ? 1 : 0)
        if let last = bins.last, last.count < stepsPerBin {
            bins[bins.count - 1] = Self.merge(last, bin)
            return
        }
        if bins.count == Self.capacity {
            bins = stride(from: 0, to: bins.count, by: 2).map { Self.merge(bins[$0], bins[$0 + 1]) }
            stepsPerBin *= 2
        }
        bins.append(bin)
    }

    private static func merge(_ a: Bin, _ b: Bin) -> Bin {
        Bin(sums: zip(a.sums, b.sums).map { $0 + $1 }, count: a.count + b.count, clipped: a.clipped + b.clipped)
    }
}

// MARK: In files

/// The form in a checkpoint's JSON: the step before the first bin, the numbers of steps in a full bin and in the last one, for each bin the
/// number of steps whose gradient was clipped, and the sums of all layers, bin after bin. 256 bins of eight layers take about 20 kB.
extension GradientHistory: Codable {
    private enum CodingKeys: String, CodingKey {
        case start, stepsPerBin, stepsOfLast, clipped, sums
    }

    /// Decodes a history.
    public init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        start = try values.decode(Int.self, forKey: .start)
        stepsPerBin = try values.decode(Int.self, forKey: .stepsPerBin)
        let last = try values.decode(Int.self, forKey: .stepsOfLast)
        let clipped = try values.decode([Int].self, forKey: .clipped)
        let sums = try values.decode([Float].self, forKey: .sums)
        guard clipped.isEmpty ? sums.isEmpty : sums.count.isMultiple(of: clipped.count) else {
            throw DecodingError.dataCorruptedError(forKey: .sums, in: values, debugDescription: "norms and bins do not fit together")
        }
        let layers = clipped.isEmpty ? 0 : sums.count / clipped.count
        bins = clipped.indices.map { place in
            Bin(
                sums: Array(sums[place * layers..<(place + 1) * layers]), count: place == clipped.count - 1 ? last : stepsPerBin,
                clipped: clipped[place])
        }
    }

    /// Encodes the history compactly.
    public func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: CodingKeys.self)
        try values.encode(start, forKey: .start)
        try values.encode(stepsPerBin, forKey: .stepsPerBin)
        try values.encode(bins.last?.count ?? 0, forKey: .stepsOfLast)
        try values.encode(bins.map(\.clipped), forKey: .clipped)
        try values.encode(bins.flatMap(\.sums), forKey: .sums)
    }

    /// Whether this can be the history of a run of `steps` steps.
    func isSound(steps: Int) -> Bool {
        guard 0...steps ~= start, bins.count <= Self.capacity, 1...RunProgress.greatestCount ~= stepsPerBin,
            stepsPerBin.nonzeroBitCount == 1, bins.isEmpty || 1...stepsPerBin ~= bins[bins.count - 1].count,
            bins.allSatisfy({ 0...$0.count ~= $0.clipped && $0.sums.allSatisfy { $0 >= 0 } })
        else { return false }
        return start + max(0, bins.count - 1) * stepsPerBin + (bins.last?.count ?? 0) == steps
    }
}
