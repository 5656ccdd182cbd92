import Datasets
import Kernels

/// Accumulates an evaluation, batch by batch.
struct EvaluationCounter {
    private let task: SequenceTask
    private let classes: Int
    private var lossSum = 0.0
    private var targets = 0
    private var weight = 0.0
    private var wrong = 0.0
    private var ranks: [Double]
    private var confusion: [Double] = []
    private var stepCounts: [(wrong: Double, all: Double, count: Int)] = []
    private var isWeighted = false
    private var labels: [LabelCounts] = []
    private var values: ValueSums
    private var entities: EntityCounter?
    private var readings = ReadingScore()
    private let beam: Int
    /// The counters of several targets.
    private var parts: [Part] = []

    /// The counter of one of several targets.
    private struct Part {
        let name: String
        /// The weight of its loss.
        let weight: Double
        /// The columns of its outputs.
        let columns: Range<Int>
        var counter: EvaluationCounter
    }

    /// Counts the predictions of a network for `data`.
    init(_ task: SequenceTask, _ data: SequenceDataset, _ loss: Loss) {
        self.init(task, scale: data.storage.details.targetScale, entities: EntityCounter(data), beam: loss.beam)
        let targets = data.severalTargets
        for (index, (target, part)) in zip(targets, loss.parts(ofTargets: targets.count)).enumerated() {
            let (task, columns) = task.parts[index]
            parts.append(
                Part(
                    name: target.name, weight: Double(part.weight), columns: columns,
                    counter: EvaluationCounter(task, data.target(index), part.loss)))
        }
    }

    /// - Parameters:
    ///   - scale: the scaling of target values; figures are in unscaled units.
    ///   - entities: the entity counter, if the classes of steps are entity tags.
    ///   - beam: the number of prefixes kept in beam search for label sequences.
    init(_ task: SequenceTask, scale: Standardization? = nil, entities: EntityCounter? = nil, beam: Int = 1) {
        self.task = task
        self.beam = beam
        self.entities = entities
        classes = task.predictsClasses ? task.outputs : 0
        if task.outputKind == .labels { labels = Array(repeating: LabelCounts(), count: task.outputs) }
        ranks = [Double](repeating: 0, count: task.predictsClasses ? Evaluation.greatestRank : 0)
        if task.predictsClasses, classes <= Evaluation.greatestConfusion {
            confusion = [Double](repeating: 0, count: classes * classes)
        }
        values = ValueSums(task, deviation: scale?.deviation)
    }

    /// Adds the mean loss over `count` targets with the total weight `weight`.
    mutating func add(loss: Double, count: Int, weight: Double) {
        if count > 0 { lossSum += loss * weight }
        targets += count
        self.weight += weight
    }

    /// The same for one of several targets.
    mutating func add(loss: Double, count: Int, weight: Double, ofTarget index: Int) {
        parts[index].counter.add(loss: loss, count: count, weight: weight)
    }

    /// Adds the predictions for a batch, sequence by sequence and step by step within each: sums depend on the order.
    ///
    /// - Parameters:
    ///   - layout: the rows of the batch's steps in the matrices.
    ///   - outputs: [rows, outputs].
    ///   - ranks: [rows, 2]: the predicted class and the number of classes more probable than the true one; used only for classes. One
    ///     matrix for each of several targets.
    ///   - starts: the step of its sequence at which each row of the batch begins.
    mutating func add(_ batch: Batch, _ layout: BatchLayout, outputs: MatrixView, ranks: [MatrixView], starts: [Int]) {
        if case .several(let all) = batch.targets {
            isWeighted = isWeighted || !batch.weights.isEmpty || !batch.stepWeights.isEmpty
            for index in parts.indices {
                let columns = parts[index].columns
                parts[index].counter.add(
                    batch.with(all[index].targets), layout, outputs: outputs.columns(columns.lowerBound, columns.count),
                    ranks: [ranks[index]], starts: starts)
            }
            return
        }
        guard let ranks = ranks.first else { return }
        var places = [Int](repeating: 0, count: layout.count)
        for (place, row) in layout.order.enumerated() { places[row] = place }
        isWeighted = isWeighted || !batch.weights.isEmpty || !batch.stepWeights.isEmpty
        for (row, slice) in batch.rows.enumerated() {
            let weight = Double(batch.weight(row))
            guard weight > 0 else { continue }
            switch batch.targets {
            case .none, .several: break
            case .sequenceClasses: add(batch.targetClass(row, step: 0), ranks, places[row], step: nil, weight)
            case .stepClasses, .nextSymbols:
                for step in 0..<slice.steps.count {
                    let (label, place) = (batch.targetClass(row, step: step), layout.start[step] + places[row])
                    add(label, ranks, place, step: starts[row] + step, Double(batch.weight(row, step: step)))
                    if label >= 0 { entities?.note(Int(ranks[place, 0]), at: slice.steps.lowerBound + step) }
                }
            case .sequenceValues(let wanted): values.add(wanted, row: slice.sequence, outputs, places[row], step: nil, weight)
            case .sequenceLabels(let wanted): add(labels: wanted, row: slice.sequence, outputs, places[row], weight)
            case .labelSequences(let wanted):
                let rows = slice.steps.indices.map { layout.start[$0 - slice.steps.lowerBound] + places[row] }
                let said =
                    beam > 1
                    ? LabelReading(outputs, rows: rows).labels(beam: beam) : LabelReading.greedy(outputs, rows: rows)
                readings.add(said, truth: wanted[slice.sequence].map(Int.init), weight)
            case .stepValues(let wanted):
                for step in 0..<slice.steps.count {
                    let own = Double(batch.weight(row, step: step))
                    guard own > 0 else { continue }
                    values.add(
                        wanted, row: slice.steps.lowerBound + step, outputs, layout.start[step] + places[row], step: starts[row] + step, own
                    )
                }
            }
        }
    }

    /// Counts the labels of a sequence: those with a probability above one half are predicted.
    private mutating func add(labels wanted: [Float], row: Int, _ outputs: MatrixView, _ place: Int, _ weight: Double) {
        var isRight = true
        for label in labels.indices {
            let (isReal, isSaid) = (wanted[row * labels.count + label] > 0, outputs[place, label] > 0)
            labels[label].add(isReal: isReal, isSaid: isSaid, weight)
            isRight = isRight && isReal == isSaid
        }
        if !isRight { wrong += weight }
    }

    private mutating func add(_ label: Int32, _ results: MatrixView, _ place: Int, step: Int?, _ weight: Double) {
        let label = Int(label)
        guard label >= 0 else { return }
        let best = Int(results[place, 0])
        let rank = Int(results[place, 1])
        if best != label { wrong += weight }
        if rank < ranks.count { ranks[rank] += weight }
        if !confusion.isEmpty { confusion[label * classes + best] += weight }
        if let step, step < Evaluation.greatestStep {
            while stepCounts.count <= step { stepCounts.append((0, 0, 0)) }
            stepCounts[step].all += weight
            stepCounts[step].count += 1
            if best != label { stepCounts[step].wrong += weight }
        }
    }

    var evaluation: Evaluation {
        guard parts.isEmpty else { return evaluationOfParts }
        let total = weight > 0 ? weight : 1
        // No class is predicted if all scores are NaN, since none is the greatest.
        let wrong = task.isTranscription ? readings.labelError : self.wrong / total
        let error = lossSum.isFinite ? wrong : Double.nan
        var result = Evaluation(
            loss: lossSum / total, error: task.outputKind == .values ? nil : error, count: targets, confusion: confusion,
            classes: classes)
        if isWeighted { result.weight = weight }
        if task.isTranscription {
            result.readings = readings
        } else if task.predictsClasses {
            result.ranks = ranks
            result.entities = entities?.score
            result.errorByStep = stepCounts.map { $0.all == 0 ? .nan : Float($0.wrong) / Float($0.all) }
            if !stepCounts.isEmpty { result.countByStep = stepCounts.map(\.count) }
        } else if task.outputKind == .labels {
            result.labels = labels
        } else {
            result.r2 = values.r2
            result.squaredError = values.squaredErrorInOwnUnits
            (result.valueErrorByStep, result.countByStep) = (values.errorByStep, values.countByStep)
        }
        return result
    }

    private var evaluationOfParts: Evaluation {
        let found = parts.map { TargetEvaluation(name: $0.name, evaluation: $0.counter.evaluation) }
        let loss = zip(parts, found).reduce(0) { $0 + $1.0.weight * $1.1.evaluation.loss }
        var result = Evaluation(loss: loss, error: nil, count: targets, confusion: [], classes: 0)
        if isWeighted { result.weight = weight }
        result.targets = found
        return result
    }
}

/// Sums for the coefficient of determination.
private struct ValueSums {
    private let width: Int
    /// The number of outputs of a value, and the index of the one that represents it.
    private let (outputs, middle): (Int, Int)
    private var counts: [Double]
    private var means: [Double]
    /// The sum of squared deviations from the mean, updated one value at a time (Welford, "Note on a method for calculating corrected sums
    /// of squares and products", Technometrics 1962).
    private var spread: [Double]
    private var squaredError = 0.0
    /// For each time step: the sum of squared errors, the sum of weights, and the number of sequences.
    private var steps: [(squared: Double, weight: Double, count: Int)] = []
    /// The scale of each value; nil if values are not scaled.
    private let deviation: [Float]?

    init(_ task: SequenceTask, deviation: [Float]?) {
        width = task.outputKind == .values ? task.targets : 0
        (outputs, middle) = (max(1, task.quantiles.count), task.middle)
        self.deviation = deviation?.count == width ? deviation : nil
        counts = [Double](repeating: 0, count: width)
        means = counts
        spread = counts
    }

    /// Adds a row of targets, [.., width], and a row of outputs. Values that are NaN are not targets.
    ///
    /// - Parameter step: the time step; nil for a target of the whole sequence.
    mutating func add(_ wanted: [Float], row: Int, _ output: MatrixView, _ place: Int, step: Int?, _ weight: Double) {
        var last: Int?
        for k in 0..<width where !wanted[row * width + k].isNaN {
            let unit = deviation.map { Double($0[k]) } ?? 1
            let value = Double(wanted[row * width + k]) * unit
            let difference = Double(said(k, output, place)) * unit - value
            squaredError += weight * difference * difference
            if let step, step < Evaluation.greatestStep {
                while steps.count <= step { steps.append((0, 0, 0)) }
                steps[step].squared += weight * difference * difference
                steps[step].weight += weight
                if last != step { steps[step].count += 1 }
                last = step
            }
            counts[k] += weight
            let before = value - means[k]
            means[k] += weight * before / counts[k]
            spread[k] += weight * before * (value - means[k])
        }
    }

    /// The predicted value: the output itself, or the middle quantile.
    private func said(_ column: Int, _ output: MatrixView, _ place: Int) -> Float {
        guard outputs > 1 else { return output[place, column] }
        var quantiles = (0..<outputs).map { output[place, column * outputs + $0] }
        quantiles[...].riseWhereNumbers()
        return quantiles[middle]
    }

    /// The root mean squared error of each time step; nil if values belong to whole sequences.
    var errorByStep: [Float]? {
        steps.isEmpty ? nil : steps.map { $0.weight == 0 ? .nan : Float(($0.squared / $0.weight).squareRoot()) }
    }

    /// The number of sequences with values at each time step; nil if values belong to whole sequences.
    var countByStep: [Int]? { steps.isEmpty ? nil : steps.map(\.count) }

    /// The mean over all values that are not missing, like the loss.
    var squaredErrorInOwnUnits: Double? {
        let values = counts.reduce(0, +)
        return deviation == nil || values == 0 ? nil : squaredError / values
    }

    var r2: Double? {
        let total = spread.reduce(0, +)
        return total > 0 ? 1 - squaredError / total : nil
    }
}
