import Foundation
import TestSupport
import Testing

@testable import Recurrent

/// Whatever a file contains, reading it as a checkpoint is refused, or gives one that is safe to resume from.
@Suite struct CheckpointDamageTests {
    private func bytes(_ runCase: RunCase, stop: Int? = nil) throws -> [UInt8] {
        let kept = KeptCheckpoints()
        let run = try TrainingRun(
            network: runCase.network, train: runCase.train, test: runCase.test, plan: runCase.plan,
            changes: [RecordedChange(step: 2, change: .learningRate(0.01))]
                + (stop.map { [RecordedChange(step: $0, change: .stop)] } ?? []),
            checkpoints: kept.schedule(seconds: 1000))
        run.start()
        run.wait()
        return kept.latest
    }

    private func isRead(_ bytes: [UInt8]) -> Bool { (try? Checkpoint(bytes: bytes)) != nil }

    @Test func everyBitCounts() throws {
        let small = RunCase("small", network: Network([TinyTasks.recurrent(.rnn(.tanh), 1), .last, TinyTasks.dense(2)]), hasTest: false) {
            $0.optimizer = .sgd(momentum: 0, nesterov: false)
            $0.epochs = 1
        }
        var bytes = try bytes(small)
        #expect(isRead(bytes))
        var missed = 0
        for bit in 0..<(8 * bytes.count) {
            bytes[bit / 8] ^= 1 << (bit % 8)
            if isRead(bytes) { missed += 1 }
            bytes[bit / 8] ^= 1 << (bit % 8)
        }
        #expect(missed == 0)
        for length in stride(from: 0, to: bytes.count, by: 7) { #expect(!isRead(Array(bytes[..<length]))) }
        #expect(!isRead(bytes + [0]))
    }

    @Test func anyBitOfALargerOneCounts() throws {
        let large = RunCase("large", network: Network([TinyTasks.recurrent(.gru(.after), 64), .last, TinyTasks.dense(2)])) {
            $0.epochs = 40
            $0.keepsBest = true
        }
        var bytes = try bytes(large)
        #expect(isRead(bytes))
        var random = SeededGenerator()
        for _ in 0..<500 {
            let bit = Int.random(in: 0..<(8 * bytes.count), using: &random)
            bytes[bit / 8] ^= 1 << (bit % 8)
            #expect(!isRead(bytes), "seed \(SeededGenerator.seed), bit \(bit)")
            bytes[bit / 8] ^= 1 << (bit % 8)
        }
    }

    /// The checksum is recomputed after each change, so that the contents are refused.
    @Test func everyTensorHasItsPlaceAndShape() throws {
        let runCase = RunCase("windows", network: Network([.embedding(size: 4), .lstm(8), TinyTasks.dense(5)]), isText: true) {
            $0.bpttSteps = 7
            $0.keepsBest = true
        }
        let file = try Safetensors(bytes: bytes(runCase, stop: 30))
        #expect(isRead(Checkpoint.sealed(file)))
        let parts = Set(file.tensors.map { $0.name.prefix { $0 != "/" } })
        #expect(parts == ["weights", "completed", "best", "optimizer", "state"])
        for place in file.tensors.indices {
            let tensor = file.tensors[place]
            func isRefused(_ change: (inout [Tensor]) -> Void) -> Bool {
                var changed = file
                change(&changed.tensors)
                return !isRead(Checkpoint.sealed(changed))
            }
            #expect(isRefused { $0.remove(at: place) }, "\(tensor.name) is missing")
            #expect(isRefused { $0[place].name += "x" }, "\(tensor.name) is renamed")
            #expect(isRefused { $0.append(tensor) }, "\(tensor.name) is doubled")
            #expect(
                isRefused { $0.append(Tensor(name: tensor.name + "x", shape: [1], values: [0])) }, "something stands beside \(tensor.name)")
            #expect(isRefused { $0[place].shape.append(1) }, "\(tensor.name) has an axis more")
            #expect(
                isRefused { $0[place] = Tensor(name: tensor.name, shape: [0], values: []) }, "\(tensor.name) is empty")
        }
        var integers = file
        integers.integers = [Safetensors.Integers(name: "weights/x", shape: [1], values: [1])]
        #expect(!isRead(Checkpoint.sealed(integers)))
    }

    /// States of fewer sequences than are read in parallel belong to another run.
    @Test func statesAreOfAllSequences() throws {
        let runCase = RunCase("windows", network: Network([.embedding(size: 4), .lstm(8), TinyTasks.dense(5)]), isText: true) {
            $0.bpttSteps = 7
        }
        var checkpoint = try Checkpoint(bytes: bytes(runCase, stop: 30))
        checkpoint.progress.end = nil
        checkpoint.progress.changes.removeLast()
        for place in checkpoint.recurrentState.indices {
            checkpoint.recurrentState[place].shape[0] -= 1
            checkpoint.recurrentState[place].values.removeLast(8)
        }
        let read = try Checkpoint(bytes: checkpoint.encoded())
        #expect(throws: NetworkError(.weights(.state("1.hidden")))) {
            try TrainingRun(
                network: runCase.network, train: runCase.train, test: runCase.test, plan: runCase.plan,
                changes: [RecordedChange(step: 2, change: .learningRate(0.01))], resuming: read)
        }
    }

    private static let integers: Set<String> = [
        "step", "stepInEpoch", "epoch", "stepsPerEpoch", "targets", "keptStep", "count", "stepsPerBin", "best", "spacing", "classes",
        "confusion", "ranks", "start", "stepsOfLast", "clipped",
    ]
    /// Fields with any value: shares that are missing, and measures of nothing.
    private static let free: Set<String> = ["errorByStep", "r2"]

    /// Each number of the progress, wherever it occurs, becomes one that no run can reach.
    @Test(arguments: [nil, 30]) func everyNumberIsBounded(stop: Int?) throws {
        let runCase = RunCase("numbers") {
            $0.epochs = 4
            $0.keepsBest = true
        }
        let file = try Safetensors(bytes: bytes(runCase, stop: stop))
        let text = try #require(file.metadata["progress"])
        let progress = try JSONSerialization.jsonObject(with: Data(text.utf8))
        func isRead(_ progress: Any) throws -> Bool {
            var changed = file
            changed.metadata["progress"] = String(decoding: try JSONSerialization.data(withJSONObject: progress), as: UTF8.self)
            return self.isRead(Checkpoint.sealed(changed))
        }
        #expect(try isRead(progress))
        var (integers, others): (Set<String>, Set<String>) = ([], [])
        var accepted: [String] = []
        for (path, name) in Self.numbers(progress) where !Self.free.contains(name) {
            let values: [Any]
            if Self.integers.contains(name) {
                integers.insert(name)
                values = [Int.max, Int.min, -1, 1 << 53]
            } else {
                others.insert(name)
                values = ["nan", "-inf"]
            }
            for value in values where try isRead(Self.replacing(progress, path[...], value)) {
                accepted.append("\(value) at \(path.map(\.text).joined(separator: "."))")
            }
        }
        #expect(accepted.isEmpty)
        #expect(integers == Self.integers)
        #expect(others.isSuperset(of: ["learningRate", "lossSum", "gradientNorm", "least", "greatest", "loss", "trainLoss", "leastLoss"]))
    }

    @Test func epochsRise() throws {
        let runCase = RunCase("history") { $0.epochs = 5 }
        let file = try Safetensors(bytes: bytes(runCase))
        let text = try #require(file.metadata["progress"])
        let progress = try #require(StableJSON.value(RunProgress.self, from: text))
        #expect(progress.isSound(for: runCase.plan))
        let object = try JSONSerialization.jsonObject(with: Data(text.utf8))
        for (place, epoch) in [(0, 2), (1, 1), (2, 5), (3, 3), (4, 4), (4, 6)] {
            let path: [Key] = [.name("history"), .name("results"), .place(place), .name("epoch")]
            let changed = try JSONSerialization.data(withJSONObject: Self.replacing(object, path[...], epoch))
            let read = try #require(StableJSON.value(RunProgress.self, from: String(decoding: changed, as: UTF8.self)))
            #expect(!read.isSound(for: runCase.plan), "epoch \(epoch) at \(place)")
        }
    }

    // MARK: Places in JSON

    private enum Key {
        case name(String)
        case place(Int)

        var text: String {
            switch self {
            case .name(let name): name
            case .place(let place): "\(place)"
            }
        }
    }

    /// All numbers with their paths, and the names of their fields.
    private static func numbers(_ json: Any, _ path: [Key] = [], name: String = "") -> [(path: [Key], name: String)] {
        if let object = json as? [String: Any] {
            return object.sorted { $0.key < $1.key }.flatMap {
                numbers($0.value, path + [.name($0.key)], name: $0.key == "_0" ? name : $0.key)
            }
        }
        if let array = json as? [Any] {
            return array.enumerated().flatMap { numbers($0.element, path + [.place($0.offset)], name: name) }
        }
        return json is NSNumber ? [(path, name)] : []
    }

    private static func replacing(_ json: Any, _ path: ArraySlice<Key>, _ value: Any) -> Any {
        guard let key = path.first else { return value }
        switch key {
        case .name(let name):
            var object = json as? [String: Any] ?? [:]
            object[name] = replacing(object[name] ?? 0, path.dropFirst(), value)
            return object
        case .place(let place):
            var array = json as? [Any] ?? []
            array[place] = replacing(array[place], path.dropFirst(), value)
            return array
        }
    }
}
