/// What a file of weights says of the run that they come from, besides them.
public struct RunDescription: Sendable, Equatable, Codable {
    /// The key of a file's metadata that it stands under.
    public static let key = "run"
    /// Widest input that is believed.
    private static let greatestWidth = 1 << 24

    /// The layers of the network.
    var layers: [Layer]
    /// Width of the input: features per step, or size of the vocabulary.
    public var inputWidth: Int
    /// How the run trained, with the learning rate that it ended with; nil where that is not known.
    public var plan: TrainingPlan?
    /// What the network was trained to make small; nil for what is usual.
    private var otherLoss: Loss?

    /// Of a run that gave this model.
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

    /// As text; equal descriptions give equal texts.
    public var text: String { (try? StableJSON.text(self)) ?? "" }

    /// nil where the text is no description.
    public init?(text: String) {
        guard let description = StableJSON.value(RunDescription.self, from: text), 1...Self.greatestWidth ~= description.inputWidth,
            description.loss.isSound
        else {
            return nil
        }
        self = description
    }

    /// What files call these: they may never change.
    private enum CodingKeys: String, CodingKey {
        case layers = "layers"
        case inputWidth = "width"
        case plan = "plan"
        case otherLoss = "loss"
    }
}
