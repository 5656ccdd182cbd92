import Notebook

extension LivePanel {
    /// What is shown below the loss.
    enum View: CaseIterable, Sendable, Equatable {
        /// What the network makes of one example: its stepwise prediction in classes, its labels, its text or its values over time.
        case example
        /// What the recurrent layers hold, and how their gates stand, over the same steps.
        case activity
        case confusion
        /// What is said of values against what is true, true less said, and how the example goes on.
        case scatter, residuals, forecast
        /// How much each step of the example contributes to what is said of it.
        case contributions
        case gradients, errorByStep, epochs
        /// Nothing below: the loss has the whole panel.
        case loss

        var title: String {
            switch self {
            case .example: "example"
            case .activity: "states and gates"
            case .confusion: "confusion"
            case .scatter: "scatter"
            case .residuals: "residuals"
            case .forecast: "forecast"
            case .contributions: "contributions"
            case .gradients: "gradients"
            case .errorByStep: "error by step"
            case .epochs: "epochs"
            case .loss: "loss"
            }
        }

        /// The views that have something to show of a run; all of them where there is none.
        static func applying(to run: LiveRun?) -> [View] {
            allCases.filter { view in
                switch view {
                case .confusion: run?.hasClasses ?? true
                case .scatter, .residuals: run?.showsValues ?? true
                case .forecast: run?.showsForecast ?? true
                case .contributions: run?.showsContributions ?? true
                case .errorByStep: run?.hasErrorByStep ?? true
                case .example, .activity, .gradients, .epochs, .loss: true
                }
            }
        }

        /// The view of a run where this one is wanted: itself, or the nearest to it that applies.
        func shown(of run: LiveRun?) -> View {
            let views = Self.applying(to: run)
            if views.contains(self) { return self }
            let others: [View] =
                switch self {
                case .confusion: [.scatter]
                case .scatter: [.confusion]
                case .forecast: [.residuals, .confusion]
                case .residuals: [.confusion]
                default: []
                }
            return others.first(where: views.contains) ?? .example
        }

        /// What is looked at again for it, where the step is the one that is chosen; nil for nothing.
        func subject(at step: Int?) -> ReviewSubject? {
            switch self {
            case .scatter, .residuals: .all
            case .forecast: .forecast
            case .contributions: .contributions(at: step)
            case .example, .activity: .example
            case .confusion, .gradients, .errorByStep, .epochs, .loss: nil
            }
        }

        /// The title with the view's number among those that apply, such as "2/7 states and gates".
        func numberedTitle(of run: LiveRun) -> String {
            let views = Self.applying(to: run)
            return
                (views.firstIndex(of: self).map { "\($0 + 1)/\(views.count) \($0 + 1 == Action.viewDigits.count ? "(key 0) " : "")" } ?? "")
                + title
        }

        /// The view before this one among those that apply; the last before the first.
        func previous(of run: LiveRun?) -> View {
            let views = Self.applying(to: run)
            return views[((views.firstIndex(of: shown(of: run)) ?? 0) + views.count - 1) % views.count]
        }

        /// The view after this one among those that apply; the first after the last.
        func next(of run: LiveRun?) -> View {
            let views = Self.applying(to: run)
            return views[((views.firstIndex(of: shown(of: run)) ?? views.count - 1) + 1) % views.count]
        }
    }
}
