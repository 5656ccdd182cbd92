extension Layer {
    /// The greatest number of units or outputs of a layer, or size of an embedding.
    static let greatestSize = 65_536
    /// The greatest window of a layer, and the greatest stride, in steps.
    public static let greatestWindow = 4096
    /// The greatest width of a network's input, and the greatest vocabulary.
    static let greatestInput = 1 << 20
}

/// The shape of what flows from layer to layer: [batch, time, width], or [batch, width] once a layer has ended the time axis.
struct LayerShape {
    var width: LinearCount
    /// The layer that ended the time axis.
    var timeEndedBy: Layer?
    /// The vocabulary and size of the embedding, if the first layer is one.
    private var embedding: (vocabulary: LinearCount, size: Int)?
    /// Whether some columns were read backward in time.
    private var hasBackward = false
    /// The number of input steps for each step.
    var stride = 1

    init(width: LinearCount) {
        self.width = width
    }

    var returnsSequences: Bool { timeEndedBy == nil }

    /// The shape, with its width if it is known.
    var output: OutputShape {
        OutputShape(returnsSequences: returnsSequences, width: width.perFeature == 0 ? width.constant : nil)
    }

    /// Appends `layer`: the shape becomes that of its output.
    ///
    /// - Returns: the number of parameters of the layer.
    mutating func append(_ layer: Layer, isFirst: Bool) throws(NetworkError) -> LinearCount {
        switch layer {
        case .bidirectional: hasBackward = true
        case .recurrent, .embedding, .dense, .conv, .attend, .tied: hasBackward = false
        case .dropout, .last, .first, .mean, .max, .residual, .join, .pool, .transitions: break
        }
        switch layer {
        case .recurrent(let recurrence):
            let parameters = try self.parameters(of: recurrence, layer: layer)
            width = LinearCount(constant: recurrence.stateWidth)
            return parameters

        case .bidirectional(let recurrence):
            let parameters = try self.parameters(of: recurrence, layer: layer)
            width = LinearCount(constant: 2 * recurrence.stateWidth)
            return parameters * 2

        case .embedding(let size):
            guard isFirst else {
                throw NetworkError(.embeddingNotFirst(layer, input: output))
            }
            guard 1...Layer.greatestSize ~= size else { throw NetworkError(.vectorSize(layer, most: Layer.greatestSize)) }
            let parameters = width * size
            embedding = (width, size)
            width = LinearCount(constant: size)
            return parameters

        case .dense(let units, _, _):
            try check(units: units, layer: layer)
            let parameters = width * units + LinearCount(constant: units)
            width = LinearCount(constant: units)
            return parameters

        case .dropout(let rate):
            guard rate >= 0, rate < 1 else {
                throw NetworkError(.dropoutRate(layer))
            }
            return LinearCount(constant: 0)

        case .last, .first, .mean, .max:
            try endTime(layer)
            return LinearCount(constant: 0)

        case .attend(let units):
            try endTime(layer)
            return try scoreParameters(units: units, layer: layer)

        case .residual(let layers):
            return try append(residual: layers)

        case .join(let paths):
            return try append(join: paths, layer)

        case .conv(let channels, let width, let stride, _):
            try check(units: channels, layer: layer)
            try takeWindows(width, stride: stride, layer)
            let parameters = self.width * width * channels + LinearCount(constant: channels)
            self.width = LinearCount(constant: channels)
            return parameters

        case .pool(let width, let stride, _):
            try takeWindows(width, stride: stride, layer)
            return LinearCount(constant: 0)

        case .tied:
            guard let embedding else { throw NetworkError(.noEmbedding(layer)) }
            guard width == LinearCount(constant: embedding.size) else {
                throw NetworkError(.tiedWidth(layer, size: embedding.size, input: output))
            }
            width = embedding.vocabulary
            return embedding.vocabulary

        case .transitions:
            return width.squareAndTwice
        }
    }

    private mutating func takeWindows(_ window: Int, stride: Int, _ layer: Layer) throws(NetworkError) {
        if let timeEndedBy {
            throw NetworkError(.noTimeSteps(layer, endedBy: timeEndedBy, shape: output))
        }
        guard 1...Layer.greatestWindow ~= window, 1...Layer.greatestWindow ~= stride else {
            throw NetworkError(.window(layer, most: Layer.greatestWindow))
        }
        self.stride = min(self.stride * stride, Layer.greatestInput)
    }

    private mutating func append(residual layers: [Layer]) throws(NetworkError) -> LinearCount {
        guard !layers.isEmpty else {
            throw NetworkError(.emptyResidual)
        }
        var body = self
        var parameters = LinearCount(constant: 0)
        for layer in layers {
            if case .embedding = layer {
                throw NetworkError(.embeddingInResidual(layer))
            }
            if layer.endsNetwork { throw NetworkError(.notLast(layer)) }
            parameters = parameters + (try body.append(layer, isFirst: false))
            if body.stride != stride { throw NetworkError(.fewerStepsInResidual(layer)) }
        }
        let widthsDiffer = width.perFeature == 0 && body.width.perFeature == 0 && width != body.width
        if widthsDiffer || returnsSequences != body.returnsSequences {
            throw NetworkError(.residualShapes(input: output, output: body.output))
        }
        hasBackward = body.hasBackward
        // If the width of the input is open, it must equal that of the layers inside.
        if body.width.perFeature == 0 { width = body.width }
        return parameters
    }

    private mutating func append(join paths: [[Layer]], _ layer: Layer) throws(NetworkError) -> LinearCount {
        guard paths.count > 1, paths.allSatisfy({ !$0.isEmpty }) else { throw NetworkError(.fewPaths(layer)) }
        var parameters = LinearCount(constant: 0)
        var ends: [LayerShape] = []
        for path in paths {
            var end = self
            for inner in path {
                if case .embedding = inner { throw NetworkError(.insideJoin(inner)) }
                if inner.endsNetwork { throw NetworkError(.notLast(inner)) }
                parameters = parameters + (try end.append(inner, isFirst: false))
                if end.stride != stride { throw NetworkError(.fewerStepsInResidual(inner)) }
            }
            ends.append(end)
        }
        guard ends.allSatisfy({ $0.returnsSequences == ends[0].returnsSequences }) else {
            throw NetworkError(.joinShapes(ends.map(\.output)))
        }
        // Later layers can represent only one column index from which on columns were read backward.
        if ends[0].returnsSequences, let place = ends.dropLast().firstIndex(where: \.hasBackward) {
            throw NetworkError(.backwardNotLast(Network(paths[place])))
        }
        width = ends.reduce(LinearCount(constant: 0)) { $0 + $1.width }
        (timeEndedBy, hasBackward) = (ends[0].timeEndedBy, ends[ends.count - 1].hasBackward)
        return parameters
    }

    private func parameters(of recurrence: Recurrence, layer: Layer) throws(NetworkError) -> LinearCount {
        if let timeEndedBy {
            throw NetworkError(.noTimeSteps(layer, endedBy: timeEndedBy, shape: output))
        }
        try check(units: recurrence.units, layer: layer)
        if case .lstm(let forgetBias) = recurrence.cell, !forgetBias.isFinite {
            throw NetworkError(.forgetBias(layer))
        }
        guard 0..<1 ~= recurrence.recurrentDropout, 0..<1 ~= recurrence.zoneout else { throw NetworkError(.stateRate(layer)) }
        if let projection = recurrence.projection {
            guard case .lstm = recurrence.cell, recurrence.isPlain, 1..<recurrence.units ~= projection else {
                throw NetworkError(.projection(layer))
            }
        }
        let columns = recurrence.cell.gates * recurrence.units
        let projected = recurrence.projection.map { $0 * recurrence.units } ?? 0
        let gains = recurrence.normalization == nil ? 0 : 2 * columns
        let recurrent =
            recurrence.stateWidth * columns + projected + columns + (recurrence.cell.hasRecurrentBias ? recurrence.units : 0) + gains
        return width * columns + LinearCount(constant: recurrent)
    }

    private mutating func endTime(_ layer: Layer) throws(NetworkError) {
        if let timeEndedBy {
            throw NetworkError(.timeEndedTwice(layer, endedBy: timeEndedBy, shape: output))
        }
        timeEndedBy = layer
    }

    /// The parameters W [width, units], b [units] and v [units].
    private func scoreParameters(units: Int?, layer: Layer) throws(NetworkError) -> LinearCount {
        if let units {
            try check(units: units, layer: layer)
            return width * units + LinearCount(constant: 2 * units)
        }
        // As wide as its input, which may be the network's input.
        return width.squareAndTwice
    }

    private func check(units: Int, layer: Layer) throws(NetworkError) {
        guard 1...Layer.greatestSize ~= units else { throw NetworkError(.units(layer, most: Layer.greatestSize)) }
    }
}

extension LinearCount {
    /// x^2 + 2 x, for a count x without a square.
    fileprivate var squareAndTwice: LinearCount {
        LinearCount(
            constant: (constant + 2) * constant, perFeature: 2 * perFeature * (constant + 1), perSquare: perFeature * perFeature)
    }
}
