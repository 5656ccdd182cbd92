import Datasets
import Testing

struct OperationTests {
    @Test func splitKeepsTheOrder() throws {
        let pair = try counting(lengths: [Int](repeating: 2, count: 10)).split(0.8)
        #expect(pair.train?.selection == [0, 1, 2, 3, 4, 5, 6, 7])
        #expect(pair.test?.selection == [8, 9])
    }

    @Test func splitCutsOneLongText() throws {
        let text = SequenceDataset(
            name: "text", presentation: .symbols, inputs: .symbols(ids: [0, 1, 0, 1, 1, 0, 0, 0, 1, 1], vocabulary: ["a", "b"]),
            targets: .nextSymbol, offsets: [0, 10])
        let pair = try text.split(0.9)
        #expect(try pair.train?.symbolIDs == [0, 1, 0, 1, 1, 0, 0, 0, 1])
        #expect(try pair.test?.symbolIDs == [1])
        #expect(pair.test?.length(0) == 1)
    }

    @Test(arguments: [0, 1, -1, 2, Double.nan, 0.01])
    func impossibleSplitsAreRefused(_ fraction: Double) {
        #expect(throws: DataError.self) { try counting(lengths: [1, 2, 3]).split(fraction) }
    }

    @Test func splitBySeedIsAShuffledPartition() throws {
        let all = counting(lengths: [Int](repeating: 1, count: 50))
        let pair = try all.split(0.5, seed: 4)
        let train = try #require(pair.train).selection
        let test = try #require(pair.test).selection
        #expect(Set(train + test) == Set(0..<50))
        #expect(train.count == 25 && train != Array(0..<25))
        #expect(try all.split(0.5, seed: 4).train?.selection == train)
        #expect(try all.split(0.5, seed: 5).train?.selection != train)
    }

    @Test func takeAndFilter() throws {
        let all = counting(lengths: [3, 1, 4, 1, 5])
        #expect(all.take(2).selection == [0, 1])
        #expect(all.take(-3).count == 0)
        #expect(all.take(99).count == 5)
        #expect(try all.filtered(lengths: 3...4).selection == [0, 2])
        #expect(
            dataError { _ = try all.filtered(lengths: 8...9) }?.problem
                == .operation(.noLength(data: "counting", 8...9, found: 1...5)))
    }

    @Test func standardizationUsesTheTrainingPartOnly() throws {
        let pair = try counting(lengths: [2, 2, 3], width: 2).split(0.67).standardized()
        let train = try #require(pair.train)
        #expect(train.storage === pair.test?.storage)
        let values = try train.featureValues
        for feature in 0..<2 {
            let column = (0..<4).map { Double(values[$0 * 2 + feature]) }
            #expect(abs(column.reduce(0, +)) < 1e-5)
            #expect(abs(column.map { $0 * $0 }.reduce(0, +) / 4 - 1) < 1e-5)
        }
        #expect(values[13] > 2, "the test part lies beyond the training part")
    }

    @Test func constantFeaturesStayFinite() throws {
        let constant = SequenceDataset(
            name: "constant", presentation: .channels, inputs: .features(values: [7, 7, 7], width: 1),
            targets: .stepClasses(labels: [0, 0, 0], names: ["a"]), offsets: [0, 3])
        let pair = try DataPair(name: "constant", train: constant, test: nil).standardized()
        #expect(try pair.train?.featureValues == [0, 0, 0])
    }

    @Test func classCountsAndWeights() throws {
        let all = counting(lengths: [1, 1, 1, 1, 1])
        #expect(all.classCounts == [2, 2, 1])
        #expect(try all.balancedClassWeights() == [Float(5.0 / 6), Float(5.0 / 6), Float(5.0 / 3)])
        #expect(all.take(1).classCounts == [1, 0, 0])
    }
}
