import Foundation
import Recurrent
import Testing

@testable import Notebook

/// The examples in the documentation of layers and cells are networks that can be written in a cell.
@Suite struct LayerExamplesTests {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "Sources/Recurrent/Network")

    /// The lines between fences in the comments of a file, with the case that they precede.
    private static func examples(_ file: String) throws -> [(name: String, source: String)] {
        var (found, waiting): ([(name: String, source: String)], [String]) = ([], [])
        var isInside = false
        for line in try String(contentsOf: folder.appending(path: file), encoding: .utf8).components(separatedBy: "\n") {
            let words = line.trimmingCharacters(in: .whitespaces)
            if words == "/// ```" {
                isInside.toggle()
            } else if isInside {
                waiting.append(String(words.dropFirst("/// ".count)))
            } else if words.hasPrefix("case ") {
                let name = words.dropFirst("case ".count).prefix { $0.isLetter }
                found += waiting.map { (String(name), $0) }
                waiting = []
            }
        }
        return found
    }

    @Test(arguments: ["Layer.swift", "CellKind.swift"]) func everyExampleIsANetwork(_ file: String) throws {
        let examples = try Self.examples(file)
        for (name, source) in examples {
            #expect(name == "recurrent" || source.contains(name), "the example of \(name) does not show it")
            let result = runCells([source])[0]
            #expect(result.status == .done, "\(source)\n\(result.output)")
        }
    }

    @Test func everyLayerAndCellHasAnExample() throws {
        #expect(
            try Set(Self.examples("Layer.swift").map(\.name))
                == [
                    "recurrent", "bidirectional", "embedding", "dense", "dropout", "last", "mean", "max", "first", "attend", "residual",
                    "join",
                    "conv", "pool", "tied", "transitions",
                ])
        #expect(try Set(Self.examples("CellKind.swift").map(\.name)) == ["rnn", "gru", "lstm"])
    }
}
