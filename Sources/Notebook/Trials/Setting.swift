import CellLanguage

/// A name in a call that is tried, and what it can be.
struct Setting: Sendable {
    let name: String
    private let values: Value

    /// - Parameter values: a list, a range, or a distribution.
    init(_ labelled: LabelledValue) {
        (name, values) = (labelled.label, labelled.value)
    }

    /// How many values there are; nil for a distribution, which has no end of them.
    var count: Int? {
        switch values {
        case .list(let list): list.count
        case .range(let lower, let upper): upper - lower
        case .nothing, .number, .text, .boolean, .object: nil
        }
    }

    /// The value at a place from 0 up to `count`.
    func value(at place: Int) -> Value {
        switch values {
        case .list(let list): list[place]
        case .range(let lower, _): .number(Double(lower + place))
        case .nothing, .number, .text, .boolean, .object: values
        }
    }

    /// A value that is drawn.
    func value(_ random: inout SplitMix) -> Value {
        if let distribution = values.object(NumberDistribution.self) { return .number(distribution.number(at: random.share())) }
        return value(at: random.integer(below: count ?? 1))
    }
}
