import Datasets
import SystemPackage

/// The form that sequences have in a file or a pipe, and what a run says about them.
package enum TableForm: String, CaseIterable, Sendable {
    /// Lines with commas; the first has the names.
    case csv
    /// JSON a line.
    case jsonl
    /// An array of NumPy.
    case npy

    /// The form that a file's name asks for; lines with commas where it asks for none.
    package init(named path: String) {
        switch FilePath(path).extension?.lowercased() {
        case "jsonl", "ndjson": self = .jsonl
        case "npy": self = .npy
        default: self = .csv
        }
    }

    /// What readers call it.
    var format: DataFile.Format {
        switch self {
        case .csv: .csv
        case .jsonl: .jsonl
        case .npy: .npy
        }
    }
}
