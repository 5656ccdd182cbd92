import Foundation
import TestSupport
import Testing

/// ONNX Runtime computes the same results from exported files.
@Suite struct ONNXRuntimeTests {
    private static let python = PythonPeer(importing: ["onnx", "onnxruntime", "numpy"])

    /// A line of the script's output.
    private struct Verdict: Decodable {
        var name: String?
        var deviation: Double?
        var halves: Double?
    }

    @Test(.enabled(if: python != nil, "no Python that imports onnx, onnxruntime and numpy: name one by UNROLL_PYTHON"))
    func saysWhatWeSay() throws {
        let python = try #require(Self.python)
        try withTemporaryFolder { folder in
            let cases = NetworkCase.all + NetworkCase.regularized + NetworkCase.projected
            for example in cases {
                try Data(try example.file()).write(to: folder.appending(path: example.name + ".onnx"))
                try Data(try example.calls().utf8).write(to: folder.appending(path: example.name + ".json"))
            }
            let script = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Python/onnx_outputs.py")
            let result = try python.run([script.path, folder.path])
            try #require(result.code == 0, "\(result.output)")
            let verdicts = try result.output.split(separator: "\n").map { try JSONDecoder().decode(Verdict.self, from: Data($0.utf8)) }
            let named = Dictionary(verdicts.compactMap { verdict in verdict.name.map { ($0, verdict) } }) { first, _ in first }
            #expect(named.count == cases.count)
            for example in cases {
                let verdict = try #require(named[example.name])
                #expect(try #require(verdict.deviation) <= 1e-5, "\(example.name)")
                #expect((verdict.halves != nil) == example.goesOn)
                if let halves = verdict.halves { #expect(halves <= 1e-5, "\(example.name): \(halves)") }
            }
            let greatest = verdicts.compactMap { max($0.deviation ?? 0, $0.halves ?? 0) }.max() ?? 0
            print("ONNX Runtime: greatest deviation \(greatest) in \(named.count) graphs")
        }
    }
}
