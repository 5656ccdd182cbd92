/// A series of which values are changed to see what follows.
struct ChangedSeries: Sendable, Equatable {
    /// Channels.
    let width: Int
    /// In their own units, step by step.
    private(set) var values: [Float]
    /// The step that is chosen, and the channel.
    private(set) var step: Int
    private(set) var channel = 0
    let channels: [String]
    private let original: [Float]

    init(width: Int, values: [Float], channels: [String]) {
        self.width = max(1, width)
        (self.values, original, self.channels) = (values, values, channels)
        step = max(0, values.count / self.width - 1)
    }

    var steps: Int { values.count / width }

    /// The values of the chosen channel.
    var shown: [Double] { stride(from: channel, to: values.count, by: width).map { Double(values[$0]) } }

    /// The same as they were.
    var shownOriginal: [Double] { stride(from: channel, to: original.count, by: width).map { Double(original[$0]) } }

    /// The chosen value; nil where there is no step.
    var value: Float? { values.indices.contains(step * width + channel) ? values[step * width + channel] : nil }

    mutating func move(_ steps: Int) { step = max(0, min(self.steps - 1, step + steps)) }

    mutating func nextChannel() { channel = (channel + 1) % width }

    /// Raises the chosen value by so many twentieths of what the channel ranges over.
    mutating func raise(_ count: Int) {
        guard let value else { return }
        let known = shownOriginal.filter(\.isFinite)
        let range = (known.max() ?? 1) - (known.min() ?? 0)
        values[step * width + channel] = (value.isFinite ? value : 0) + Float(Double(count) * (range > 0 ? range / 20 : 0.1))
    }
}
