import Datasets

extension SequenceDataset {
    var isSymbolic: Bool {
        if case .symbols = storage.form { true } else { false }
    }

    /// Whether this is one text whose next symbol is predicted at each step.
    var isOneText: Bool {
        if case .nextSymbol = storage.targets { count == 1 } else { false }
    }

    /// Whether the targets are label sequences.
    var hasLabelSequences: Bool {
        if case .labelSequences = storage.targets { true } else { false }
    }

    /// Numbers must be finite; symbols and classes must lie inside their vocabularies.
    func checkContents() throws(NetworkError) {
        // Inputs on another rank have been checked there.
        guard storage.inputSource == nil else { return }
        if case .features(let values, let width) = storage.inputs {
            for index in 0..<count {
                let steps = steps(index)
                if let place = ((steps.lowerBound * width)..<(steps.upperBound * width)).first(where: { !values[$0].isFinite }) {
                    throw NetworkError(
                        .inputNotFinite(
                            values[place], sequence: index, step: place / width - steps.lowerBound, feature: place % width, data: name))
                }
            }
        }
        if case .symbols(let ids, let vocabulary) = storage.inputs {
            for index in 0..<count where !steps(index).allSatisfy({ 0..<Int32(clamping: vocabulary.count) ~= ids[$0] }) {
                throw NetworkError(.symbolOutside(sequence: index, data: name, vocabulary: vocabulary.count))
            }
        }
        switch storage.targets {
        case .several(let targets): for index in targets.indices { try target(index).checkTargets() }
        default: try checkTargets()
        }
    }

    private func checkTargets() throws(NetworkError) {
        switch storage.targets {
        case .sequenceClasses(let labels, let names):
            for index in 0..<count where !(0..<Int32(clamping: names.count) ~= labels[selection[index]]) {
                throw NetworkError(
                    .classOutside(labels[selection[index]], sequence: index, data: name, classes: names.count))
            }
        case .stepClasses(let labels, let names):
            for index in 0..<count {
                for step in steps(index) where labels[step] >= Int32(clamping: names.count) {
                    throw NetworkError(.stepClassOutside(labels[step], sequence: index, data: name, classes: names.count))
                }
            }
        case .sequenceValues(let values, let width):
            for index in 0..<count {
                let row = values[(selection[index] * width)..<((selection[index] + 1) * width)]
                // NaN marks a missing target; at least one of the values must be known.
                if row.contains(where: \.isInfinite) || row.allSatisfy(\.isNaN) {
                    throw NetworkError(.valueNotFinite(sequence: index, data: name))
                }
            }
        case .sequenceLabels(let values, let names):
            for index in 0..<count {
                let row = values[(selection[index] * names.count)..<((selection[index] + 1) * names.count)]
                if !row.allSatisfy({ $0 == 0 || $0 == 1 }) { throw NetworkError(.valueNotFinite(sequence: index, data: name)) }
            }
        case .labelSequences(let sequences, let names):
            for index in 0..<count {
                let labels = sequences[selection[index]]
                if let label = labels.first(where: { !(0..<Int32(clamping: names.count) ~= $0) }) {
                    throw NetworkError(.classOutside(label, sequence: index, data: name, classes: names.count))
                }
                // Equal neighbouring labels need a blank between them.
                let repeats = zip(labels, labels.dropFirst()).count { $0 == $1 }
                guard labels.count + repeats <= length(index) else {
                    throw NetworkError(
                        .tooManyLabels(labels.count, repeats: repeats, sequence: index, steps: length(index), data: name))
                }
            }
        case .stepValues(let values, let width):
            // NaN marks a missing target.
            for index in 0..<count {
                let steps = steps(index)
                if values[(steps.lowerBound * width)..<(steps.upperBound * width)].contains(where: \.isInfinite) {
                    throw NetworkError(.stepValueInfinite(sequence: index, data: name))
                }
            }
        case .nextSymbol, .several: break
        }
    }
}
