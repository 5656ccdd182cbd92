import Datasets
import Testing

@testable import Recurrent

/// Calibration and the worst predictions.
@Suite struct ReviewTests {
    @Test func binsAreThoseOfTheirFormula() throws {
        var calibration = Calibration(bins: 4)
        #expect(calibration.error == nil)
        for (probability, isRight) in [(0, false), (0.25, true), (0.5, false), (0.75, true), (1, true), (1, false)] as [(Float, Bool)] {
            calibration.add(probability: probability, isRight: isRight)
        }
        calibration.add(probability: .nan, isRight: true)
        #expect(calibration.bins.map(\.count) == [2, 1, 1, 2] && calibration.bins.map(\.right) == [1, 0, 1, 1])
        // (|0.25 - 1| + |0.5 - 0| + |0.75 - 1| + |2 - 1|) / 6
        #expect(calibration.error == 2.5 / 6)
        #expect(calibration.bins[0].meanProbability == 0.125 && calibration.bins[0].share == 0.5)
    }

    @Test func logarithmsAreThoseOfOthers() {
        for (x, y) in [
            (1.0, 0.0), (2.0, 0.6931471805599453), (0.1, -2.302585092994046), (1e-45, -103.6163291847321), (3.5e10, 24.278613898435826),
        ] {
            #expect(abs(ReproducibleMath.log(x) - y) <= 1e-15 * max(1, abs(y)) * 2, "\(x)")
        }
    }

    /// The evaluation's loss is the mean of the losses of single predictions.
    @Test func theWorstComeFirst() throws {
        let cases: [(Network, SequenceDataset)] = [
            (TinyTasks.classifier, TinyTasks.signs(70, varying: true)),
            (Network([.embedding(size: 3), TinyTasks.recurrent(.gru(.before), 5), TinyTasks.dense(3)]), TinyTasks.words()),
        ]
        for (network, data) in cases {
            let model = try Model.initial(network: network, for: data, seed: 5)
            let evaluation = try model.evaluate(data)
            let review = try model.review(data, bins: 10, worst: 100_000)
            let losses = review.worst.map(\.loss)
            #expect(review.worst.count == evaluation.count && losses == losses.sorted(by: >))
            #expect(abs(losses.reduce(0, +) / Double(losses.count) - evaluation.loss) < 1e-5)
            let wrong = review.worst.count {
                if case .classes(let target, let predicted, _, _) = $0.answer { target != predicted } else { true }
            }
            #expect(Double(wrong) / Double(evaluation.count) == evaluation.error)
            #expect(review.calibration?.bins.reduce(0.0) { $0 + $1.count } == Double(evaluation.count))
            let few = try model.review(data, bins: nil, worst: 3)
            #expect(few.worst == Array(review.worst.prefix(3)) && few.calibration == nil)
        }
    }
}
