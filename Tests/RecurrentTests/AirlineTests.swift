import Foundation
import Testing

@testable import Datasets
@testable import Recurrent

/// A series like that of an airline, a trend times a season of twelve months with some noise: a network's forecasts
/// beat naive ones.
struct AirlineTests {
    /// Twenty years of monthly passenger numbers.
    private static let passengers: [Float] = {
        var state: UInt64 = 12
        return (0..<240).map { month in
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            let noise = Double(state >> 40) / Double(1 << 24) - 0.5
            let trend = 120 + 1.6 * Double(month)
            let season = 1 + 0.2 * sin(Double(month % 12) / 12 * 2 * .pi) + 0.06 * cos(Double(month % 12) / 6 * 2 * .pi)
            return Float(trend * season * (1 + 0.04 * noise))
        }
    }()

    /// Mean squared errors over the windows of the test part, in passengers: of a network, of repeating the last value,
    /// and of repeating the last year.
    private func errors(horizon: Int) throws -> (network: Double, lastValue: Double, lastYear: Double) {
        let series = try SequenceDataset.forecasting(name: "passengers", values: Self.passengers, width: 1, offsets: [0, 240])
        let raw = try series.windows(length: 24, horizon: horizon).split([0.7, 0.15, 0.15])
        // A trend leads to unseen levels, so windows are relative to their last step.
        let data = try series.windows(length: 24, horizon: horizon, isRelative: true).split([0.7, 0.15, 0.15]).standardized()
        var plan = TrainingPlan()
        (plan.epochs, plan.batchSize, plan.learningRate, plan.seed, plan.keepsBest) = (120, 16, 0.005, 1, true)
        let network = Network([TinyTasks.recurrent(.lstm(forgetBias: 1), 16), .last, .dense(units: horizon, activation: .linear)])
        let run = try TrainingRun(network: network, train: #require(data.train), test: data.checked, plan: plan)
        run.start()
        run.wait()
        let test = try #require(raw.test)
        var (lastValue, lastYear) = (0.0, 0.0)
        guard case .features(let inputs, 1) = test.storage.inputs, case .sequenceValues(let targets, _) = test.storage.targets else {
            throw SequenceDataset.Unexpected()
        }
        for window in 0..<test.count {
            let (steps, row) = (test.steps(window), test.selection[window])
            for ahead in 0..<horizon {
                let truth = targets[row * horizon + ahead]
                lastValue += Double((truth - inputs[steps.upperBound - 1]) * (truth - inputs[steps.upperBound - 1]))
                let year = inputs[steps.upperBound - 12 + ahead]
                lastYear += Double((truth - year) * (truth - year))
            }
        }
        let evaluation = try run.model.evaluate(#require(data.test))
        let count = Double(test.count * horizon)
        return (try #require(evaluation.squaredError), lastValue / count, lastYear / count)
    }

    @Test(arguments: [1, 12]) func aNetworkBeatsRepeating(_ horizon: Int) throws {
        let errors = try errors(horizon: horizon)
        print(
            "horizon \(horizon): root mean squared errors \(errors.network.squareRoot()) of an lstm, \(errors.lastValue.squareRoot()) of the last value, \(errors.lastYear.squareRoot()) of the last year"
        )
        #expect(errors.network < errors.lastValue && errors.network < errors.lastYear)
    }
}

extension SequenceDataset {
    fileprivate struct Unexpected: Error {}
}
