extension TrainingSnapshot.Phase: Codable {
    private enum Name: String, Codable {
        case waiting, running, paused, evaluating, finished, stopped, suspended, failed
    }

    private enum CodingKeys: String, CodingKey { case name, numbers }

    private var name: Name {
        switch self {
        case .waiting: .waiting
        case .running: .running
        case .paused: .paused
        case .evaluating: .evaluating
        case .finished: .finished
        case .stopped: .stopped
        case .suspended: .suspended
        case .failed: .failed
        }
    }

    /// Encodes the phase by its name; for a failure, with the numbers that were not finite.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(name, forKey: .name)
        if case .failed(.numbers(let failure)) = self { try container.encode(failure, forKey: .numbers) }
    }

    /// Decodes a phase. A run that failed for a reason other than non-finite numbers, which its cell prints, is decoded as stopped.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        self =
            switch try container.decode(Name.self, forKey: .name) {
            case .waiting: .waiting
            case .running: .running
            case .paused: .paused
            case .evaluating: .evaluating
            case .finished: .finished
            case .stopped: .stopped
            case .suspended: .suspended
            case .failed: try container.decodeIfPresent(NumberFailure.self, forKey: .numbers).map { .failed(.numbers($0)) } ?? .stopped
            }
    }
}
