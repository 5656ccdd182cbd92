import Datasets
import Notebook
import TextFormatting

extension SequenceExample {
    /// What a network has to say about this example.
    enum Kind { case classes, labels, nextSymbols, values }

    var kind: Kind {
        switch dataset.storage.targets {
        case .sequenceClasses: .classes
        case .stepClasses: .labels
        case .nextSymbol: .nextSymbols
        case .sequenceValues, .stepValues: .values
        }
    }

    /// The true class of a step, or of the sequence; nil where there is none.
    func trueClass(at step: Int) -> Int? {
        let range = dataset.steps(index)
        guard step >= 0, step < range.count else { return nil }
        switch dataset.storage.targets {
        case .sequenceClasses: return trueClass
        case .stepClasses(let labels, _): return Int(labels[range.lowerBound + step])
        case .nextSymbol: return step + 1 < range.count ? symbol(step + 1) : nil
        case .sequenceValues, .stepValues: return nil
        }
    }

    /// The symbol of a step; nil where steps hold numbers.
    func symbol(_ step: Int) -> Int? {
        let range = dataset.steps(index)
        guard case .symbols(let ids, _) = dataset.storage.inputs, step >= 0, step < range.count else { return nil }
        return Int(ids[range.lowerBound + step])
    }

    /// How the symbol of a step is written; nil where steps hold numbers.
    func symbolName(_ step: Int) -> String? {
        guard case .symbols(_, let vocabulary) = dataset.storage.inputs, let symbol = symbol(step) else { return nil }
        return vocabulary.indices.contains(symbol) ? vocabulary[symbol].visible : "?"
    }

    /// The true value of a step, or of the sequence; nil where there is none.
    func trueValue(_ output: Int, at step: Int) -> Float? {
        let range = dataset.steps(index)
        guard step >= 0, step < range.count else { return nil }
        switch dataset.storage.targets {
        case .sequenceValues(let values, let width): return output < width ? values[dataset.selection[index] * width + output] : nil
        case .stepValues(let values, let width): return output < width ? values[(range.lowerBound + step) * width + output] : nil
        case .sequenceClasses, .stepClasses, .nextSymbol: return nil
        }
    }

    /// The name of a class; a question mark where there is no such class.
    func className(_ kind: Int) -> String {
        let names = classNames
        guard names.indices.contains(kind) else { return "?" }
        return names[kind] == " " ? "space" : names[kind].visible
    }
}
