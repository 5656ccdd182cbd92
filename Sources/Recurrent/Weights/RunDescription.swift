/// The description of a run in the file of its weights.
public struct RunDescription: Sendable, Equatable, Codable {
    /// The key of the description in a file's metadata.
    public static let key = "run"
    /// The widest plausible input.
    private static let greatestWidth = 1 << 24

    /// The layers of the network.
    var layers: [Layer]
    /// The width of the input: features per step, or the size of the vocabulary.
    public var inputWidth: Int
    /// The training plan, with the learning rate at the end of the run; nil if it is not known.
    public var plan: TrainingPlan?
    /// The loss that the network was trained with; nil for the usual one.
    private var otherLoss: Loss?

    /// The description of a run that returned this model.
    public init(_ model: Model, plan: TrainingPlan?) {
        layers = model.network.layers
        inputWidth = model.inputWidth
        self.plan = plan
        otherLoss = model.loss == .standard ? nil : model.loss
    }

    /// The loss that the network was trained with.
    public var loss: Loss { otherLoss ?? .standard }

    /// The network.
    public var network: Network { Network(layers) }

    /// The description as text; equal descriptions give equal texts.
    public var text: String { (try? StableJSON.text(self)) ?? "" }

    /// Parses a description; nil if the text is not one.
    public init?(text: String) {
        guard let description = StableJSON.value(RunDescription.self, from: text), 1...Self.greatestWidth ~= description.inputWidth,
            description.loss.isSound
        else {
            return nil
        }
        self = description
    }

    /// The keys in files: they must never change.
    private enum CodingKeys: String, CodingKey {
        case layers = "layers"
        case inputWidth = "width"
        case plan = "plan"
        case otherLoss = "loss"
    }
}
