import Testing

@testable import Recurrent

/// The history of a run stays small, however long the run.
@Suite struct HistoryTests {
    @Test func tenMillionLossesKeepTheirExtremesAndMeans() {
        var history = LossHistory()
        for step in 0..<10_000_000 { history.append(step == 7_777_777 ? 50 : Float(step % 10)) }
        #expect(history.bins.count <= LossHistory.capacity && history.bins.count > LossHistory.capacity / 2)
        #expect(history.bins.reduce(0) { $0 + $1.count } == 10_000_000)
        #expect(history.bins.map(\.greatest).max() == 50 && history.bins.map(\.least).min() == 0)
        #expect(history.bins.reduce(0) { $0 + $1.sum } == 45_000_000 + 50 - 7)
        #expect(history.bins.dropLast().allSatisfy { $0.count == history.stepsPerBin })
        #expect(history.stepsPerBin == 4096)
        // The one outlying loss is where it was.
        #expect(history.bins.firstIndex { $0.greatest == 50 } == 7_777_777 / 4096)
        #expect(history.isSound(steps: 10_000_000) && !history.isSound(steps: 9_999_999))
    }

    @Test func gradientsOfManyStepsKeepTheirSums() {
        var history = GradientHistory(start: 3)
        for step in 0..<5_000 { history.append([1, Float(step % 2)], isClipped: step.isMultiple(of: 10)) }
        #expect(history.start == 3)
        #expect(history.bins.count <= GradientHistory.capacity && history.bins.count > GradientHistory.capacity / 2)
        #expect(history.bins.reduce(0) { $0 + $1.count } == 5_000)
        #expect(history.bins.reduce(0) { $0 + $1.clipped } == 500)
        #expect(history.isSound(steps: 5_003) && !history.isSound(steps: 5_002) && history.layers == 2)
        for (layer, whole) in [5_000, 2_500].enumerated() {
            var sum: Float = 0
            for bin in history.bins { sum += bin.sums[layer] }
            #expect(sum == Float(whole))
        }
    }

    /// A saved history continues as if it had never been saved.
    @Test func gradientsAreKeptInFiles() throws {
        var whole = GradientHistory()
        var kept = GradientHistory()
        for step in 0..<3_000 {
            let (norms, isClipped) = ([Float(step % 7) / 3, 0.25, Float(step % 3)], step % 5 == 0)
            whole.append(norms, isClipped: isClipped)
            kept.append(norms, isClipped: isClipped)
            guard step % 611 == 0 else { continue }
            let text = try StableJSON.text(kept)
            #expect(text.utf8.count < 16_000)
            kept = try #require(StableJSON.value(GradientHistory.self, from: text))
        }
        #expect(kept == whole)
        let empty = try #require(StableJSON.value(GradientHistory.self, from: try StableJSON.text(GradientHistory(start: 9))))
        #expect(empty == GradientHistory(start: 9) && empty.isSound(steps: 9))
        let damaged = #"{"start":0,"stepsPerBin":1,"stepsOfLast":1,"clipped":[0,0],"sums":[1,2,3]}"#
        #expect(StableJSON.value(GradientHistory.self, from: damaged) == nil)
    }

    private func result(_ epoch: Int, loss: Double) -> EpochResult {
        var test = Evaluation(loss: loss, error: 0.5, count: 2, confusion: [1, 0, 1, 0], classes: 2)
        test.errorByStep = [0, 1]
        return EpochResult(epoch: epoch, step: 10 * epoch, trainLoss: loss, test: test, sequencesPerSecond: 1)
    }

    @Test func detailsAreKeptOfTheLatestAndTheBest() {
        var history = EpochHistory()
        let losses: [Double] = [5, 3, 4, 2, 2, 6, 7]
        let best = losses.enumerated().map { history.append(result($0.offset + 1, loss: $0.element)) }
        #expect(best == [true, true, false, true, false, false, false])
        #expect(history.best == 4 && history.leastLoss == 2)
        #expect(history.results.map(\.epoch) == Array(1...7))
        #expect(history.results.map(\.test?.loss) == losses)
        #expect(history.results.filter { $0.test?.confusion.isEmpty == false }.map(\.epoch) == [4, 7])
        #expect(history.results.filter { $0.test?.errorByStep.isEmpty == false }.map(\.epoch) == [4, 7])
        #expect(history.isSound(epochs: 7, steps: 70, hasFailed: false))
    }

    @Test func ofVeryManyEpochsAPartIsKept() {
        var history = EpochHistory()
        let count = 5 * EpochHistory.capacity + 3
        for epoch in 1...count { history.append(result(epoch, loss: epoch == 777 ? 0.5 : 1 + 1 / Double(epoch))) }
        let epochs = history.results.map(\.epoch)
        #expect(epochs.count <= EpochHistory.capacity && epochs.count > EpochHistory.capacity / 2)
        #expect(epochs == epochs.sorted() && Set(epochs).count == epochs.count)
        #expect(epochs.last == count && epochs.contains(777) && history.best == 777)
        #expect(zip(epochs, epochs.dropFirst()).allSatisfy { $1 - $0 <= 8 })
        #expect(history.results.filter { $0.test?.confusion.isEmpty == false }.map(\.epoch) == [777, count])
        #expect(history.isSound(epochs: count, steps: 10 * count, hasFailed: false))
    }

    @Test func epochsWithoutATestHaveNoBest() {
        var history = EpochHistory()
        let isBest = history.append(EpochResult(epoch: 1, step: 1, trainLoss: 1, test: nil, sequencesPerSecond: 1))
        #expect(!isBest)
        #expect(history.best == nil && history.results.count == 1)
    }
}
