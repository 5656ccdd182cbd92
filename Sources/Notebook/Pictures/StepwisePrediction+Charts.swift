import Charts
import Recurrent

extension StepwisePrediction {
    /// What is said at each step, as charts draw it.
    var stepwiseOutputs: StepwiseOutputs { StepwiseOutputs(values: outputs, steps: steps, width: width) }
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
