extension LivePanel {
    /// What is shown below the loss.
    enum View: CaseIterable, Sendable, Equatable {
        /// What the network makes of one example: its stepwise prediction in classes, its labels, its text or its values over time.
        case example
        /// What the recurrent layers hold, and how their gates stand, over the same steps.
        case activity
        case confusion, gradients, errorByStep, epochs
        /// Nothing below: the loss has the whole panel.
        case loss

        var title: String {
            switch self {
            case .example: "example"
            case .activity: "states and gates"
            case .confusion: "confusion"
            case .gradients: "gradients"
            case .errorByStep: "error by step"
            case .epochs: "epochs"
            case .loss: "loss"
            }
        }

        /// The view after this one; the first after the last.
        var next: View {
            let all = Self.allCases
            return all[((all.firstIndex(of: self) ?? 0) + 1) % all.count]
        }
    }
}
