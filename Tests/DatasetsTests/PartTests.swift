import Testing

@testable import Datasets

/// Training, validation and test parts.
struct PartTests {
    private let all = counting(lengths: [Int](repeating: 2, count: 20))

    @Test func threePartsKeepTheOrder() throws {
        let pair = try all.split([0.7, 0.15, 0.15])
        #expect(pair.train?.selection == Array(0..<14))
        #expect(pair.validation?.selection == Array(14..<17))
        #expect(pair.test?.selection == Array(17..<20))
        let mixed = try all.split([0.7, 0.15, 0.15], seed: 3)
        let parts = try [#require(mixed.train), #require(mixed.validation), #require(mixed.test)]
        #expect(parts.map(\.count) == [14, 3, 3])
        #expect(Set(parts.flatMap(\.selection)) == Set(0..<20))
    }

    @Test(arguments: [[0.7, 0.15, 0.1], [0.7, 0.4, -0.1], [0.5, 0.5, 0.5], [0.98, 0.01, 0.01], [.nan, 0.5, 0.5]])
    func impossibleSharesAreRefused(_ shares: [Double]) {
        #expect(throws: DataError.self) { try all.split(shares) }
    }

    @Test func aShareIsHeldBackAndTheTestPartStays() throws {
        let pair = try all.split(0.8).holdingBack(0.25, seed: 1)
        let (train, validation) = (try #require(pair.train).selection, try #require(pair.validation).selection)
        #expect(train.count == 12 && validation.count == 4)
        #expect(Set(train + validation) == Set(0..<16))
        #expect(validation != Array(12..<16), "sequences are taken at random")
        #expect(pair.test?.selection == [16, 17, 18, 19])
        #expect(pair.checked?.selection == validation)
        #expect(try all.split(0.8).checked?.selection == [16, 17, 18, 19])
    }

    @Test func ofASeriesTheEndIsHeldBack() throws {
        let series = try SequenceDataset.forecasting(name: "s", values: (0...100).map { Float($0) }, width: 1, offsets: [0, 101])
        let pair = try series.split(0.8).holdingBack(0.25)
        #expect(try pair.train?.featureValues == (0..<60).map { Float($0) })
        #expect(try pair.validation?.featureValues == (60..<80).map { Float($0) })
        #expect(try pair.test?.featureValues == (80..<100).map { Float($0) })
    }

    @Test func ofAPartOfWindowsTheEndIsHeldBack() throws {
        let series = try SequenceDataset.forecasting(name: "s", values: (0...100).map { Float($0) }, width: 1, offsets: [0, 101])
        let pair = try series.windows(length: 5, horizon: 1).split(0.5).holdingBack(0.25)
        guard case .sequenceValues(let targets, 1) = pair.train?.storage.targets else { return #expect(Bool(false)) }
        #expect(pair.train?.selection.map { targets[$0] } == (5..<41).map { Float($0) })
        #expect(pair.validation?.selection.map { targets[$0] } == (41..<53).map { Float($0) })
        #expect(pair.test?.selection.map { targets[$0] } == (53...100).map { Float($0) })
    }

    @Test func sequencesAreSplitByTimeWhereThatIsAsked() throws {
        let series = try SequenceDataset.forecasting(name: "s", values: (0..<24).map { Float($0) }, width: 1, offsets: [0, 12, 24])
        let pair = try series.split([0.5, 0.5], by: .time)
        #expect(try pair.train?.featureValues == [0, 1, 2, 3, 4, 5, 12, 13, 14, 15, 16, 17])
        #expect(pair.train?.count == 2 && pair.test?.count == 2)
        #expect(dataError { _ = try all.split([0.5, 0.5], by: .time) }?.problem == .operation(.noTime(data: "counting")))
    }

    @Test func partsGoThroughOperationsTogether() throws {
        let pair = try all.split([0.5, 0.25, 0.25])
        #expect(pair.take(2).validation?.count == 2)
        #expect(pair.shuffled(seed: 2).validation?.selection != pair.validation?.selection)
        #expect(try pair.filtered(lengths: 2...2).validation?.count == 5)
        let scaled = try pair.standardized()
        #expect(scaled.validation?.storage === scaled.train?.storage)
        #expect(scaled.validation?.selection == pair.validation?.selection)
    }

    @Test func foldsLeaveOutEachSequenceOnce() throws {
        let folds = try DataPair(name: "all", train: all.take(17), test: nil).folds(5, seed: 2)
        #expect(folds.count == 5)
        let held = try folds.map { try #require($0.test).selection }
        #expect(held.flatMap { $0 }.sorted() == Array(0..<17))
        for (fold, held) in zip(folds, held) {
            #expect(Set(try #require(fold.train).selection).isDisjoint(with: held))
            #expect(fold.train.map { $0.count + held.count } == 17)
        }
        #expect(try DataPair(name: "all", train: all.take(17), test: nil).folds(5, seed: 3)[0].test?.selection != held[0])
    }

    @Test func foldsKeepATestPartApart() throws {
        let folds = try all.split(0.5).folds(2, seed: 0)
        #expect(folds.allSatisfy { $0.test?.selection == Array(10..<20) && $0.validation?.count == 5 && $0.train?.count == 5 })
    }

    @Test func impossibleFoldsAreRefused() throws {
        let pair = DataPair(name: "all", train: all, test: nil)
        #expect(dataError { _ = try pair.folds(21, seed: 0) }?.problem == .operation(.folds(data: "all", 21, sequences: 20)))
        let series = try SequenceDataset.forecasting(name: "s", values: [0, 1, 2, 3], width: 1, offsets: [0, 4])
        let one = DataPair(name: "s", train: series, test: nil)
        #expect(dataError { _ = try one.folds(2, seed: 0) }?.problem == .operation(.foldsInTime(data: "s")))
        #expect(dataError { _ = try one.rolling(9) }?.problem == .operation(.rolling(data: "s", 9, isWindowed: false)))
        #expect(dataError { _ = try pair.rolling(2) }?.problem == .operation(.noTime(data: "counting")))
    }

    @Test func rollingPartsFollowEachOther() throws {
        let series = try SequenceDataset.forecasting(name: "s", values: (0...60).map { Float($0) }, width: 1, offsets: [0, 61])
        let folds = try DataPair(name: "s", train: series, test: nil).rolling(5)
        #expect(try folds.map { try $0.train?.featureValues.count } == [10, 20, 30, 40, 50])
        #expect(try folds.map { try $0.test?.featureValues.first } == [10, 20, 30, 40, 50])
        let windows = try DataPair(name: "s", train: series.windows(length: 6, horizon: 2), test: nil).rolling(3)
        #expect(windows.allSatisfy { ($0.test?.count ?? 0) > 0 })
        let counts = windows.map { $0.train?.count ?? 0 }
        #expect(counts == counts.sorted() && Set(counts).count == 3)
    }
}
