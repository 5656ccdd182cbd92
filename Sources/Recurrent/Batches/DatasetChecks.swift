import Datasets

extension SequenceDataset {
    var isSymbolic: Bool {
        if case .symbols = storage.inputs { true } else { false }
    }

    /// Whether this is one text, whose every next symbol is to be predicted.
    var isOneText: Bool {
        if case .nextSymbol = storage.targets { count == 1 } else { false }
    }

    /// Numbers must be finite; symbols and classes must lie inside their vocabularies.
    func checkContents() throws(NetworkError) {
        if case .features(let values, let width) = storage.inputs {
            for index in 0..<count {
                let steps = steps(index)
                if let place = ((steps.lowerBound * width)..<(steps.upperBound * width)).first(where: { !values[$0].isFinite }) {
                    throw NetworkError(
                        "Sequence \(index) of \(name) has the value \(values[place]) at step \(place / width - steps.lowerBound), feature \(place % width): fill it, or leave the sequence out."
                    )
                }
            }
        }
        if case .symbols(let ids, let vocabulary) = storage.inputs {
            for index in 0..<count where !steps(index).allSatisfy({ 0..<Int32(clamping: vocabulary.count) ~= ids[$0] }) {
                throw NetworkError("Sequence \(index) of \(name) has a symbol outside the vocabulary of \(vocabulary.count).")
            }
        }
        switch storage.targets {
        case .sequenceClasses(let labels, let names):
            for index in 0..<count where !(0..<Int32(clamping: names.count) ~= labels[selection[index]]) {
                throw NetworkError(
                    "Sequence \(index) of \(name) has the class \(labels[selection[index]]), but there are \(names.count) classes, from 0.")
            }
        case .stepClasses(let labels, let names):
            for index in 0..<count {
                for step in steps(index) where labels[step] >= Int32(clamping: names.count) {
                    throw NetworkError(
                        "Sequence \(index) of \(name) has the class \(labels[step]) at a step, but there are \(names.count) classes, from 0."
                    )
                }
            }
        case .sequenceValues(let values, let width):
            for index in 0..<count {
                let row = selection[index] * width
                if !values[row..<(row + width)].allSatisfy(\.isFinite) {
                    throw NetworkError("Sequence \(index) of \(name) is to give a value that is not finite: leave it out.")
                }
            }
        case .stepValues(let values, let width):
            // NaN says that there is nothing to predict.
            for index in 0..<count {
                let steps = steps(index)
                if values[(steps.lowerBound * width)..<(steps.upperBound * width)].contains(where: \.isInfinite) {
                    throw NetworkError("Sequence \(index) of \(name) is to give an infinite value at a step: leave it out.")
                }
            }
        case .nextSymbol: break
        }
    }
}
