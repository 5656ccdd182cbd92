import Datasets
import Kernels
import TestSupport
import Testing

@testable import Recurrent

/// Several ranks compute the same bits as one.
@Suite struct RankTests {
    /// The cases whose batches have more than one block.
    private static let cases = BitsCase.all.filter { $0.batchSize == 60 }

    @Test(arguments: cases) func sameBits(_ bitsCase: BitsCase) throws {
        let size = 2 + bitsCase.name.utf8.count % 3
        let bits = try ThreadLink.ranks(size) { link in
            try bitsCase.fingerprint(threads: 1 + link.rank % 2, order: .ascending, processor: .current, ranks: RankGroup(link))
        }
        #expect(Set(bits) == [ExpectedBits.fingerprints[bitsCase.name]], "\(size) ranks")
    }

    /// Streams of a text, in more than one block, whose states are carried; accumulated gradients of several batches.
    @Test func runsWithStates() throws {
        var plan = TinyTasks.plan
        (plan.batchSize, plan.bpttSteps, plan.epochs, plan.accumulatedBatches) = (40, 5, 2, 2)
        let network = Network([.embedding(size: 8), .lstm(8), .tied])
        let alone = try Self.run(network, TinyTasks.text(4000), test: TinyTasks.text(700), plan, nil)
        for size in [2, 3] {
            let results = try ThreadLink.ranks(size) { [plan] link in
                try Self.run(network, TinyTasks.text(4000), test: TinyTasks.text(700), plan, RankGroup(link))
            }
            for result in results { #expect(result == alone) }
        }
    }

    /// Several targets are trained on and evaluated in parts with the same results as by one rank.
    @Test func severalTargets() throws {
        var plan = TinyTasks.plan
        (plan.batchSize, plan.epochs, plan.loss) = (60, 2, .weighted([1, 0.5]))
        let data = TinyTasks.weighedSteps(TinyTasks.severalTargetsOfSteps(80))
        let network = Network([.embedding(size: 5), .gru(.after, 9), .join([[TinyTasks.dense(3)], [TinyTasks.dense(1)]])])
        let alone = try Self.run(network, data, test: data, plan, nil)
        #expect(alone.tests.last??.targets?.count == 2)
        for size in [2, 3] {
            let results = try ThreadLink.ranks(size) { [plan] link in
                try Self.run(network, data, test: data, plan, RankGroup(link))
            }
            for result in results { #expect(result == alone) }
        }
    }

    @Test(arguments: [
        RunCase("labels of steps", network: Network([.embedding(size: 5), .gru(.after, 9), TinyTasks.dense(3)]), isPaths: true),
        RunCase("paths", network: Network([.lstm(6), TinyTasks.dense(3), .transitions]), isPaths: true) { $0.loss = .crf },
        RunCase("varied", isVaried: true) { $0.averageDecay = 0.9 },
    ])
    func runs(_ runCase: RunCase) throws {
        var plan = runCase.plan
        (plan.batchSize, plan.epochs) = (40, 3)
        let alone = try Self.run(runCase.network, runCase.train, test: runCase.test, plan, nil)
        let results = try ThreadLink.ranks(3) { [plan] link in
            try Self.run(runCase.network, runCase.train, test: runCase.test, plan, RankGroup(link))
        }
        for result in results { #expect(result == alone) }
    }

    /// The results of a run.
    private struct Outcome: Equatable {
        var phase: TrainingSnapshot.Phase
        var parameters: [[UInt32]]
        var losses: [Double]
        var tests: [Evaluation?]
        var step: Int
    }

    /// The data as ranks have it: the first completely, the others without inputs.
    private static func told(_ data: [SequenceDataset], _ ranks: RankGroup?) throws -> [SequenceDataset] {
        guard let ranks else { return data }
        guard !ranks.isFirst else {
            _ = try ranks.share(ranks.message(of: data))
            return data
        }
        let told = try #require(ranks.datasets(of: ranks.share([])))
        for data in told { #expect(data.storage.inputSource != nil && data.storage.form.words.isEmpty) }
        return told
    }

    /// - Parameter tellsData: whether the first rank describes the data to the others; otherwise each has all of it.
    private static func run(
        _ network: Network, _ train: SequenceDataset, test: SequenceDataset?, _ plan: TrainingPlan, _ ranks: RankGroup?,
        resuming checkpoint: Checkpoint? = nil, checkpoints: CheckpointSchedule? = nil,
        tellsData: Bool = true, onEpoch: @escaping @Sendable (EpochResult) -> Void = { _ in }
    ) throws -> Outcome {
        let data = try told([train] + [test].compactMap(\.self), tellsData ? ranks : nil)
        let run = try TrainingRun(
            network: network, train: data[0], test: test == nil ? nil : data[1], plan: plan, checkpoints: checkpoints,
            resuming: checkpoint, threads: 1, ranks: ranks, onEpoch: onEpoch)
        run.start()
        run.wait()
        return Outcome(
            phase: run.snapshot.phase, parameters: run.model.parameters.map { $0.values.map(\.bitPattern) },
            losses: run.snapshot.history.map(\.trainLoss), tests: run.snapshot.history.map(\.test), step: run.snapshot.step)
    }

    /// A rank requests only the steps of its own blocks, and keeps none.
    @Test func othersFetchWhatTheirBlocksNeed() throws {
        var plan = TinyTasks.plan
        (plan.batchSize, plan.epochs) = (40, 2)
        let data = TinyTasks.signs(varying: true)
        let asked = try ThreadLink.ranks(2) { [plan] link in
            _ = try Self.run(TinyTasks.classifier, data, test: nil, plan, RankGroup(link))
            return link.askedCount
        }
        let all = plan.epochs * data.storage.form.words.count
        #expect(asked.max()! > all / 3 && asked.max()! < all * 2 / 3, "\(asked) of \(all)")
    }

    /// Data without a special form in messages, and invalid data, reaches other ranks unchanged.
    @Test func dataIsToldAsItIs() throws {
        let several = TinyTasks.weighedSteps(TinyTasks.severalTargetsOfSteps(20))
        let broken = SequenceDataset(
            name: "broken", presentation: .channels, inputs: .features(values: [1, .nan, 3], width: 1),
            targets: .sequenceValues(values: [.nan, 2], width: 1), offsets: [0, 1, 3])
        let data = [several, several.select([3, 1, 3]), TinyTasks.text(50), broken]
        let results = try ThreadLink.ranks(2) { link in
            let ranks = RankGroup(link)
            for _ in 0..<2 {
                // The second time, the storages are known.
                let told =
                    ranks.isFirst
                    ? data
                    : try #require(ranks.datasets(of: ranks.share([])))
                if ranks.isFirst { _ = try ranks.share(ranks.message(of: data)) }
                for (own, data) in zip(told, data) {
                    #expect(own.fingerprint == data.fingerprint && own.name == data.name && own.selection == data.selection)
                    #expect(own.storage.inputs.words == data.storage.inputs.words)
                    #expect(own.storage.inputs(of: [0..<1, 2..<3]).words == data.storage.inputs(of: [0..<1, 2..<3]).words)
                    #expect(own.storage.hashContents() == data.storage.contentHash)
                }
                #expect(throws: NetworkError.self) { try told[3].checkContents() }
                ranks.meet()
            }
            return true
        }
        #expect(results == [true, true])
    }

    @Test(arguments: [
        (TinyTasks.classifier, TinyTasks.signs(varying: true)),
        (Network([.embedding(size: 5), .gru(.after, 9), TinyTasks.dense(5)]), TinyTasks.text(900)),
        (Network([.lstm(6), TinyTasks.dense(3), .transitions]), TinyTasks.chained(40)),
    ]) func predictionsAreThoseOfOne(_ network: Network, _ data: SequenceDataset) throws {
        let loss: Loss = network.layers.last == .transitions ? .crf : .standard
        let model = try Model.initial(network: network, for: data, seed: 3, loss: loss)
        @Sendable func said(_ ranks: RankGroup?) throws -> ([[UInt32]], [[Int]?], PredictionReview) {
            var (outputs, paths): ([[UInt32]], [[Int]?]) = ([], [])
            let data = try Self.told([data], ranks)[0]
            try SequencePredictor(model, data, ranks: ranks).forEachWithPath { _, said, path in
                outputs.append(said.map(\.bitPattern))
                paths.append(path)
            }
            return (outputs, paths, try model.review(data, bins: 4, worst: 3, ranks: ranks))
        }
        let alone = try said(nil)
        #expect(alone.0.count == data.count)
        for result in try ThreadLink.ranks(3, { link in try said(RankGroup(link)) }) { #expect(result == alone) }
    }

    @Test func aRateIsFoundTogether() throws {
        let data = TinyTasks.signs(varying: true)
        @Sendable func steps(_ ranks: RankGroup?) throws -> [RateSearch.Step] {
            var plan = TinyTasks.plan
            plan.batchSize = 50
            return try RateSearch(
                network: TinyTasks.classifier, train: Self.told([data], ranks)[0], plan: plan, rates: 0.001...1, count: 12, ranks: ranks
            ).steps
        }
        let alone = try steps(nil)
        #expect(alone.count > 3)
        for result in try ThreadLink.ranks(2, { link in try steps(RankGroup(link)) }) { #expect(result == alone) }
    }

    /// A signal at one rank ends all after the same step; from there another number of ranks continues.
    @Test func oneRankEndsAll() throws {
        var plan = TinyTasks.plan
        (plan.batchSize, plan.epochs) = (40, 6)
        let (network, data) = (TinyTasks.classifier, TinyTasks.signs(varying: true))
        let alone = try Self.run(network, data, test: data, plan, nil)
        let kept = KeptCheckpoints()
        let ended = try ThreadLink.ranks(3) { [plan] link in
            let group = RankGroup(link)
            return try Self.run(network, data, test: data, plan, group, checkpoints: link.rank == 0 ? kept.schedule() : nil) { result in
                if result.epoch == 2, link.rank == 2 { group.requestSuspension(hurries: false) }
            }
        }
        #expect(Set(ended.map(\.step)) == [6] && ended.allSatisfy { $0.phase == .suspended })
        let checkpoint = try kept.checkpoint()
        let results = try ThreadLink.ranks(2) { [plan] link in
            try Self.run(network, data, test: data, plan, RankGroup(link), resuming: checkpoint)
        }
        for result in results { #expect(result == alone) }
    }

    /// Orders given at the first rank are carried out at all, whatever step they precede.
    @Test func ordersReachAllRanks() throws {
        var plan = TinyTasks.plan
        (plan.batchSize, plan.epochs) = (40, 1_000_000)
        let (network, data) = (TinyTasks.classifier, TinyTasks.signs(varying: true))
        let changes = try ThreadLink.ranks(2) { [plan] link in
            let run = try TrainingRun(
                network: network, train: data, test: nil, plan: plan, threads: 1, ranks: RankGroup(link))
            run.start()
            if link.rank == 0 {
                #expect(eventually { run.snapshot.step > 3 })
                run.setLearningRate(0.001)
                #expect(eventually { !run.changes.isEmpty })
                run.stop()
            }
            run.wait()
            return run.changes
        }
        #expect(changes[0] == changes[1] && changes[0].map(\.change) == [.learningRate(0.001), .stop])
    }

    /// If a rank stops responding, the others keep the state after the last step that all have made.
    @Test(arguments: [40, 75, 110]) func aRankIsLost(_ messages: Int) throws {
        var plan = TinyTasks.plan
        (plan.batchSize, plan.epochs) = (40, 6)
        let (network, data) = (TinyTasks.classifier, TinyTasks.signs(varying: true))
        let alone = try Self.run(network, data, test: data, plan, nil)
        let kept = KeptCheckpoints()
        let ended = try ThreadLink.ranks(3, mortal: (2, messages)) { [plan] link in
            let group = RankGroup(link)
            let result = try Self.run(network, data, test: data, plan, group, checkpoints: link.rank == 0 ? kept.schedule() : nil)
            return (result, group.failure, group.silentRanks)
        }
        #expect(ended[0].0.phase == .suspended && ended[0].1 != nil)
        #expect(ended[0].2 == [2])
        let result = try Self.run(network, data, test: data, plan, nil, resuming: try kept.checkpoint())
        #expect(result == alone)
    }

    @Test func ranksWithOtherDataDoNotTrain() throws {
        let failures = try ThreadLink.ranks(3) { link in
            let group = RankGroup(link)
            let data = TinyTasks.signs(seed: link.rank == 1 ? 5 : 4)
            let result = try Self.run(TinyTasks.classifier, data, test: nil, TinyTasks.plan, group, tellsData: false)
            #expect(result.phase == .suspended && result.step == 0)
            return group.failure
        }
        #expect(failures.allSatisfy { $0 == RankFailure(rank: 1, problem: .otherRun) })
    }

    /// The parts of the ranks train different runs; then all evaluate the first's result.
    @Test func partsTrainByThemselves() throws {
        let data = TinyTasks.signs(varying: true)
        let plans = (0..<2).map { number in
            var plan = TinyTasks.plan
            (plan.batchSize, plan.seed) = (60, UInt64(number))
            return plan
        }
        let alone = try plans.map { try Self.run(TinyTasks.classifier, data, test: data, $0, nil) }
        let model = try Model.initial(network: TinyTasks.classifier, for: data, seed: 3)
        let evaluation = try model.evaluate(data)
        let results = try ThreadLink.ranks(3) { link in
            let group = RankGroup(link)
            let parts = group.parts(2)
            #expect(parts == [0..<1, 1..<3])
            let number = link.rank == 0 ? 0 : 1
            let data = try Self.told([data], group)[0]
            let result = try Self.run(TinyTasks.classifier, data, test: data, plans[number], group.part(of: parts), tellsData: false)
            #expect(result == alone[number])
            let told = try group.share(link.rank == 1 ? [7] : [], of: 1)
            #expect(told == [7])
            return try model.evaluate(data, ranks: group)
        }
        #expect(results.allSatisfy { $0 == evaluation })
    }

    @Test func blocksAreSharedOutBySteps() {
        // Eight blocks of sixteen sequences, the first as long as four others.
        let lengths = (0..<128).map { $0 < 16 ? 40 : 10 }
        let parts = BatchBlock.parts(of: lengths, ranks: 3)
        #expect(parts.map(\.blocks) == [0..<1, 1..<4, 4..<8])
        #expect(parts.map(\.sequences) == [0..<16, 16..<64, 64..<128])
        #expect(BatchBlock.parts(of: [3, 2], ranks: 3).map(\.blocks) == [0..<1, 1..<1, 1..<1])
        for ranks in 1...9 {
            let least = BatchBlock.leastSequences(blocks: ranks)
            #expect(BatchBlock.count(sequences: least) >= ranks && (least == 1 || BatchBlock.count(sequences: least - 1) < ranks))
        }
    }

    @Test func fewBlocksAreSaid() throws {
        let remarks = try ThreadLink.ranks(2) { link in
            let group = RankGroup(link)
            let found = Found()
            group.whenRemarking { found.remark = $0 }
            group.check(batch: 20)
            return found.remark
        }
        #expect(remarks.allSatisfy { $0 == .fewBlocks(batch: 20, blocks: 1, ranks: 2, sufficient: 24) })
    }

    private final class Found: @unchecked Sendable { var remark: RankRemark? }

    @Test(arguments: 1...7) func whatAllGiveIsThereInOrder(_ size: Int) throws {
        let counts = (0..<size).map { $0 % 3 }
        let all = try ThreadLink.ranks(size) { link in
            try RankGroup(link).gather([Float](repeating: Float(link.rank), count: counts[link.rank]), counts: counts)
        }
        let expected = counts.enumerated().flatMap { [Float](repeating: Float($0), count: $1) }
        #expect(all.allSatisfy { $0 == expected })
        let bytes = (0..<3_000_000).map { UInt8(truncatingIfNeeded: $0) }
        let told = try ThreadLink.ranks(size) { link in try RankGroup(link).share(link.rank == 0 ? bytes : []) }
        #expect(told.allSatisfy { $0 == bytes })
    }

    @Test func ordersAreThoseOfAll() {
        let orders = [RankOrders(wantsStop: true), RankOrders(isPaused: true, learningRate: 0.5), RankOrders(learningRate: 0.25)]
        let all = RankOrders(all: orders.map { $0.encoded[...] })
        #expect(all == RankOrders(isPaused: true, wantsStop: true, learningRate: 0.5))
        #expect(RankOrders(all: [RankOrders(wantsSuspension: true).encoded[...]]) == RankOrders(wantsSuspension: true))
    }
}
