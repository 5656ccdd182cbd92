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

    /// Whether it is a change of the same series.
    func isOfSame(as other: ChangedSeries) -> Bool { width == other.width && original == other.original }

    mutating func move(_ steps: Int) { step = max(0, min(self.steps - 1, step + steps)) }

    mutating func nextChannel() { channel = (channel + 1) % width }

    /// Raises the chosen value by so many twentieths of what the channel ranges over.
    mutating func raise(_ count: Int) {
        guard let value else { return }
        let known = shownOriginal.filter(\.isFinite)
        let range = (known.max() ?? 1) - (known.min() ?? 0)
        values[step * width + channel] = (value.isFinite ? value : 0) + Float(Double(count) * (range > 0 ? range / 20 : 0.1))
    }

    /// Gives the chosen channel the values of a straight line from one step to another, both included, and chooses the latter.
    ///
    /// - Parameter restores: whether the values are those that were there at first instead.
    mutating func drag(from start: (step: Int, value: Double), to end: (step: Int, value: Double), restores: Bool) {
        guard 0..<steps ~= start.step, 0..<steps ~= end.step else { return }
        for step in min(start.step, end.step)...max(start.step, end.step) {
            let place = step * width + channel
            if restores {
                values[place] = original[place]
            } else {
                let share = start.step == end.step ? 1 : Double(step - start.step) / Double(end.step - start.step)
                values[place] = Float(start.value + share * (end.value - start.value))
            }
        }
        step = end.step
    }
}
