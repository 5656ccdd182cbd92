import Datasets
import Kernels
import Testing

@testable import Recurrent

@Suite struct MetricsTests {
    @Test func countsClasses() {
        var counter = EvaluationCounter(.labelling(classes: 3))
        let batch = Batch(steps: 2, lengths: [2, 1], inputs: .features([]), targets: .stepClasses([0, 1, 2, -1]))
        counter.add(batch, outputs: [3, 1, 2, 0, 0, 1, 0, 0, 5, 9, 9, 9], loss: 0.5, count: 3, starts: [0, 4])
        let result = counter.evaluation
        #expect(result.loss == 0.5 && result.count == 3)
        #expect(result.error == 1.0 / 3)
        #expect(result.confusion == [1, 0, 0, 0, 0, 1, 0, 0, 1])
        #expect(result.errorByStep.count == 5)
        #expect(result.errorByStep[2].isNaN && result.errorByStep[3].isNaN)
        #expect([0, 1, 4].map { result.errorByStep[$0] } == [0, 1, 0] as [Float])
        #expect(result.countByStep == [1, 1, 0, 0, 1] && result.valueErrorByStep == nil && result.isSound)
        let scores = result.classScores
        #expect(scores[0].f1 == 1 && scores[0].precision == 1 && scores[0].recall == 1)
        #expect(scores[1].precision == nil && scores[1].recall == 0 && scores[1].f1 == 0)
        #expect(scores[2].precision == 0.5 && scores[2].recall == 1 && scores[2].f1 == 2.0 / 3)
        let macro: Double = 5.0 / 9
        #expect(abs((result.macroF1 ?? 0) - macro) < 1e-15)
        #expect(result.ranks == [2, 0, 1, 0, 0, 0, 0, 0, 0, 0])
    }

    @Test func topErrors() {
        var counter = EvaluationCounter(.classification(classes: 7))
        let batch = Batch(steps: 1, lengths: [1, 1, 1], inputs: .features([]), targets: .sequenceClasses([6, 4, 5]))
        counter.add(
            batch, outputs: [6, 5, 4, 3, 2, 1, 0, 6, 5, 4, 3, 2, 1, 0, 6, 5, 4, 3, 2, 1, 0], loss: 1, count: 3, starts: [0, 0, 0])
        // Ranks 6, 4 and 5, counted from 0.
        let result = counter.evaluation
        #expect((0...11).map { result.topError($0) } == [nil, 1, 1, 1, 1, 2.0 / 3, 1.0 / 3, 0, 0, 0, 0, nil])
        #expect(result.error == 1 && result.isSound)
    }

    /// Of equal probabilities the first class is predicted, in all figures.
    @Test func tiesCountAlike() {
        var counter = EvaluationCounter(.classification(classes: 3))
        let batch = Batch(steps: 1, lengths: [1, 1, 1], inputs: .features([]), targets: .sequenceClasses([0, 1, 2]))
        counter.add(batch, outputs: [1, 1, 0, 1, 1, 0, 1, 1, 1], loss: 1, count: 3, starts: [0, 0, 0])
        let result = counter.evaluation
        #expect(result.error == 2.0 / 3)
        #expect(result.topError(1) == result.error)
        #expect(result.topError(2) == 1.0 / 3)
        #expect(result.confusion == [1, 0, 0, 1, 0, 0, 1, 0, 0])
    }

    /// Two sequences, the second of which ends after one step and lacks one of its values.
    @Test func valuesAreCountedStepByStep() {
        var counter = EvaluationCounter(.stepRegression(width: 2))
        let batch = Batch(steps: 2, lengths: [2, 1], inputs: .features([]), targets: .stepValues([1, 2, 3, 4, 5, .nan, 0, 0]))
        counter.add(batch, outputs: [1, 4, 3, 4, 8, 9, 0, 0], loss: 1, count: 5, starts: [0, 0])
        var result = counter.evaluation
        // The squared differences of the first step are 0, 4 and 9 for three values.
        #expect(result.valueErrorByStep == [Float((13.0 / 3).squareRoot()), 0])
        #expect(result.countByStep == [2, 1] && result.errorByStep.isEmpty && result.isSound)
        result.forgetDetails()
        #expect(result.valueErrorByStep == nil && result.countByStep == nil)
    }

    /// Three classes by hand: two of three of class 0 are found, one of two of class 1, and none of one of class 2.
    @Test func scoresOfClasses() {
        let evaluation = Evaluation(loss: 1, error: 0.5, count: 6, confusion: [2, 1, 0, 1, 1, 0, 1, 0, 0], classes: 3)
        let scores = evaluation.classScores
        #expect(scores.map(\.count) == [3, 2, 1])
        #expect(scores.map(\.precision) == [2.0 / 4, 1.0 / 2, nil])
        #expect(scores.map(\.recall) == [2.0 / 3, 1.0 / 2, 0])
        #expect(scores.map(\.f1) == [4.0 / 7, 2.0 / 4, 0])
    }

    /// Sums over batches are the same as all at once; windows of a long sequence count steps from the sequence's
    /// beginning.
    @Test func errorByStepOverWindows() {
        var counter = EvaluationCounter(.labelling(classes: 2))
        func add(_ labels: [Int32], _ predicted: [Int], start: Int) {
            let batch = Batch(steps: labels.count, lengths: [labels.count], inputs: .features([]), targets: .stepClasses(labels))
            counter.add(
                batch, outputs: predicted.flatMap { $0 == 0 ? [1, 0] : [0, 1] as [Float] }, loss: Double(labels.count), count: labels.count,
                starts: [start])
        }
        add([0, 1, 1], [0, 1, 0], start: 0)
        add([1, 0], [0, 0], start: 3)
        add([1, 1], [1, 0], start: 0)
        let result = counter.evaluation
        #expect(result.errorByStep == [0, 0.5, 1, 1, 0])
        #expect(result.count == 7 && result.error == 3.0 / 7)
        // The mean of the means over 3, 2 and 2 targets: (3 * 3 + 2 * 2 + 2 * 2) / 7.
        #expect(result.loss == 17.0 / 7)
    }

    @Test func explainedVariance() {
        var counter = EvaluationCounter(.sequenceRegression(width: 1))
        let batch = Batch(steps: 1, lengths: [1, 1, 1, 1], inputs: .features([]), targets: .sequenceValues([1, 2, 3, 4]))
        counter.add(batch, outputs: [1, 2, 3, 5], loss: 0.25, count: 4, starts: [0, 0, 0, 0])
        #expect(counter.evaluation.r2 == 1 - 1.0 / 5)
        #expect(counter.evaluation.topError(1) == nil)
        #expect(counter.evaluation.error == nil && counter.evaluation.confusion.isEmpty)
    }

    /// Two values for each step, some of them missing: spreads of 2 about 2 and of 0.5 about 0.5, errors of 1 and 0.25.
    @Test func explainedVarianceOfSteps() {
        var counter = EvaluationCounter(.stepRegression(width: 2))
        let batch = Batch(
            steps: 3, lengths: [3, 2], inputs: .features([]),
            targets: .stepValues([1, 0, 3, .nan, .nan, .nan, 2, 1, .nan, .nan, .nan, .nan]))
        counter.add(batch, outputs: [1, 0.5, 2, 9, 9, 9, 2, 1, 9, 9, 9, 9], loss: 0.1, count: 3, starts: [0, 0])
        #expect(counter.evaluation.r2 == 1 - 1.25 / 2.5)
        var constant = EvaluationCounter(.sequenceRegression(width: 1))
        constant.add(
            Batch(steps: 1, lengths: [1, 1], inputs: .features([]), targets: .sequenceValues([2, 2])), outputs: [1, 2], loss: 1, count: 2,
            starts: [0, 0])
        #expect(constant.evaluation.r2 == nil)
    }

    @Test func perplexity() {
        let evaluation = Evaluation(loss: 1.0986122886681098, error: nil, count: 1, confusion: [], classes: 0)
        #expect(abs(evaluation.perplexity - 3) < 1e-14)
        #expect(abs(evaluation.bitsPerSymbol - 1.584962500721156) < 1e-14)
        #expect(
            ReproducibleMath.exp(0) == 1 && ReproducibleMath.exp(1000) == .infinity && ReproducibleMath.exp(-1000) == 0
                && ReproducibleMath.exp(.nan).isNaN)
    }

    /// A single stream reads a text as the stepwise prediction does: each symbol after all before it.
    @Test func textIsReadAsOneStreamOnRequest() throws {
        let data = TinyTasks.text(3000)
        let model = try Model.initial(network: TinyTasks.languageModel, for: data, seed: 1)
        let one = try model.evaluate(data, asOneStream: true)
        #expect(one.count == 2999 && model.streams(of: data) == 2 && model.streams(of: data, asOneStream: true) == 1)
        #expect(model.streams(of: TinyTasks.text(200)) == nil && model.streams(of: TinyTasks.signs()) == nil)
        let whole = try SequencePredictor(model, data)
        guard case .symbols(let ids, _) = data.storage.inputs else { return #expect(Bool(false)) }
        var loss = 0.0
        whole.forEach { _, said in
            for step in 0..<2999 { loss -= ReproducibleMath.log(Double(said[step * 5 + Int(ids[step + 1])])) }
        }
        #expect(abs(one.loss - loss / 2999) < 1e-6)
        #expect(try model.evaluate(data).loss != one.loss)
    }

    @Test func evaluatesLongTextInBoundedMemory() throws {
        let data = TinyTasks.text(5000)
        let model = try Model.initial(network: TinyTasks.languageModel, for: data, seed: 1)
        let evaluation = try model.evaluate(data)
        #expect(evaluation.count == 4999)
        #expect(evaluation.loss > 0.5 && evaluation.loss < 2.5)
        #expect(throws: NetworkError.self) { try model.evaluate(TinyTasks.signs()) }
        #expect(throws: NetworkError.self) { try model.stepwisePrediction(data, example: 1) }
        #expect(throws: NetworkError.self) { try model.stepwisePrediction(data, example: -1) }
        #expect(try model.stepwisePrediction(data, example: 0).steps == StepwisePredictor.greatestSteps)
    }
}

extension EvaluationCounter {
    /// Adds outputs [batch, steps, width], padded like the batch, or [batch, width].
    fileprivate mutating func add(_ batch: Batch, outputs: [Float], loss: Double, count: Int, starts: [Int]) {
        let layout = BatchLayout(lengths: batch.lengths, shards: 1)
        let returnsSequences =
            if case .sequenceClasses = batch.targets { false } else if case .sequenceValues = batch.targets { false } else { true }
        let places = (returnsSequences ? 0..<layout.steps : 0..<1).flatMap { step in
            (0..<layout.active[step]).map { layout.order[$0] * (returnsSequences ? batch.steps : 1) + step }
        }
        let width = outputs.count / (batch.count * (returnsSequences ? batch.steps : 1))
        let (rows, ranks) = (Matrix(rows: places.count, columns: width), Matrix(rows: places.count, columns: 2))
        for (row, place) in places.enumerated() { rows.view.rows(row, 1).set(outputs, fromRow: place) }
        let classes = (returnsSequences ? 0..<layout.steps : 0..<1).flatMap { step in
            (0..<layout.active[step]).map { batch.targetClass(layout.order[$0], step: step) }
        }
        Processor.current.kernels.rank(logits: rows.view, targets: classes, first: 0, results: ranks.view)
        add(batch, layout, outputs: rows.view, ranks: [ranks.view], starts: starts)
        add(loss: loss, count: count, weight: Double(count))
        withExtendedLifetime((rows, ranks)) {}
    }
}
