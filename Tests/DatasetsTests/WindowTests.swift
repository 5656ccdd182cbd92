import Testing

@testable import Datasets

/// Windows of long series: what they read and predict, and what parts have in common.
struct WindowTests {
    /// Series that count up by 1, the second from 1,000 on, and so on, with the next step as the target.
    private func series(_ lengths: [Int], width: Int = 1) throws -> SequenceDataset {
        var values: [Float] = []
        for (series, length) in lengths.enumerated() {
            for step in 0..<length {
                for channel in 0..<width { values.append(Float(1000 * series + step) + Float(channel) / 4) }
            }
        }
        return try SequenceDataset.forecasting(
            name: "series", values: values, width: width, offsets: lengths.reduce(into: [0]) { $0.append($0[$0.count - 1] + $1) })
    }

    private func values(_ data: SequenceDataset, _ index: Int) -> [Float] {
        guard case .features(let values, let width) = data.storage.inputs else { return [] }
        let steps = data.steps(index)
        return Array(values[(steps.lowerBound * width)..<(steps.upperBound * width)])
    }

    private func targets(_ data: SequenceDataset, _ index: Int) -> [Float] {
        switch data.storage.targets {
        case .sequenceValues(let values, let width):
            let row = data.selection[index]
            return Array(values[(row * width)..<((row + 1) * width)])
        case .stepValues(let values, let width):
            let steps = data.steps(index)
            return Array(values[(steps.lowerBound * width)..<(steps.upperBound * width)])
        default: return []
        }
    }

    @Test func windowsKeepTheTargetsOfTheirSteps() throws {
        let data = try series([10]).windows(length: 4, stride: 2)
        #expect(data.count == 3)
        #expect(values(data, 1) == [2, 3, 4, 5])
        #expect(targets(data, 1) == [3, 4, 5, 6])
    }

    @Test func aHorizonIsPredictedAtOnce() throws {
        let data = try series([10], width: 2).windows(length: 3, horizon: 2)
        #expect(data.count == 6)
        #expect(values(data, 5) == [5, 5.25, 6, 6.25, 7, 7.25])
        #expect(targets(data, 5) == [8, 8.25, 9, 9.25])
        #expect(targets(data, 0) == [3, 3.25, 4, 4.25])
    }

    @Test func windowsDoNotReachFromOneSeriesIntoTheNext() throws {
        let data = try series([5, 3, 6]).windows(length: 3, horizon: 2)
        let windows: [[Float]] = (0..<data.count).map { values(data, $0) + targets(data, $0) }
        #expect(windows.count == 3 && windows.first == [0, 1, 2, 3, 4])
        #expect(windows.suffix(2) == [[2000, 2001, 2002, 2003, 2004], [2001, 2002, 2003, 2004, 2005]])
    }

    @Test func classesOfSequencesAreThoseOfTheirWindows() throws {
        let data = try counting(lengths: [4, 3]).windows(length: 2)
        #expect(try data.labels == [0, 0, 0, 1, 1])
    }

    @Test func whatCannotBeCutIsRefused() throws {
        let data = try series([5])
        #expect(
            dataError { _ = try data.windows(length: 4, horizon: 2) }?.problem
                == .operation(.windowTooLong(data: "series", steps: 5, longest: 4)))
        #expect(dataError { _ = try data.windows(length: .max, horizon: .max) } != nil)
        #expect(
            dataError { _ = try data.windows(length: 2).windows(length: 1) }?.problem == .operation(.windowsAlready(data: "series")))
        #expect(
            dataError { _ = try counting(lengths: [5]).windows(length: 2, horizon: 1) }?.problem == .operation(.noHorizon(data: "counting"))
        )
    }

    /// No value that is predicted in one part is seen, as an input or a target, in an earlier part.
    @Test(arguments: [nil, 1, 3], [1, 2, 5]) func partsInTimeDoNotLeak(_ horizon: Int?, _ stride: Int) throws {
        let data = try series([60, 90]).windows(length: 6, stride: stride, horizon: horizon)
        let pair = try data.split([0.6, 0.2, 0.2])
        let parts = try [#require(pair.train), #require(pair.validation), #require(pair.test)]
        for (earlier, later) in zip(parts, parts.dropFirst()) {
            let seen = Set((0..<earlier.count).flatMap { values(earlier, $0) + targets(earlier, $0) })
            let predicted = Set((0..<later.count).flatMap { targets(later, $0) })
            #expect(!predicted.isEmpty && seen.isDisjoint(with: predicted))
        }
        // Both series are in all parts.
        for part in parts { #expect(Set((0..<part.count).flatMap { targets(part, $0) }.map { $0 >= 1000 }).count == 2) }
    }

    @Test func partsThatAreCutFirstDoNotLeakEither() throws {
        let pair = try series([100]).split([0.6, 0.2, 0.2]).windows(length: 5, horizon: 4)
        let parts = try [#require(pair.train), #require(pair.validation), #require(pair.test)]
        for (earlier, later) in zip(parts, parts.dropFirst()) {
            let seen = Set((0..<earlier.count).flatMap { targets(earlier, $0) })
            #expect(seen.isDisjoint(with: (0..<later.count).flatMap { targets(later, $0) }))
        }
    }

    @Test func windowsAreNotMixedBeforeASplit() throws {
        let data = try series([40]).windows(length: 4)
        #expect(dataError { _ = try data.split(0.8, seed: 1) }?.problem == .operation(.mixedWindows(data: "series")))
    }

    @Test func valuesToComeAreScaledAsTheirFeatureIs() throws {
        let data = try series([50], width: 2).windows(length: 4, horizon: 3).split(0.8).standardized()
        let train = try #require(data.train)
        let (scale, targetScale) = (try #require(train.storage.details.inputScale), try #require(train.storage.details.targetScale))
        #expect(targetScale.mean == [0, 1, 0, 1, 0, 1].map { scale.mean[$0] })
        #expect(targetScale.deviation == [0, 1, 0, 1, 0, 1].map { scale.deviation[$0] })
        #expect(abs(targetScale.inOwnUnits(targets(train, 0))[0] - 4) < 1e-4)
    }

    @Test func relativeWindowsCountFromTheirLastStep() throws {
        let data = try series([10], width: 2).windows(length: 3, horizon: 2, isRelative: true)
        #expect(values(data, 5) == [-2, -2, -1, -1, 0, 0])
        #expect(targets(data, 5) == [1, 1, 2, 2])
        #expect(data.targetsInOwnUnits([1, 1, 2, 2], of: 5) == [8, 8.25, 9, 9.25])
        #expect(data.inputsInOwnUnits(of: 5) == [5, 5.25, 6, 6.25, 7, 7.25])
        let scaled = try #require(data.split(0.7).standardized().train)
        #expect(zip(scaled.targetsInOwnUnits(targets(scaled, 1), of: 1), [4, 4.25, 5, 5.25] as [Float]).allSatisfy { abs($0 - $1) < 1e-4 })
        let before = try #require(DataPair(name: "s", train: series([10], width: 2), test: nil).standardized().train)
            .windows(length: 3, horizon: 2, isRelative: true)
        #expect(zip(before.targetsInOwnUnits(targets(before, 1), of: 1), [4, 4.25, 5, 5.25] as [Float]).allSatisfy { abs($0 - $1) < 1e-4 })
        #expect(
            dataError { _ = try series([10]).windows(length: 3, isRelative: true) }?.problem
                == .operation(.relativeWithoutHorizon(data: "series")))
    }

    @Test func whatIsKnownAheadIsKnownForTheWholeHorizon() throws {
        var values: [Float] = []
        for step in 0..<8 { values += [Float(step), Float(100 + step)] }
        let data = try SequenceDataset.forecasting(
            name: "known", values: values, width: 2, offsets: [0, 8], featureNames: ["price", "holiday"], predicted: [0], known: [1])
        #expect(self.values(data, 0).prefix(4) == [0, 101, 1, 102])
        #expect(targets(data, 0) == [1, 2, 3, 4, 5, 6, 7])
        let windows = try data.windows(length: 2, horizon: 3)
        #expect(windows.storage.details.featureNames == ["price", "holiday", "holiday +2", "holiday +3"])
        #expect(self.values(windows, 1) == [1, 102, 103, 104, 2, 103, 104, 105])
        #expect(targets(windows, 1) == [3, 4, 5])
        #expect(windows.count == 4)
    }
}
