/// A grey picture, for fronts to draw.
public struct Picture: Sendable, Equatable {
    public let width: Int
    public let height: Int
    /// Row by row, in 0...1.
    public let values: [Float]

    /// - Precondition: `values.count == width * height`.
    public init(width: Int, height: Int, values: [Float]) {
        precondition(values.count == width * height)
        self.width = width
        self.height = height
        self.values = values
    }

    public subscript(column column: Int, row row: Int) -> Float { values[row * width + column] }
}

extension SequenceDataset {
    /// The input of an example as a picture:
    /// - image rows: features across, steps down;
    /// - glyphs: the pictures of the steps side by side; both scaled to the example's own range where its values leave 0...1;
    /// - channels: steps across, one row a channel, each scaled to its own range;
    /// - symbols: nil, they are better shown as text.
    public func picture(of example: Int) -> Picture? {
        guard example >= 0, example < count, case .features(let values, let width) = storage.inputs else { return nil }
        let steps = steps(example)
        let numbers = values[(steps.lowerBound * width)..<(steps.upperBound * width)]
        switch presentation {
        case .imageRows:
            return Picture(width: width, height: steps.count, values: SequenceDataset.grey(numbers))
        case .glyphs(let glyphWidth, let glyphHeight) where glyphWidth > 0 && glyphWidth * glyphHeight == width:
            let grey = SequenceDataset.grey(numbers)
            var picture: [Float] = []
            picture.reserveCapacity(numbers.count)
            for row in 0..<glyphHeight {
                for step in 0..<steps.count {
                    let start = step * width + row * glyphWidth
                    picture += grey[start..<(start + glyphWidth)]
                }
            }
            return Picture(width: glyphWidth * steps.count, height: glyphHeight, values: picture)
        case .channels, .glyphs:
            var picture: [Float] = []
            picture.reserveCapacity(numbers.count)
            for channel in 0..<width {
                let line = (0..<steps.count).map { numbers[numbers.startIndex + $0 * width + channel] }
                picture += SequenceDataset.scaled(line)
            }
            return Picture(width: steps.count, height: width, values: picture)
        case .symbols:
            return nil
        }
    }

    private static func grey(_ values: ArraySlice<Float>) -> [Float] {
        values.allSatisfy { $0 >= 0 && $0 <= 1 } ? Array(values) : scaled(Array(values))
    }

    /// From the least value to the greatest as 0...1; a middle grey where all are equal.
    private static func scaled(_ values: [Float]) -> [Float] {
        let finite = values.filter(\.isFinite)
        guard let low = finite.min(), let high = finite.max(), high > low else {
            return [Float](repeating: 0.5, count: values.count)
        }
        let middle = low / 2 + high / 2
        // Halves, since the range of two finite numbers need not be finite.
        return values.map { $0.isFinite ? max(0, min(1, 0.5 + ($0 / 2 - middle / 2) / (high / 2 - low / 2))) : 0.5 }
    }
}
