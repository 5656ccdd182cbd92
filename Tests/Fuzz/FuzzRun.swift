import Foundation
import TestSupport

/// Gives a target its inputs. Each is first written to a file, so that an input that crashes the process can be found.
struct FuzzRun {
    /// The number of inputs for each target.
    static let iterations = ProcessInfo.processInfo.environment["UNROLL_FUZZ_ITERATIONS"].flatMap { Int($0) } ?? 10_000
    /// The seed of the inputs: the same in every ordinary run of the tests, different if more inputs are requested.
    static let seed: UInt64 = {
        let environment = ProcessInfo.processInfo.environment
        return environment["UNROLL_FUZZ_ITERATIONS"] ?? environment["UNROLL_TEST_SEED"] == nil ? 1 : SeededGenerator.seed
    }()
    /// The readers to try, as names separated by commas; nil for all.
    static let chosen = ProcessInfo.processInfo.environment["UNROLL_FUZZ_TARGETS"].map { Set($0.split(separator: ",").map(String.init)) }
    /// A saved input; the target after which it is named reads only this input.
    static let replayed = ProcessInfo.processInfo.environment["UNROLL_FUZZ_INPUT"].map { URL(filePath: $0) }
    /// The folder with the current input of each target.
    static let folder: URL = {
        let folder = FileManager.default.temporaryDirectory.appending(path: "unroll-fuzz-\(ProcessInfo.processInfo.processIdentifier)")
        try? FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        print(
            "fuzzing: \(iterations) inputs a target, seed \(seed); the current ones are in \(folder.path), "
                + "and UNROLL_FUZZ_INPUT=FILE reads one of them again")
        return folder
    }()

    /// The memory that reading may take in bytes, plus this many bytes for each byte of the input.
    private static let (allowance, allowanceEach) = (1 << 27, 1 << 10)

    let target: FuzzTarget

    /// The problems found with some of the inputs; only the first few.
    func failures() throws -> [String] {
        if let file = Self.replayed {
            guard file.lastPathComponent.hasPrefix(target.name) else { return [] }
            return try failure([UInt8](Data(contentsOf: file))).map { [$0] } ?? []
        }
        guard Self.chosen?.contains(target.name) != false else { return [] }
        let path = Self.folder.appending(path: target.name)
        try Data().write(to: path)
        let file = try FileHandle(forWritingTo: path)
        var mutator = Mutator(seed: Self.seed ^ target.name.utf8.reduce(0) { $0 &* 31 &+ UInt64($1) })
        var failures: [String] = []
        for iteration in 0..<(Self.iterations / target.share) {
            let input = target.make(&mutator)
            try file.seek(toOffset: 0)
            try file.write(contentsOf: input)
            try file.truncate(atOffset: UInt64(input.count))
            guard let failure = failure(input) else { continue }
            let kept = Self.folder.appending(path: "\(target.name)-\(iteration)")
            try Data(input).write(to: kept)
            failures.append("\(kept.path): \(failure)")
            if failures.count == 5 { break }
        }
        try file.close()
        try FileManager.default.removeItem(at: path)
        return failures
    }

    private func failure(_ input: [UInt8]) -> String? {
        do {
            let size = try target.read(input)
            let most = Self.allowance + Self.allowanceEach * input.count
            return size > most ? "what was read takes \(size) bytes; \(input.count) bytes may take \(most)" : nil
        } catch {
            return "\(error)"
        }
    }
}
