import Datasets
import Recurrent

/// How much each step of an example contributes to what a run says of it.
package struct RunContributions: Sendable {
    /// The example.
    var example: Int
    /// The step that was asked about, where something is said at each; nil for the last one.
    var place: Int?
    /// The training step after which it was said.
    var step: Int
    /// Whether the run was over.
    var isFinal: Bool
    /// nil where there is none, for which `problem` has the reason.
    var attribution: Attribution?
    /// Why nothing is known; nil where something is.
    var problem: String?

    /// Points on the way from zeros to the example: fewer than `explain` takes, since a picture shows no more.
    private static let points = 32

    init(example: Int, place: Int?, step: Int, isFinal: Bool, attribution: Attribution? = nil) {
        (self.example, self.place, self.step, self.isFinal, self.attribution) = (example, place, step, isFinal, attribution)
    }

    /// - Complexity: that of as many training steps with the example alone as there are points.
    init(of model: Model, _ data: SequenceDataset, example: Int, place: Int?, step: Int, isFinal: Bool) {
        self.init(example: example, place: place, step: step, isFinal: isFinal)
        do throws(NetworkError) {
            let saysSteps = try model.network.task(for: data, loss: model.loss).predictsSteps
            let last = min(data.length(example), StepwisePredictor.greatestSteps) - 1
            attribution = try model.attribution(
                data, example: example, step: saysSteps ? place.map { min($0, last) } : nil, points: Self.points)
        } catch {
            problem = error.sentence
        }
    }
}
