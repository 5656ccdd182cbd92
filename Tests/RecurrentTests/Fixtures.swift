import Foundation
import TestSupport

/// The reference cases with results of other frameworks, by file name without extension.
enum Fixtures {
    static func path(_ name: String) -> String {
        Bundle.module.bundleURL.appending(path: "Fixtures/\(name).safetensors").path
    }

    static let layerCases: [String] = names.filter { $0.hasPrefix("torch-") || $0.hasPrefix("keras-") }
    static let optimizerCases: [String] = names.filter { $0.hasPrefix("optimizer-") }

    /// The case that is too large for the repository; it is only in the shared folder.
    static let largeCase = "torch-gru-seed-shape"

    static func layerCase(_ name: String) throws -> ReferenceCase { try ReferenceCase(path: path(name), name: name) }

    static let names: [String] = {
        let folder = Bundle.module.bundleURL.appending(path: "Fixtures").path
        let files = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return files.filter { $0.hasSuffix(".safetensors") }.map { String($0.dropLast(".safetensors".count)) }.sorted()
    }()
}
