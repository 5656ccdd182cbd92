import Datasets
import Foundation
import Testing

extension SequenceDataset {
    /// All input features of the storage.
    var featureValues: [Float] {
        get throws {
            guard case .features(let values, _) = storage.inputs else { throw Mismatch() }
            return values
        }
    }

    var symbolIDs: [Int32] {
        get throws {
            guard case .symbols(let ids, _) = storage.inputs else { throw Mismatch() }
            return ids
        }
    }

    var vocabulary: [String] {
        get throws {
            guard case .symbols(_, let vocabulary) = storage.inputs else { throw Mismatch() }
            return vocabulary
        }
    }

    /// The class labels of the storage, of sequences or of steps.
    var labels: [Int32] {
        get throws {
            switch storage.targets {
            case .sequenceClasses(let labels, _), .stepClasses(let labels, _): return labels
            default: throw Mismatch()
            }
        }
    }

    struct Mismatch: Error {}
}

/// A small dataset with these lengths, whose features count up from 0; the class of sequence i is i % 3.
func counting(lengths: [Int], width: Int = 1) -> SequenceDataset {
    let offsets = lengths.reduce(into: [0]) { $0.append($0[$0.count - 1] + $1) }
    return SequenceDataset(
        name: "counting", presentation: .channels,
        inputs: .features(values: (0..<(offsets[lengths.count] * width)).map { Float($0) }, width: width),
        targets: .sequenceClasses(labels: lengths.indices.map { Int32($0 % 3) }, names: ["a", "b", "c"]), offsets: offsets)
}

/// The `DataError` that `body` throws; nil if it throws none.
func dataError(_ body: () throws -> Void) -> DataError? {
    do {
        try body()
        return nil
    } catch {
        return error as? DataError
    }
}

/// An error at a place in `file(_:)`.
func at(_ line: Int, _ column: Int?, _ problem: DataError.Problem) -> DataError {
    DataError(problem, file: "file", line: line, column: column)
}

/// An error of `file(_:)` as a whole.
func inFile(_ problem: DataError.Problem) -> DataError { DataError(problem, file: "file") }

/// A number that changes with any bit of `values` (FNV-1a).
func digest(_ values: [Float]) -> UInt64 {
    values.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1.bitPattern)) &* 0x100_0000_01B3 }
}
