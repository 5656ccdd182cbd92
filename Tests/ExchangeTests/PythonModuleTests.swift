import Foundation
import Recurrent
import TestSupport
import Testing

@testable import Exchange

/// Python modules that build the networks in other frameworks.
@Suite struct PythonModuleTests {
    private static let torch = PythonPeer(importing: ["torch", "safetensors", "numpy"])
    private static let keras = PythonPeer(importing: ["keras", "safetensors", "numpy"])

    /// A line of the script's output.
    private struct Verdict: Decodable {
        var name: String?
        var version: String?
        var deviation: Double?
    }

    private func module(_ example: NetworkCase, _ framework: PythonModule.Framework) throws -> PythonModule {
        try PythonModule(
            try example.model(), known: example.data, framework: framework, title: example.name, name: example.name,
            weights: example.name + ".safetensors")
    }

    @Test(.enabled(if: torch != nil, "no Python that imports torch, safetensors and numpy: name one by UNROLL_PYTHON"))
    func pytorchSaysWhatWeSay() throws { try compare(.pytorch, "pytorch", in: try #require(Self.torch)) }

    @Test(.enabled(if: keras != nil, "no Python that imports keras, safetensors and numpy: name one by UNROLL_PYTHON"))
    func kerasSaysWhatWeSay() throws { try compare(.keras, "keras", in: try #require(Self.keras)) }

    private func compare(_ framework: PythonModule.Framework, _ name: String, in python: PythonPeer) throws {
        try withTemporaryFolder { folder in
            var written: Set<String> = []
            for example in NetworkCase.all + NetworkCase.regularized + NetworkCase.projected where !example.scales {
                let file = folder.appending(path: example.name)
                let module = try module(example, framework)
                try Data(module.text.utf8).write(to: file.appendingPathExtension("py"))
                var weights = try example.model().weights(format: framework.format, keepsUnknown: true)
                weights.metadata.merge(module.metadata) { own, _ in own }
                try weights.write(to: file.appendingPathExtension("safetensors").path)
                try Data(try example.calls().utf8).write(to: file.appendingPathExtension("json"))
                written.insert(example.name)
            }
            let script = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Python/module_outputs.py")
            let result = try python.run([script.path, name, folder.path])
            try #require(result.code == 0, "\(result.output)")
            // Frameworks may print other lines before.
            let verdicts = result.output.split(separator: "\n").compactMap { try? JSONDecoder().decode(Verdict.self, from: Data($0.utf8)) }
            #expect(Set(verdicts.compactMap(\.name)) == written)
            for verdict in verdicts {
                guard let name = verdict.name else { continue }
                #expect(try #require(verdict.deviation) <= 1e-5, "\(name)")
            }
            let greatest = verdicts.compactMap(\.deviation).max() ?? 0
            print("\(name) \(verdicts.compactMap(\.version).first ?? ""): greatest deviation \(greatest) in \(written.count) networks")
        }
    }

    @Test func whatAFrameworkLacksIsAClassOfTheModule() throws {
        func text(_ name: String, _ framework: PythonModule.Framework) throws -> String {
            try module(try #require((NetworkCase.all + NetworkCase.regularized).first { $0.name == name }), framework).text
        }
        let torch = try text("lstm-regularized", .pytorch)
        #expect(torch.contains("Both(LSTM(3, 3, norm=True, zoneout=0.3), LSTM(3, 3, norm=True, zoneout=0.3, from_end=True))"))
        #expect(torch.contains("\"lstm_2.back.input_gain\": \"2.backward.inputGain\""))
        #expect(torch.contains("Zoneout acts as in use"))
        // What is not needed is not there.
        #expect(!torch.contains("class GRU") && !torch.contains("pack_padded_sequence"))
        #expect(
            try text("gru-before", .pytorch).contains("class ResetBeforeGRU")
                && !text("gru-before", .keras).contains(
                    "class"
                        + " ResetBeforeGRU")
        )
        #expect(try text("rnn-linear", .pytorch).contains("RNN(3, 6, nn.Identity())"))
        for framework in PythonModule.Framework.allCases {
            let paths = try text("crf", framework)
            #expect(paths.contains("network.best_path(outputs, lengths)") && paths.contains("self.paths_2.best("))
        }
        #expect(try text("conv-stride", .keras).contains("lengths = (lengths + 1) // 2"))
    }

    @Test func layersThatAreAlikeBecomeOne() throws {
        let stacked = try #require(NetworkCase.all.first { $0.name == "stacked" })
        let text = try module(stacked, .pytorch).text
        // A dropout of 0.3 occurs only between the first three layers.
        #expect(text.contains("self.lstm_0 = nn.LSTM(3, 6, num_layers=3, dropout=0.3, batch_first=True)"))
        #expect(text.contains("self.lstm_5 = nn.LSTM(6, 6, batch_first=True)"))
        #expect(text.contains("\"lstm_0.weight_hh_l2\": \"4.weight_hh_l0\""))
        #expect(text.contains("from stacked import load"))
        let keras = try module(stacked, .keras).text
        #expect(keras.contains("self.lstm_4 = layers.LSTM(6, return_sequences=True)"))
        #expect(keras.contains("x = self.dropout_1(x, training=training)"))
    }

    @Test func modulesSayWhatIsOtherwise() throws {
        func text(_ name: String, _ framework: PythonModule.Framework) throws -> String {
            try module(try #require(NetworkCase.all.first { $0.name == name }), framework).text
        }
        let both = try text("stacked-both", .pytorch)
        #expect(both.contains("num_layers=2, bidirectional=True") && both.contains("output[:, -1] is something else"))
        #expect(both.contains("load = runpy.run_path(\"stacked-both.py\")[\"load\"]"))
        #expect(try text("stacked-both", .keras).contains("what Bidirectional returns without return_sequences"))
        #expect(try !text("gru", .pytorch).contains("output[:, -1]"))
        #expect(try text("recurrent-dropout", .keras).contains("Recurrent dropout acts only in training"))
        #expect(try text("text", .pytorch).contains("scores of about()[\"vocabulary\"], [batch, time, 5]"))
        #expect(try text("values", .keras).contains("values [batch, 2]; shifted and scaled as about() says"))
        let example = try #require(NetworkCase.all.first { $0.name == "values" })
        #expect(try module(example, .pytorch).metadata["output_mean"] == "[5,-40]")
    }
}
