import Charts
import Datasets
import Recurrent
import TextFormatting

/// What fronts draw of why a run says what it says.
extension LiveRun {
    /// Whether it can be asked why the watched example is read as it is.
    package var showsContributions: Bool {
        guard hasReview || contributions != nil, let data = watchedExample?.dataset else { return false }
        switch data.storage.targets {
        case .several, .labelSequences: return false
        case .sequenceClasses, .stepClasses, .sequenceValues, .stepValues, .sequenceLabels, .nextSymbol: return true
        }
    }

    /// How much each step contributes; nil while that is not known.
    package var contributionChart: ContributionChart? {
        guard let found = known?.attribution, let example = watchedExample else { return nil }
        return ContributionChart(
            (0..<found.steps).map { .init(value: found.sum($0), name: name(of: $0, found, example)) }, ofZeros: figure(found.base))
    }

    /// What is looked at, such as `7: 97.12 %`; nil while that is not known.
    package var contributionTitle: String? {
        guard let found = known?.attribution, let example = watchedExample else { return nil }
        let name = !predictsValues && example.classNames.indices.contains(found.output) ? example.classNames[found.output].visible : "value"
        let place = found.step.map { " at step \(Figures.grouped($0 + 1))" } ?? ""
        return "\(name)\(place): \(figure(found.said))"
    }

    private func figure(_ number: Double) -> String { predictsValues ? Figures.fixed(number, 4) : Figures.percent(number) }

    /// Why it cannot be said; nil where it can, or is not known yet.
    package var contributionProblem: String? { known?.problem }

    /// What is known of the example that is watched.
    private var known: RunContributions? { contributions.flatMap { $0.example == watchedExample?.index ? $0 : nil } }

    /// A symbol, or the number of a step with the feature that counts most of it.
    private func name(of step: Int, _ found: Attribution, _ example: SequenceExample) -> String {
        let number = Figures.grouped(step + 1)
        if case .symbols(let ids, let vocabulary) = example.dataset.storage.inputs {
            let place = example.dataset.steps(example.index).lowerBound + step
            guard ids.indices.contains(place), vocabulary.indices.contains(Int(ids[place])) else { return number }
            let symbol = vocabulary[Int(ids[place])].visible
            return number + " " + (symbol == " " ? "\" \"" : symbol)
        }
        let names = example.dataset.storage.details.featureNames
        guard found.width > 1, names.count >= found.width else { return number }
        let own = (0..<found.width).map { abs(found.values[step * found.width + $0]) }
        guard let most = own.indices.max(by: { own[$0] < own[$1] }), own[most] > 0 else { return number }
        return number + " " + names[most].visible
    }
}
