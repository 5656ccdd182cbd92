import Charts
import Datasets
import Recurrent

extension StepwisePrediction {
    /// What is said at each step of an example, as charts draw it.
    func stepwiseOutputs(of example: SequenceExample) -> StepwiseOutputs {
        StepwiseOutputs(values: outputs(of: example), steps: steps, width: width)
    }

    /// What is said at each step of an example: values in their own units.
    func outputs(of example: SequenceExample) -> [Float] {
        guard let scale = example.dataset.storage.details.targetScale, scale.mean.count == width else { return outputs }
        return scale.inOwnUnits(outputs)
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
