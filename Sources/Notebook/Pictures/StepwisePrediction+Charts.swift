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
    /// What the units hold, as charts draw it.
    var strip: ActivityStrip {
        let title =
            switch part {
            case .state, .candidate: part.rawValue
            case .update, .reset, .input, .forget, .output: "\(part.rawValue) gate"
            case .attention: "weights, of the greatest"
            }
        var strip = ActivityStrip(
            layer: layer.written, part: (direction.map { $0.rawValue + " " } ?? "") + title, isState: part == .state,
            isSigned: part == .state || part == .candidate, units: units, width: width,
            values: part == .attention ? relativeToGreatest : values)
        strip.isBackward = direction == .backward
        return strip
    }

    /// Weights of many steps are small, each by itself.
    private var relativeToGreatest: [Float] {
        let greatest = values.max() ?? 0
        return greatest > 0 ? values.map { $0 / greatest } : values
    }
}
