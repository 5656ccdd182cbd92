extension Layer {
    /// Most units, outputs or numbers of a vector that a layer can have.
    static let greatestSize = 65_536
    /// Widest input, and greatest vocabulary, of a network.
    static let greatestInput = 1 << 20
}

/// The shape of what flows from layer to layer: [batch, time, width], or [batch, width] once a layer has ended the time axis.
struct LayerShape: Equatable {
    var width: LinearCount
    /// The layer that ended the time axis.
    var timeEndedBy: String?

    init(width: LinearCount) {
        self.width = width
    }

    var returnsSequences: Bool { timeEndedBy == nil }

    /// Such as `[batch, time, 28]`.
    var text: String {
        let last = width.perFeature == 0 ? String(width.constant) : "features"
        return returnsSequences ? "[batch, time, \(last)]" : "[batch, \(last)]"
    }

    /// Goes through `layer`: the shape becomes that of its output.
    ///
    /// - Returns: how many parameters the layer has.
    mutating func append(_ layer: Layer, isFirst: Bool) throws(NetworkError) -> LinearCount {
        switch layer {
        case .recurrent(let recurrence):
            let parameters = try self.parameters(of: recurrence, layer: layer)
            width = LinearCount(constant: recurrence.units)
            return parameters

        case .bidirectional(let recurrence):
            let parameters = try self.parameters(of: recurrence, layer: layer)
            width = LinearCount(constant: 2 * recurrence.units)
            return parameters * 2

        case .embedding(let size):
            guard isFirst else {
                throw NetworkError("\(layer) reads symbols, so it must be the first layer; here it would read \(text).")
            }
            try check(size: size, of: "vectors", layer: layer)
            let parameters = width * size
            width = LinearCount(constant: size)
            return parameters

        case .dense(let units, _):
            try check(size: units, of: "units", layer: layer)
            let parameters = width * units + LinearCount(constant: units)
            width = LinearCount(constant: units)
            return parameters

        case .dropout(let rate):
            guard rate >= 0, rate < 1 else {
                throw NetworkError("\(layer) cannot be: the rate is the share of outputs to drop, 0 or more and less than 1, such as 0.5.")
            }
            return LinearCount(constant: 0)

        case .last, .mean:
            if let timeEndedBy {
                throw NetworkError(
                    "\(layer) needs a time axis, but \(timeEndedBy) has already made \(text) of the steps: leave one of them out.")
            }
            timeEndedBy = layer.description
            return LinearCount(constant: 0)

        case .residual(let layers):
            return try append(residual: layers)
        }
    }

    private mutating func append(residual layers: [Layer]) throws(NetworkError) -> LinearCount {
        guard !layers.isEmpty else {
            throw NetworkError("residual needs layers to go around, such as residual(gru(32)).")
        }
        var body = self
        var parameters = LinearCount(constant: 0)
        for layer in layers {
            if case .embedding = layer {
                throw NetworkError("\(layer) cannot stand inside residual: symbols cannot be added to vectors.")
            }
            parameters = parameters + (try body.append(layer, isFirst: false))
        }
        let widthsDiffer = width.perFeature == 0 && body.width.perFeature == 0 && width != body.width
        if widthsDiffer || returnsSequences != body.returnsSequences {
            throw NetworkError(
                "residual adds its input \(text) to what its layers make of it, \(body.text): both must have one shape.")
        }
        // With the input's width open, it must turn out to be that of the layers inside.
        if body.width.perFeature == 0 { width = body.width }
        return parameters
    }

    private func parameters(of recurrence: Recurrence, layer: Layer) throws(NetworkError) -> LinearCount {
        if let timeEndedBy {
            throw NetworkError(
                "\(layer) reads time steps, but \(timeEndedBy) before it has made \(text) of them: put \(layer) before \(timeEndedBy).")
        }
        try check(size: recurrence.units, of: "units", layer: layer)
        if case .lstm(let forgetBias) = recurrence.cell, !forgetBias.isFinite {
            throw NetworkError("\(layer) cannot be: the forget gate's bias must be a finite number.")
        }
        let columns = recurrence.cell.gates * recurrence.units
        let recurrent = recurrence.units * columns + columns + (recurrence.cell.hasRecurrentBias ? recurrence.units : 0)
        return width * columns + LinearCount(constant: recurrent)
    }

    private func check(size: Int, of what: String, layer: Layer) throws(NetworkError) {
        guard 1...Layer.greatestSize ~= size else {
            throw NetworkError("\(layer) cannot be: the size of \(what) is 1 to \(Layer.greatestSize).")
        }
    }
}
