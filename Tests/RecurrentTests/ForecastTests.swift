import TestSupport
import Testing

@testable import Datasets
@testable import Recurrent

/// Forecasts of series.
@Suite struct ForecastTests {
    /// A network of one dense layer with these weights, after `last` if it ends the sequence.
    private static func dense(_ weights: [Float], _ biases: [Float], features: Int = 1, ends: Bool = false, loss: Loss = .standard) throws
        -> Model
    {
        let network = Network((ends ? [.last] : []) + [.dense(units: biases.count, activation: .linear)])
        var model = try Model.initial(network: network, inputWidth: features, seed: 1)
        model.loss = loss
        for place in model.parameters.indices {
            model.parameters[place].values = model.parameters[place].shape.count == 1 ? biases : weights
        }
        return model
    }

    private static func series(_ values: [Float], width: Int = 1, predicted: [Int]? = nil, known: [Int] = []) throws -> SequenceDataset {
        try SequenceDataset.forecasting(
            name: "toy", values: values, width: width, offsets: [0, values.count / width], featureNames: width == 1 ? [] : ["a", "b"],
            predicted: predicted, known: known)
    }

    @Test func itsOwnWordsAreReadAsIfTheyHadComeTrue() throws {
        let doubling = try Self.dense([2], [1])
        let data = try Self.series([1, 3, 7, 16])
        let forecast = try #require(doubling.forecasts(data, ForecastRequest(steps: 3)).first)
        #expect(forecast.values == [33, 67, 135] && forecast.first == 4 && forecast.truth == [1, 3, 7, 16])
        #expect(forecast.oneStep[0].isNaN && Array(forecast.oneStep.dropFirst()) == [3, 7, 15])
        #expect(forecast.meanAbsoluteError == nil)
        let back = try #require(doubling.forecasts(data, ForecastRequest(steps: 3, back: 2)).first)
        #expect(back.values == [7, 15, 31] && back.first == 2 && back.meanAbsoluteError == 0.5)
        let scaled = try #require(DataPair(name: "toy", train: data, test: nil).standardized().train)
        // The means and deviations of inputs and targets are the same, so x is unchanged.
        let same = try #require(Self.dense([1], [0]).forecasts(scaled, ForecastRequest(steps: 3)).first)
        #expect(same.values.allSatisfy { abs($0 - 16) < 1e-4 })
        #expect(throws: NetworkError.self) { try doubling.forecasts(data, ForecastRequest(steps: 3, back: 4)) }
    }

    @Test(arguments: [1, 2]) func whatIsForecastIsWhatWouldBeSaidOfIt(_ sequences: Int) throws {
        let seed = SeededGenerator.seed
        var random = SeededGenerator()
        let values = (0..<(12 * sequences)).map { _ in Float.random(in: -1...1, using: &random) }
        let data = try SequenceDataset.forecasting(
            name: "noise", values: values, width: 1, offsets: Array(stride(from: 0, through: 12 * sequences, by: 12)))
        let network = Network([TinyTasks.recurrent(.lstm(forgetBias: 1), 5), TinyTasks.dense(3)])
        let model = try Model.initial(network: network, for: data, seed: 3, loss: .quantiles([0.2, 0.5, 0.8]))
        let forecasts = try model.forecasts(data, ForecastRequest(steps: 6))
        #expect(forecasts.count == sequences)
        for (number, forecast) in forecasts.enumerated() {
            let whole = Array(values[(12 * number)..<(12 * number + 12)]) + forecast.values.map { Float($0) }
            let longer = try SequenceDataset.forecasting(name: "longer", values: whole, width: 1, offsets: [0, whole.count])
            let said = try #require(model.forecasts(longer, ForecastRequest(steps: 1)).first)
            #expect(Array(said.oneStep[12..<18]) == forecast.values, "seed \(seed)")
            #expect(forecast.quantiles.map { $0[1] } == forecast.values)
        }
    }

    @Test(arguments: [false, true]) func windowsGoOnWithWindows(_ isRelative: Bool) throws {
        let data = try Self.series((0..<10).map(Float.init)).windows(length: 3, horizon: 2, isRelative: isRelative)
        let model = try Self.dense(isRelative ? [0, 0] : [1, 1], [1, 2], ends: true)
        let forecast = try #require(model.forecasts(data, ForecastRequest(steps: 5)).first)
        #expect(forecast.values == [10, 11, 12, 13, 14] && forecast.first == 10 && forecast.truth == (0..<10).map(Double.init))
        #expect(Array(forecast.oneStep[3..<9]) == [3, 4, 5, 6, 7, 8] && forecast.oneStep[..<3].allSatisfy(\.isNaN))
        let back = try #require(model.forecasts(data, ForecastRequest(steps: 3, back: 4)).first)
        #expect(back.values == [6, 7, 8] && back.first == 6 && back.meanAbsoluteError == 0)
        let scaled = try #require(DataPair(name: "toy", train: data, test: nil).standardized().train)
        let same = try #require(Self.dense([1, 1], [0, 0], ends: true).forecasts(scaled, ForecastRequest(steps: 3)).first)
        #expect(same.values.count == 3 && same.values.allSatisfy { abs($0 - 9) < 1e-4 })
    }

    @Test func whatNobodyKnowsIsRefusedByName() throws {
        let values: [Float] = [1, 0, 2, 1, 3, 0, 4, 1, 5, 0]
        let other = try Self.series(values, width: 2, predicted: [0])
        #expect {
            try Self.dense([1, 1], [0], features: 2).forecasts(other, ForecastRequest(steps: 2))
        } throws: {
            ($0 as? NetworkError)?.problem == .unknownFeatures(["b"], data: "toy")
        }
        let known = try Self.series(values, width: 2, predicted: [0], known: [1])
        // Predicts the last value, plus one if the next step is known to be 1.
        let model = try Self.dense([1, 1], [0], features: 2)
        #expect {
            try model.forecasts(known, ForecastRequest(steps: 2, back: 1))
        } throws: {
            ($0 as? NetworkError)?.problem == .featuresKnownTooShort(["b"], steps: 2, back: 1)
        }
        let forecast = try #require(model.forecasts(known, ForecastRequest(steps: 3, back: 3)).first)
        #expect(forecast.values == [2, 3, 3])
        let classes = try Model.initial(network: TinyTasks.classifier, for: TinyTasks.signs(), seed: 1)
        #expect(throws: NetworkError.self) { try classes.forecasts(TinyTasks.signs(), ForecastRequest(steps: 2)) }
    }
}
