import Datasets
import Testing

@testable import Recurrent

/// Runs that continue from the end of other runs.
@Suite struct ContinuedRunTests {
    private func run(
        _ network: Network, _ train: SequenceDataset, _ test: SequenceDataset? = nil, _ plan: TrainingPlan, changes: [RecordedChange] = [],
        start: TrainingStart? = nil, checkpoints: CheckpointSchedule? = nil, resuming: Checkpoint? = nil
    ) throws -> TrainingRun {
        let run = try TrainingRun(
            network: network, train: train, test: test, plan: plan, changes: changes, start: start, checkpoints: checkpoints,
            resuming: resuming)
        run.start()
        run.wait()
        return run
    }

    private func expectSame(_ a: TrainingRun, _ b: TrainingRun, _ place: SourceLocation = #_sourceLocation) {
        #expect(a.model.parameters == b.model.parameters, sourceLocation: place)
        #expect(a.end?.weights == b.end?.weights, sourceLocation: place)
        #expect(a.end?.optimizerState == b.end?.optimizerState, sourceLocation: place)
        #expect(a.snapshot.losses == b.snapshot.losses, sourceLocation: place)
        #expect(a.snapshot.history.map(\.test) == b.snapshot.history.map(\.test), sourceLocation: place)
        #expect(a.snapshot.history.map(\.trainLoss) == b.snapshot.history.map(\.trainLoss), sourceLocation: place)
    }

    /// Weights, optimizer state, order of batches, dropout, losses and history are those of one run over all epochs:
    /// after whole epochs, and after a stop within one.
    @Test(arguments: CheckpointTests.cases.indices) func goesOnAsOneRun(_ index: Int) throws {
        let (_, network, optimizer, isText) = CheckpointTests.cases[index]
        let train = isText ? TinyTasks.text() : TinyTasks.signs(varying: true)
        let test = isText ? TinyTasks.text(200) : TinyTasks.signs(40, seed: 2)
        var plan = TinyTasks.plan
        plan.optimizer = optimizer
        plan.bpttSteps = isText ? 7 : nil
        plan.keepsBest = true
        plan.schedule = .exponential(factor: 0.8)
        plan.epochs = 6
        let rate = RecordedChange(step: 5, change: .learningRate(0.03))
        let whole = try run(network, train, test, plan, changes: [rate])
        var (first, rest) = (plan, plan)
        first.epochs = 3
        rest.learningRate = 0.03
        for stop in [nil, 7, 14] {
            let changes = [rate] + (stop.map { [RecordedChange(step: $0, change: .stop)] } ?? [])
            let start = TrainingStart(try #require(try run(network, train, test, first, changes: changes).end))
            #expect(start.plan?.learningRate == 0.03)
            let kept = KeptCheckpoints()
            let second = try run(network, train, test, rest, start: start, checkpoints: kept.schedule())
            expectSame(second, whole)
            #expect(second.snapshot.continuedAt == [start.step] && second.changes.isEmpty)
            // Its saved state is read again, and its result is available at once.
            let again = try run(network, train, test, rest, start: start, resuming: kept.checkpoint())
            expectSame(again, whole)
            #expect(again.snapshot.continuedAt == [start.step])
            // A third run continues from the second.
            var longer = rest
            longer.epochs = 8
            let third = try run(network, train, test, longer, start: TrainingStart(try #require(again.end)))
            plan.epochs = 8
            expectSame(third, try run(network, train, test, plan, changes: [rate]))
            plan.epochs = 6
        }
    }

    /// A run that continues another and is interrupted itself.
    @Test func goesOnFromItsOwnCheckpoints() throws {
        let (train, test) = (TinyTasks.signs(varying: true), TinyTasks.signs(40, seed: 2))
        let first = try run(TinyTasks.classifier, train, test, TinyTasks.plan)
        let start = TrainingStart(try #require(first.end))
        var plan = TinyTasks.plan
        plan.epochs = 6
        plan.optimizer = .adagrad(epsilon: 1e-8)
        let whole = try run(TinyTasks.classifier, train, test, plan, start: start)
        #expect(whole.end?.progress.optimizerStart == first.snapshot.step)
        let kept = KeptCheckpoints()
        let stop = RecordedChange(step: first.snapshot.step + 14, change: .stop)
        _ = try run(TinyTasks.classifier, train, test, plan, changes: [stop], start: start, checkpoints: kept.schedule())
        var checkpoint = try kept.checkpoint()
        checkpoint.progress.end = nil
        checkpoint.progress.changes = []
        checkpoint = try Checkpoint(bytes: checkpoint.encoded())
        expectSame(try run(TinyTasks.classifier, train, test, plan, start: start, resuming: checkpoint), whole)
        // It is not the checkpoint of a run that begins differently.
        #expect(throws: NetworkError(.otherCheckpoint)) {
            try run(TinyTasks.classifier, train, test, plan, resuming: checkpoint)
        }
        #expect(throws: NetworkError(.otherCheckpoint)) {
            try run(TinyTasks.classifier, train, test, plan, start: TrainingStart(whole.model), resuming: checkpoint)
        }
    }

    @Test func itsBeginningIsPartOfItsIdentity() throws {
        let data = TinyTasks.signs()
        let first = try run(TinyTasks.classifier, data, nil, TinyTasks.plan)
        let end = try #require(first.end)
        func identity(_ start: TrainingStart?) -> RunIdentity {
            RunIdentity(network: TinyTasks.classifier, train: data, test: nil, plan: TinyTasks.plan, start: start)
        }
        let identities = [identity(nil), identity(TrainingStart(end)), identity(TrainingStart(first.model))]
        #expect(Set(identities.map(\.digest)).count == 3)
        #expect(identity(TrainingStart(end)).digest == identities[1].digest)
        for identity in identities { #expect(StableJSON.value(RunIdentity.self, from: identity.json) == identity) }
    }

    /// Frozen layers keep their bits, their gradients do not count for clipping, and their optimizer state is
    /// unchanged.
    @Test func frozenLayersStay() throws {
        let data = TinyTasks.signs()
        let first = try run(TinyTasks.classifier, data, nil, TinyTasks.plan)
        let start = TrainingStart(try #require(first.end))
        var plan = TinyTasks.plan
        plan.epochs = 5
        plan.frozenLayers = [0]
        let second = try run(TinyTasks.classifier, data, nil, plan, start: start)
        for (old, new) in zip(first.model.parameters, second.model.parameters) {
            #expect((old == new) == old.name.hasPrefix("0."), "\(old.name)")
        }
        #expect(second.snapshot.layerGradientNorms[0] == 0)
        #expect(second.snapshot.gradientNorm == second.snapshot.layerGradientNorms[3])
        plan.frozenLayers = [4]
        #expect(throws: NetworkError(.plan(.frozenLayer(4, layers: 4)))) {
            try run(TinyTasks.classifier, data, nil, plan, start: start)
        }
    }

    /// A run with non-finite numbers continues from the weights that it kept.
    @Test func goesOnAfterAFailure() throws {
        let (train, test) = (TinyTasks.signs(), TinyTasks.signs(40, seed: 2))
        var plan = TinyTasks.plan
        plan.optimizer = .sgd(momentum: 0, nesterov: false)
        plan.clipNorm = nil
        let broken = RecordedChange(step: 15, change: .learningRate(.greatestFiniteMagnitude))
        let first = try run(TinyTasks.classifier, train, test, plan, changes: [broken])
        guard case .failed = first.snapshot.phase else { return #expect(Bool(false), "\(first.snapshot.phase)") }
        let start = TrainingStart(try #require(first.end))
        plan.epochs = start.epoch + 2
        plan.learningRate = 0.01
        let kept = KeptCheckpoints()
        let second = try run(TinyTasks.classifier, train, test, plan, start: start, checkpoints: kept.schedule())
        #expect(second.snapshot.phase == .finished && second.snapshot.epoch == plan.epochs)
        #expect(second.model.parameters.allSatisfy { $0.values.allSatisfy(\.isFinite) })
        #expect(try kept.checkpoint().isEnd)
    }

    /// If patience was exhausted, it counts from the beginning of the continuing run.
    @Test func patienceBeginsAnew() throws {
        let (train, test) = (TinyTasks.signs(), TinyTasks.signs(40, seed: 2))
        var plan = TinyTasks.plan
        plan.learningRate = 0
        plan.epochs = 10
        plan.patience = 2
        let first = try run(TinyTasks.classifier, train, test, plan)
        #expect(first.snapshot.epoch == 3)
        plan.epochs = 13
        let second = try run(TinyTasks.classifier, train, test, plan, start: TrainingStart(try #require(first.end)))
        #expect(second.snapshot.epoch == 5)
    }

    /// The best epoch on other test data says nothing about this run.
    @Test func theBestEpochIsThatOfTheTest() throws {
        let (train, test) = (TinyTasks.signs(), TinyTasks.signs(40, seed: 2))
        var plan = TinyTasks.plan
        plan.keepsBest = true
        let end = try #require(try run(TinyTasks.classifier, train, test, plan).end)
        plan.epochs = 4
        plan.learningRate = 0
        let other = try run(TinyTasks.classifier, train, TinyTasks.signs(40, seed: 3), plan, start: TrainingStart(end))
        #expect(other.end?.progress.history.best == 4)
        #expect(other.model.parameters == end.weights)
    }

    @Test func dataOfAnotherWidthIsRefused() throws {
        let end = try #require(try run(TinyTasks.classifier, TinyTasks.signs(), nil, TinyTasks.plan).end)
        let wide = SequenceDataset(
            name: "wide", presentation: .channels, inputs: .features(values: [1, 2, 3], width: 3),
            targets: .sequenceClasses(labels: [0], names: ["minus", "plus"]), offsets: [0, 1])
        #expect(throws: NetworkError(.trainedOnOtherWidth(2, data: "wide", width: 3))) {
            try run(TinyTasks.classifier, wide, nil, TinyTasks.plan, start: TrainingStart(end))
        }
    }
}
