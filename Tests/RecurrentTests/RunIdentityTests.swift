import Datasets
import TestSupport
import Testing

@testable import Recurrent

@Suite struct RunIdentityTests {
    private func identity(
        train: SequenceDataset = TinyTasks.signs(), test: SequenceDataset? = nil, changes: [RecordedChange] = [],
        _ set: (inout TrainingPlan) -> Void = { _ in }
    ) -> RunIdentity {
        var plan = TinyTasks.plan
        set(&plan)
        return RunIdentity(network: TinyTasks.classifier, train: train, test: test, plan: plan, changes: changes)
    }

    /// Saved runs are found by this text: if it changed, all of them would be lost.
    @Test func theTextNeverChanges() {
        let full = identity(
            test: TinyTasks.signs(40, seed: 2),
            changes: [RecordedChange(step: 9, change: .stop), RecordedChange(step: 3, change: .learningRate(0.5))]
        ) {
            $0.schedule = .stepDecay(factor: 0.5, epochs: 3)
            $0.bpttSteps = 4
            $0.classWeights = [1, 0.25]
            $0.patience = 2
            $0.keepsBest = true
            $0.seed = .max
        }
        #expect(
            full.json
                == #"{"changes":[{"change":{"rate":{"value":0.5}},"step":3},{"change":{"stop":{}},"step":9}],"data":[{"features":2,"fingerprint":4802703507978138198,"name":"signs","role":"train","sequences":120},{"features":2,"fingerprint":14431976979800239823,"name":"signs","role":"test","sequences":40}],"engine":2,"network":"gru(8) | dropout(0.2) | last | dense(2)","plan":{"batch":10,"clip":1,"decay":0,"epochs":3,"keep_best":true,"optimizer":{"adam":{"beta1":0.9,"beta2":0.999,"epsilon":1e-08}},"patience":2,"rate":0.02,"schedule":{"step":{"epochs":3,"factor":0.5}},"seed":18446744073709551615,"steps":4,"weights":[1,0.25]},"version":1}"#
        )
        #expect(full.digest == "f57f1f4fc6dda9bb")
        let optimizers: [Optimizer] = [
            .sgd(momentum: 0.5, nesterov: true), .rmsprop(decay: 0.5, epsilon: 0.25, form: .pytorch),
            .adam(beta1: 0.5, beta2: 0.25, epsilon: 0.125),
            .adamw(beta1: 0.5, beta2: 0.25, epsilon: 0.125, weightDecay: 0.0625), .adagrad(epsilon: 0.5),
        ]
        #expect(
            (try? StableJSON.text(optimizers))
                == #"[{"sgd":{"momentum":0.5,"nesterov":true}},{"rmsprop":{"decay":0.5,"epsilon":0.25,"form":"pytorch"}},{"adam":{"beta1":0.5,"beta2":0.25,"epsilon":0.125}},{"adamw":{"beta1":0.5,"beta2":0.25,"decay":0.0625,"epsilon":0.125}},{"adagrad":{"epsilon":0.5}}]"#
        )
        let schedules: [LearningRateSchedule] = [
            .constant, .stepDecay(factor: 0.5, epochs: 2), .exponential(factor: 0.5), .cosine, .warmup(steps: 3), .oneCycle,
            .plateau(factor: 0.5, patience: 2),
        ]
        #expect(
            (try? StableJSON.text(schedules))
                == #"[{"constant":{}},{"step":{"epochs":2,"factor":0.5}},{"exponential":{"factor":0.5}},{"cosine":{}},{"warmup":{"steps":3}},{"one_cycle":{}},{"plateau":{"factor":0.5,"patience":2}}]"#
        )
        #expect(StableJSON.value([Optimizer].self, from: (try? StableJSON.text(optimizers)) ?? "") == optimizers)
        #expect(StableJSON.value([LearningRateSchedule].self, from: (try? StableJSON.text(schedules)) ?? "") == schedules)
        #expect(StableJSON.value(RunIdentity.self, from: full.json) == full)
    }

    /// Runs that were saved before there were other precisions are still found.
    @Test func singlePrecisionIsNotWritten() {
        #expect(identity { $0.precision = .single }.json == identity().json && !identity().json.contains("precision"))
        let half = identity { $0.precision = .bfloat16 }
        #expect(
            half.json.contains(#""precision":"bfloat16""#)
                && StableJSON.value(RunIdentity.self, from: half.json)?.plan.precision == .bfloat16)
        #expect(!half.isSameRun(as: identity()))
    }

    @Test func namesOfDataDoNotCount() {
        var renamed = TinyTasks.signs()
        renamed.name = "renamed"
        let (one, other) = (identity(), identity(train: renamed))
        #expect(one != other && one.isSameRun(as: other) && one.digest == other.digest)
    }

    @Test func allElseCounts() {
        let data = TinyTasks.signs()
        let identities = [
            identity(), identity(train: data.take(50)), identity(train: TinyTasks.signs(seed: 2)), identity(test: data),
            identity(test: data.take(50)), identity(changes: [RecordedChange(step: 3, change: .stop)]),
            identity(changes: [RecordedChange(step: 4, change: .stop)]), identity { $0.seed += 1 }, identity { $0.epochs += 1 },
            identity { $0.batchSize += 1 }, identity { $0.optimizer = .adagrad(epsilon: 1e-8) }, identity { $0.learningRate = 0.5 },
            identity { $0.schedule = .cosine }, identity { $0.clipNorm = nil }, identity { $0.clipNorm = .infinity },
            identity { $0.weightDecay = 1 }, identity { $0.classWeights = [1, 1] }, identity { $0.patience = 1 },
            identity { $0.keepsBest = true }, identity { $0.bpttSteps = 3 },
            identity { $0.precision = .bfloat16 }, identity { $0.precision = .bfloat16x3 },
            RunIdentity(network: TinyTasks.languageModel, train: data, test: nil, plan: TinyTasks.plan),
        ]
        #expect(Set(identities.map(\.digest)).count == identities.count)
        for identity in identities { #expect(StableJSON.value(RunIdentity.self, from: identity.json) == identity) }
    }
}
