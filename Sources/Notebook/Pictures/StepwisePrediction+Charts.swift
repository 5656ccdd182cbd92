import Charts
import Datasets
import Recurrent

extension StepwisePrediction {
    /// What is said at each step of an example, as charts draw it.
    func stepwiseOutputs(of example: SequenceExample) -> StepwiseOutputs {
        StepwiseOutputs(values: outputs(of: example), steps: steps, width: width, quantiles: quantiles ?? [])
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
        ActivityStrip(
            layer: layer.written, part: part == .state ? "state" : "\(part.rawValue) gate", isState: part == .state, units: units,
            width: width,
            values: values)
    }
}
