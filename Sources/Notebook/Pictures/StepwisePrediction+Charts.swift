import Charts
import Datasets
import Recurrent

extension StepwisePrediction {
    /// What is said at each step of an example, as charts draw it.
    func stepwiseOutputs(of example: SequenceExample) -> StepwiseOutputs {
        var said = StepwiseOutputs(values: outputs(of: example), steps: steps, width: width, quantiles: quantiles ?? [])
        if let path, let alone, path.count == steps, alone.count == steps { said.path = .init(classes: path, alone: alone) }
        return said
    }

    /// What is said at each step of an example: values in their own units.
    func outputs(of example: SequenceExample) -> [Float] {
        let details = example.dataset.storage.details
        let levels = max(1, quantiles?.count ?? 1)
        guard details.targetScale.map({ $0.mean.count * levels == width }) ?? !details.levels.isEmpty else { return outputs }
        return example.dataset.targetsInOwnUnits(outputs, of: example.index, outputs: levels)
    }
}

extension LayerActivity {
    /// What the units hold, as charts draw it; those that read from the end by themselves, before those that read from the beginning, since the last strip of
    /// a layer is drawn on top.
    var strips: [ActivityStrip] {
        guard case .bidirectional = layer, part == .state, width >= 2, values.count.isMultiple(of: width) else { return [strip] }
        let forward = width / 2
        return [("state backward", forward..<width), ("state forward", 0..<forward)].map { name, columns in
            var half = strip
            (half.part, half.width, half.units) = (name, columns.count, units / 2)
            half.values = stride(from: 0, to: values.count, by: width).flatMap { row in columns.map { values[row + $0] } }
            return half
        }
    }

    private var strip: ActivityStrip {
        let title =
            switch part {
            case .state: "state"
            case .update, .reset, .input, .forget, .output: "\(part.rawValue) gate"
            case .attention: "weights, of the greatest"
            }
        return ActivityStrip(
            layer: layer.written, part: title, isState: part == .state, units: units, width: width,
            values: part == .attention ? relativeToGreatest : values)
    }

    /// Weights of many steps are small, each by itself.
    private var relativeToGreatest: [Float] {
        let greatest = values.max() ?? 0
        return greatest > 0 ? values.map { $0 / greatest } : values
    }
}
