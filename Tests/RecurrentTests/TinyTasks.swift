import Datasets
import Kernels

@testable import Recurrent

/// Small datasets and networks that learn quickly.
enum TinyTasks {
    static func recurrent(_ cell: CellKind, _ units: Int) -> Layer { .recurrent(Recurrence(cell: cell, units: units)) }
    static func dense(_ units: Int) -> Layer { .dense(units: units, activation: .linear) }

    /// Noise of two features; the class says whether the first feature's sum is positive. Lengths are 3 to 9 if they
    /// vary.
    static func signs(_ count: Int = 120, varying: Bool = false, seed: UInt64 = 1) -> SequenceDataset {
        let random = CounterRandom(seed: seed, purpose: .data)
        var (values, labels, offsets): ([Float], [Int32], [Int]) = ([], [], [0])
        for sequence in 0..<count {
            let length = varying ? 3 + random.integer(sequence, below: 7) : 6
            var sum: Float = 0
            for step in 0..<length {
                let stream = CounterRandom(seed: seed, purpose: .data, step: UInt64(sequence + 1), layer: UInt32(step))
                let x = 2 * stream.uniform(0) - 1
                values += [x, 2 * stream.uniform(1) - 1]
                sum += x
            }
            labels.append(sum > 0 ? 1 : 0)
            offsets.append(offsets[sequence] + length)
        }
        return SequenceDataset(
            name: "signs", presentation: .channels, inputs: .features(values: values, width: 2),
            targets: .sequenceClasses(labels: labels, names: ["minus", "plus"]), offsets: offsets)
    }

    /// A text that repeats `abcde`, with some letters doubled.
    static func text(_ length: Int = 600) -> SequenceDataset {
        let random = CounterRandom(seed: 3, purpose: .data)
        var ids: [Int32] = []
        while ids.count < length {
            for letter in 0..<5 {
                ids += Array(repeating: Int32(letter), count: letter == 2 && random.integer(ids.count, below: 3) == 0 ? 2 : 1)
            }
        }
        ids = Array(ids.prefix(length))
        return SequenceDataset(
            name: "rounds", presentation: .symbols, inputs: .symbols(ids: ids, vocabulary: ["a", "b", "c", "d", "e"]),
            targets: .nextSymbol, offsets: [0, length])
    }

    /// Sentences of 1 to 12 words out of seven, each word labelled with one of three classes that depends on it and the
    /// word before.
    static func words(_ count: Int = 60) -> SequenceDataset {
        let random = CounterRandom(seed: 4, purpose: .data)
        var (ids, labels, offsets): ([Int32], [Int32], [Int]) = ([], [], [0])
        for sentence in 0..<count {
            var before = 0
            for step in 0..<(1 + random.integer(sentence, below: 12)) {
                let word = random.integer(1000 + sentence * 12 + step, below: 7)
                ids.append(Int32(word))
                labels.append(Int32((word + before) % 3))
                before = word
            }
            offsets.append(ids.count)
        }
        return SequenceDataset(
            name: "words", presentation: .symbols, inputs: .symbols(ids: ids, vocabulary: (0..<7).map { "w\($0)" }),
            targets: .stepClasses(labels: labels, names: ["x", "y", "z"]), offsets: offsets)
    }

    /// Sequences of 2 to 9 steps whose classes cycle through x, y, z from any of them. A symbol leaves two classes
    /// open; the symbols around it decide between them.
    static func chained(_ count: Int) -> SequenceDataset {
        let random = CounterRandom(seed: 8, purpose: .data)
        var (ids, labels, offsets): ([Int32], [Int32], [Int]) = ([], [], [0])
        for sequence in 0..<count {
            let first = random.integer(2 * sequence, below: 3)
            for step in 0..<(2 + random.integer(2 * sequence + 1, below: 8)) {
                labels.append(Int32((first + step) % 3))
                ids.append(Int32((first + step + step % 2) % 3))
            }
            offsets.append(ids.count)
        }
        return SequenceDataset(
            name: "rounds", presentation: .symbols, inputs: .symbols(ids: ids, vocabulary: ["a", "b", "c"]),
            targets: .stepClasses(labels: labels, names: ["x", "y", "z"]), offsets: offsets)
    }

    /// The same sequences, some with weight 0 and some with a greater weight.
    static func weighed(_ data: SequenceDataset) -> SequenceDataset {
        var details = data.storage.details
        details.weights = (0..<data.count).map { [1, 0.5, 0, 2, 1.75][$0 % 5] }
        return SequenceDataset(
            name: data.name, presentation: data.presentation, inputs: data.storage.inputs, targets: data.storage.targets,
            offsets: data.storage.offsets, details: details)
    }

    /// The same sequences, with some steps of weight 0 and some with a greater weight; for all targets if there are
    /// several.
    static func weighedSteps(_ data: SequenceDataset) -> SequenceDataset {
        var details = data.storage.details
        details.stepWeights = (0..<data.storage.offsets[data.count]).map { [1, 0.5, 0, 2, 1.75, 1, 0.25][$0 % 7] }
        return SequenceDataset(
            name: data.name, presentation: data.presentation, inputs: data.storage.inputs, targets: data.storage.targets,
            offsets: data.storage.offsets, details: details)
    }

    /// For sequences with a class for the sign of the first feature's sum: that class, the second feature's mean, and
    /// labels.
    static func severalTargets(_ count: Int = 60) -> SequenceDataset {
        let (data, labels) = (signs(count, varying: true), labels(count))
        guard case .features(let inputs, _) = data.storage.inputs else { return data }
        let means = (0..<count).map { index in
            data.steps(index).reduce(Float(0)) { $0 + inputs[$1 * 2 + 1] } / Float(data.length(index))
        }
        return SequenceDataset(
            name: "three", presentation: .channels, inputs: data.storage.inputs,
            targets: .several([
                .init(name: "sign", values: data.storage.targets), .init(name: "mean", values: .sequenceValues(values: means, width: 1)),
                .init(name: "marks", values: labels.storage.targets),
            ]), offsets: data.storage.offsets)
    }

    /// Words with their class, and the index of the word as a value.
    static func severalTargetsOfSteps(_ count: Int = 60) -> SequenceDataset {
        let data = words(count)
        guard case .symbols(let ids, _) = data.storage.inputs else { return data }
        return SequenceDataset(
            name: "two", presentation: .symbols, inputs: data.storage.inputs,
            targets: .several([
                .init(name: "tag", values: data.storage.targets),
                .init(name: "number", values: .stepValues(values: ids.map { $0 == 6 ? .nan : Float($0) / 3 - 1 }, width: 1)),
            ]), offsets: data.storage.offsets)
    }

    /// The signs of both features' sums as labels, of which a sequence may have both or none.
    static func labels(_ count: Int = 60) -> SequenceDataset {
        let data = signs(count, varying: true)
        guard case .features(let inputs, _) = data.storage.inputs else { return data }
        var values: [Float] = []
        for index in 0..<count {
            for feature in 0..<2 {
                let sum = data.steps(index).reduce(Float(0)) { $0 + inputs[$1 * 2 + feature] }
                values.append(sum > 0 ? 1 : 0)
            }
            values.append(index % 4 == 0 ? 1 : 0)
        }
        return SequenceDataset(
            name: "labels", presentation: .channels, inputs: data.storage.inputs,
            targets: .sequenceLabels(values: values, names: ["first", "second", "fourth"]), offsets: data.storage.offsets)
    }

    /// Lines of 1 to 4 labels out of three, each shown as a distinctive bump for 1 to 3 steps, with a step or two of
    /// nothing in between; the alignment is not given.
    static func transcripts(_ count: Int) -> SequenceDataset {
        let random = CounterRandom(seed: 6, purpose: .data)
        var (values, labels, offsets): ([Float], [[Int32]], [Int]) = ([], [], [0])
        for line in 0..<count {
            var own: [Int32] = []
            for place in 0..<(1 + random.integer(line, below: 4)) {
                let draw = 1000 + line * 12 + place * 3
                let label = random.integer(draw, below: 3)
                own.append(Int32(label))
                for _ in 0..<(1 + random.integer(draw + 1, below: 3)) { values += (0..<3).map { $0 == label ? 1 : 0 } }
                for _ in 0..<(1 + random.integer(draw + 2, below: 2)) { values += [0, 0, 0] }
            }
            labels.append(own)
            offsets.append(values.count / 3)
        }
        return SequenceDataset(
            name: "lines", presentation: .channels, inputs: .features(values: values, width: 3),
            targets: .labelSequences(labels: LabelSequences(labels), names: ["a", "b", "c"]), offsets: offsets)
    }

    static let classifier = Network([recurrent(.gru(.after), 8), .dropout(rate: 0.2), .last, dense(2)])
    static let languageModel = Network([.embedding(size: 4), recurrent(.lstm(forgetBias: 1), 8), dense(5)])

    static var plan: TrainingPlan {
        var plan = TrainingPlan()
        plan.epochs = 3
        plan.batchSize = 10
        plan.learningRate = 0.02
        plan.clipNorm = 1
        plan.seed = 7
        return plan
    }
}
