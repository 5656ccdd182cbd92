import Datasets
import Kernels

/// Counts an evaluation up, batch by batch.
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
    /// What counts each of several targets.
    private var parts: [Part] = []

    /// What counts one of several targets.
    private struct Part {
        let name: String
        /// How much its loss counts.
        let weight: Double
        /// Which outputs are its own.
        let columns: Range<Int>
        var counter: EvaluationCounter
    }

    /// Counts what a network that learns `data` says of it.
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
    ///   - scale: how target values were scaled; figures are in their own units.
    ///   - entities: what finds entities, where classes of steps are their tags.
    ///   - beam: how many beginnings are followed where labels are read along the steps.
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

    /// Adds the mean loss over `count` targets, which count `weight` times in all.
    mutating func add(loss: Double, count: Int, weight: Double) {
        if count > 0 { lossSum += loss * weight }
        targets += count
        self.weight += weight
    }

    /// The same of one of several targets.
    mutating func add(loss: Double, count: Int, weight: Double, ofTarget index: Int) {
        parts[index].counter.add(loss: loss, count: count, weight: weight)
    }

    /// Adds what a network says about a batch. Sequence after sequence, and in each step after step: sums depend on that.
    ///
    /// - Parameters:
    ///   - layout: where the batch's steps lie in the rows of the matrices.
    ///   - outputs: [rows, outputs].
    ///   - ranks: [rows, 2]: the predicted class and how many are more probable than the true one; only read where there are classes. One for each of several targets.
    ///   - starts: at which step of its sequence each of the batch's rows begins.
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

    /// Counts the labels of a sequence: those are said whose probability is above one half.
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
        // Of scores that are no numbers nothing is the greatest: no class was said.
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

/// Sums from which the share of explained variance follows.
private struct ValueSums {
    private let width: Int
    /// Outputs of a value, and which of them is taken for the value.
    private let (outputs, middle): (Int, Int)
    private var counts: [Double]
    private var means: [Double]
    /// Sum of squared distances from the mean, updated one by one (Welford, "Note on a method for calculating corrected sums of
    /// squares and products", Technometrics 1962).
    private var spread: [Double]
    private var squaredError = 0.0
    /// Of each time step: the sum of squared errors, how often they count, and how many sequences have any.
    private var steps: [(squared: Double, weight: Double, count: Int)] = []
    /// Of each value, in its own units; nil where values are as they were.
    private let deviation: [Float]?

    init(_ task: SequenceTask, deviation: [Float]?) {
        width = task.outputKind == .values ? task.targets : 0
        (outputs, middle) = (max(1, task.quantiles.count), task.middle)
        self.deviation = deviation?.count == width ? deviation : nil
        counts = [Double](repeating: 0, count: width)
        means = counts
        spread = counts
    }

    /// A row of what was wanted, [.., width], and a row of outputs. Values that are NaN are no targets.
    ///
    /// - Parameter step: the time step that it is of; nil for the sequence as a whole.
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

    /// What is said of a value: itself, or its middle quantile.
    private func said(_ column: Int, _ output: MatrixView, _ place: Int) -> Float {
        guard outputs > 1 else { return output[place, column] }
        var quantiles = (0..<outputs).map { output[place, column * outputs + $0] }
        quantiles[...].riseWhereNumbers()
        return quantiles[middle]
    }

    /// The root of the mean squared error of each time step; nil where values are of sequences as a whole.
    var errorByStep: [Float]? {
        steps.isEmpty ? nil : steps.map { $0.weight == 0 ? .nan : Float(($0.squared / $0.weight).squareRoot()) }
    }

    /// How many sequences have values at each time step; nil where they are of sequences as a whole.
    var countByStep: [Int]? { steps.isEmpty ? nil : steps.map(\.count) }

    /// The mean over all values that are there, as the loss is.
    var squaredErrorInOwnUnits: Double? {
        let values = counts.reduce(0, +)
        return deviation == nil || values == 0 ? nil : squaredError / values
    }

    var r2: Double? {
        let total = spread.reduce(0, +)
        return total > 0 ? 1 - squaredError / total : nil
    }
}
