import Datasets
import Foundation
import Notebook
import Synchronization

@testable import Recurrent

/// Readers of weights and of checkpoints.
extension FuzzTarget {
    static let weights = [
        FuzzTarget(
            name: "safetensors", make: { $0.tensors() },
            read: { input in
                do throws(SafetensorsError) {
                    return try Safetensors(bytes: input).heldBytes
                } catch {
                    try check(sentence: error.sentence, of: "\(error)")
                    return 0
                }
            }),
        FuzzTarget(
            name: "checkpoint", share: 4, make: { $0.checkpoint() },
            read: { input in
                do throws(SafetensorsError) {
                    let checkpoint = try Checkpoint(bytes: input)
                    return checkpoint.weights.reduce(0) { $0 + 4 * $1.values.count }
                } catch {
                    try check(sentence: error.sentence, of: "\(error)")
                    return 0
                }
            }),
    ]

    /// A checkpoint of a small network.
    fileprivate static let sampleCheckpoint: Safetensors = {
        let kept = Mutex<[UInt8]>([])
        let schedule = CheckpointSchedule(seconds: 0, share: .infinity) { checkpoint in
            let bytes = try checkpoint.encoded()
            kept.withLock { $0 = bytes }
        }
        let data = SequenceDataset(
            name: "a", presentation: .channels, inputs: .features(values: [1, 2, 3, 4, 5, 6], width: 1),
            targets: .sequenceClasses(labels: [0, 1, 0], names: ["a", "b"]), offsets: [0, 2, 4, 6])
        let network = Network([.recurrent(Recurrence(cell: .gru(.after), units: 2)), .last, .dense(units: 2, activation: .linear)])
        var plan = TrainingPlan()
        plan.epochs = 2
        plan.keepsBest = true
        guard let run = try? TrainingRun(network: network, train: data, test: data, plan: plan, checkpoints: schedule) else {
            return Safetensors()
        }
        run.start()
        run.wait()
        return (try? Safetensors(bytes: kept.withLock { $0 })) ?? Safetensors()
    }()
}

extension Safetensors {
    fileprivate var heldBytes: Int {
        tensors.reduce(0) { $0 + 4 * $1.values.count } + integers.reduce(0) { $0 + 4 * $1.values.count }
            + metadata.reduce(0) { $0 + $1.key.utf8.count + $1.value.utf8.count }
    }
}

extension Mutator {
    private static let headers = [
        "{\"__metadata__\":{\"format\":\"pt\"},\"a\":{\"dtype\":\"F32\",\"shape\":[2,2],\"data_offsets\":[0,16]},\"b\":{\"dtype\":\"I64\",\"shape\":[1],\"data_offsets\":[16,24]}}",
        "{\"a\":{\"dtype\":\"BF16\",\"shape\":[2],\"data_offsets\":[0,4]},\"n\":{\"dtype\":\"F16\",\"shape\":[0,7],\"data_offsets\":[4,4]},\"c\":{\"dtype\":\"F64\",\"shape\":[],\"data_offsets\":[4,12]}}",
        "{}",
    ].map { Array($0.utf8) }

    /// A safetensors file, mostly with the correct length of its header.
    mutating func tensors() -> [UInt8] {
        let header = mutated(
            Self.headers,
            words: [
                "\"dtype\":\"F32\"", "\"shape\":[", "\"data_offsets\":[0,4]", "U8", "BOOL", "{\"a\":", "[[[[", "null", "\"__metadata__\"",
            ])
        let length = chance(1, of: 6) ? one(of: Self.edges) : UInt64(header.count)
        var file = (0..<8).map { UInt8(truncatingIfNeeded: length >> UInt64(8 * $0)) } + header + bytes(one(of: [24, 12, 0, 4, 16]))
        if chance(1, of: 8) { change(&file) }
        return file
    }

    /// A checkpoint whose contents were changed before its checksum was computed, sometimes after.
    mutating func checkpoint() -> [UInt8] {
        var file = FuzzTarget.sampleCheckpoint
        for _ in 0..<below(3) {
            guard let key = file.metadata.keys.sorted().randomElement(using: &random), let value = file.metadata[key] else { break }
            var bytes = Array(value.utf8)
            for _ in 0..<(1 + below(2)) { change(&bytes, [], ["null", "true", "{", "[]", "\"a\"", ",", "}"]) }
            file.metadata[key] = String(decoding: bytes.prefix(8_000), as: UTF8.self)
        }
        if chance(1, of: 3), !file.tensors.isEmpty {
            let place = below(file.tensors.count)
            let tensor = file.tensors[place]
            switch below(3) {
            case 0: file.tensors.remove(at: place)
            case 1: file.tensors[place] = Tensor(name: tensor.name, shape: [0, size()], values: [])
            default: file.tensors[place] = Tensor(name: tensor.name, shape: [tensor.values.count], values: tensor.values.map { _ in .nan })
            }
        }
        var bytes = Checkpoint.sealed(file)
        if chance(1, of: 8) { change(&bytes) }
        return bytes
    }
}
