import TextFormatting

/// One sequence that can be drawn: its input, step by step, and its true target.
package struct SequencePicture: Sendable {
    /// The input. Numbers are stored step by step.
    package enum Input: Sendable {
        /// The rows of a grey image, one for each step. Shape `[steps, width]`.
        case imageRows(ArraySlice<Float>, width: Int)
        /// A separate grey picture at each step, row by row. Shape `[steps, height, width]`.
        case glyphs(ArraySlice<Float>, width: Int, height: Int)
        /// Channels over time. Shape `[steps, width]`.
        case channels(ArraySlice<Float>, width: Int)
        /// Words or characters, as indices into the vocabulary. Shape `[steps]`.
        case symbols(ArraySlice<Int32>, vocabulary: [String])
    }

    /// The true target of the sequence.
    package enum Truth: Sendable {
        /// A class of the whole sequence.
        case sequenceClass(Int)
        /// A class of each step. Shape `[steps]`.
        case stepClasses(ArraySlice<Int32>)
        /// Labels of the whole sequence, as indices into the names.
        case sequenceLabels(Set<Int>)
        /// A label sequence, as indices into the names, the last of which is the blank.
        case labelSequence(ArraySlice<Int32>)
        /// The next symbol, at each step.
        case nextSymbol
        /// Values of the whole sequence. Shape `[width]`.
        case sequenceValues(ArraySlice<Float>)
        /// Values of each step. Shape `[steps, width]`.
        case stepValues(ArraySlice<Float>, width: Int)
    }

    /// The name, such as `strokes test[17]`.
    package var name: String
    /// The number of steps.
    package var steps: Int
    /// The input.
    package var input: Input
    /// The true target.
    package var truth: Truth
    /// The names of the classes, or of the symbols if the target is the next one; empty for values.
    package var classNames: [String]
    /// The names of the input channels; empty if they have none.
    package var channelNames: [String] = []
    /// The time of a step, counted from 0, as a short text; nil if steps are numbered.
    package var time: (@Sendable (Int) -> String)?

    /// A sequence; each slice must have as many elements as its shape requires.
    package init(
        name: String, steps: Int, input: Input, truth: Truth, classNames: [String],
        time: (@Sendable (Int) -> String)? = nil
    ) {
        self.name = name
        self.steps = steps
        self.input = input
        self.truth = truth
        self.classNames = classNames
        self.time = time
    }

    /// The class of the whole sequence; nil if classes belong to steps, or there are none.
    var trueClass: Int? {
        guard case .sequenceClass(let kind) = truth else { return nil }
        return kind
    }

    /// The class, or the labels, of the whole sequence.
    var trueOnes: Set<Int> {
        switch truth {
        // Nothing is known about the truth of an edited example.
        case .sequenceClass(let kind): kind < 0 ? [] : [kind]
        case .sequenceLabels(let labels): labels
        case .stepClasses, .labelSequence, .nextSymbol, .sequenceValues, .stepValues: []
        }
    }

    /// Whether a sequence may have any number of the classes.
    var isMultiLabel: Bool {
        if case .sequenceLabels = truth { true } else { false }
    }

    /// The true class of a step, or of the sequence; nil if there is none.
    func trueClass(at step: Int) -> Int? {
        guard step >= 0, step < steps else { return nil }
        switch truth {
        case .sequenceClass(let kind): return kind < 0 ? nil : kind
        case .stepClasses(let labels):
            let kind = Int(labels[labels.startIndex + step])
            return kind < 0 ? nil : kind
        case .nextSymbol: return symbol(step + 1)
        case .sequenceValues, .stepValues, .sequenceLabels, .labelSequence: return nil
        }
    }

    /// The symbol of a step; nil if steps hold numbers.
    func symbol(_ step: Int) -> Int? {
        guard case .symbols(let ids, _) = input, step >= 0, step < steps else { return nil }
        return Int(ids[ids.startIndex + step])
    }

    /// The text of a step's symbol; nil if steps hold numbers.
    func symbolName(_ step: Int) -> String? {
        guard case .symbols(_, let vocabulary) = input, let symbol = symbol(step) else { return nil }
        return vocabulary.indices.contains(symbol) ? vocabulary[symbol].standing : "?"
    }

    /// The true value of a step, or of the sequence; nil if there is none.
    func trueValue(_ output: Int, at step: Int) -> Float? {
        guard step >= 0, step < steps, output >= 0 else { return nil }
        switch truth {
        case .sequenceValues(let values): return output < values.count ? values[values.startIndex + output] : nil
        case .stepValues(let values, let width): return output < width ? values[values.startIndex + step * width + output] : nil
        case .sequenceClass, .stepClasses, .sequenceLabels, .labelSequence, .nextSymbol: return nil
        }
    }

    /// The name of a class; a question mark if there is no such class.
    func className(_ kind: Int) -> String {
        guard classNames.indices.contains(kind) else { return "?" }
        return classNames[kind] == " " ? "space" : classNames[kind].standing
    }
}
