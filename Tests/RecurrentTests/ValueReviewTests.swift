import TestSupport
import Testing

@testable import Datasets
@testable import Recurrent

/// Figures of predicted values, against numbers computed by hand.
@Suite struct ValueReviewTests {
    /// A series with a period of two steps: 1, 5, 2, 6, 3, 7, in two features, the second of which is predicted.
    private static func series() throws -> SequenceDataset {
        let values: [Float] = [9, 1, 9, 5, 9, 2, 9, 6, 9, 3, 9, 7]
        return try SequenceDataset.forecasting(name: "toy", values: values, width: 2, offsets: [0, 6], predicted: [1])
    }

    /// A network that always predicts `value`.
    private static func constant(_ values: [Float], features: Int, ends: Bool = false, loss: Loss = .standard) throws -> Model {
        let network = Network((ends ? [.last] : []) + [.dense(units: values.count, activation: .linear)])
        var model = try Model.initial(network: network, inputWidth: features, seed: 1)
        model.loss = loss
        for place in model.parameters.indices {
            model.parameters[place].values =
                model.parameters[place].shape.count == 1 ? values : model.parameters[place].values.map { _ in 0 }
        }
        return model
    }

    /// 2 |prediction - truth| / (|prediction| + |truth|) for predictions of 4 and the true values 5, 2, 6, 3 and 7.
    private static let relativeErrors: [Double] = [2.0 / 9.0, 4.0 / 6.0, 4.0 / 10.0, 2.0 / 7.0, 6.0 / 11.0]

    @Test func errorsBesideThoseOfRepeating() throws {
        let data = try Self.series()
        let review = try Self.constant([4], features: 2).valueReview(data, season: 2, training: data)
        // Truth 5, 2, 6, 3, 7: the errors of the network are 1, 2, 2, 1, 3; those of the last value 4, 3, 4, 3, 4;
        // those of the season two steps before 1, 1, 1, 1.
        #expect(review.network.count == 5 && review.network.meanAbsolute == 9.0 / 5)
        #expect(review.network.rootMeanSquare == (19.0 / 5).squareRoot())
        #expect(review.lastValue?.meanAbsolute == 18.0 / 5)
        #expect(review.lastSeason?.count == 4 && review.lastSeason?.meanAbsolute == 1)
        // Over two steps the series changes by 1.
        #expect(review.network.meanScaled == 9.0 / 5 && review.lastSeason?.meanScaled == 1)
        let relative = Self.relativeErrors.reduce(0, +) / 5
        #expect(abs((review.network.symmetric ?? 0) - relative) < 1e-12)
        let withoutSeason = try Self.constant([4], features: 2).valueReview(data, training: data)
        #expect(withoutSeason.lastSeason == nil && abs((withoutSeason.network.meanScaled ?? 0) - 0.5) < 1e-12)
        #expect(try Self.constant([4], features: 2).valueReview(data, training: nil).network.meanScaled == nil)
    }

    /// The same figures, in the data's own units, however the data is scaled and cut.
    @Test func unitsAndWindowsChangeNothing() throws {
        let data = try Self.series()
        let scaled = try #require(DataPair(name: "toy", train: data, test: nil).standardized().train)
        let zero = try Self.constant([0], features: 2).valueReview(scaled, season: 2, training: scaled)
        // The mean over the steps read is 17 / 5.
        #expect(abs((zero.network.meanAbsolute ?? 0) - 9.6 / 5) < 1e-5)
        #expect(abs((zero.lastValue?.meanAbsolute ?? 0) - 18.0 / 5) < 1e-5)
        #expect(abs((zero.lastSeason?.meanScaled ?? 0) - 1) < 1e-5)
        for isRelative in [false, true] {
            let windows = try #require(
                DataPair(name: "toy", train: data.windows(length: 3, horizon: 2, isRelative: isRelative), test: nil).standardized().train)
            let review = try Self.constant([0, 0], features: 2, ends: true).valueReview(windows, season: 2, training: windows)
            // Windows 1 5 2, 5 2 6: then 6 3 and 3 7.
            #expect(review.network.count == 4)
            #expect(abs((review.lastValue?.meanAbsolute ?? 0) - 9.0 / 4) < 1e-5)
            #expect(abs((review.lastSeason?.meanAbsolute ?? 0) - 1) < 1e-5)
            #expect(windows.meanChanges(over: 2).keys.sorted() == [1])
            #expect(abs((windows.meanChanges(over: 2)[1] ?? 0) - 1) < 1e-5)
        }
    }

    @Test func quantilesAreCounted() throws {
        let data = try Self.series()
        let loss = Loss.quantiles([0.25, 0.5, 0.75])
        let review = try Self.constant([2, 4, 6], features: 2, loss: loss).valueReview(data, training: data)
        let quantiles = try #require(review.quantiles)
        // Truth 5, 2, 6, 3, 7.
        #expect(quantiles.bands == [.init(low: 0.25, high: 0.75, coverage: 0.8)] && quantiles.bands[0].nominal == 0.5)
        #expect((0..<3).map { quantiles.share(below: $0) } == [0.2, 0.4, 0.8])
        #expect(quantiles.pinball(1) == 9.0 / 10 && review.network.meanAbsolute == 9.0 / 5)
        #expect(quantiles.pinball(0) == 0.25 * (3 + 0 + 4 + 1 + 5) / 5)
        let evaluation = try Self.constant([2, 4, 6], features: 2, loss: loss).evaluate(data)
        #expect(abs(evaluation.loss - (quantiles.pinball ?? 0)) < 1e-6)
    }
}
