import CellLanguage

/// Building networks by hand.
extension SessionManager {
    /// The layers of the pipeline that is typed at `offset` (UTF-8 bytes) of `source`, or of the first that is written there, for who cannot wait.
    ///
    /// - Returns: nil where the names' meanings are being found in the background: then it is to be asked again; none where no pipeline is written.
    public func readyLayers(in source: String, at offset: Int, for cell: CellID? = nil) -> LayerTable?? {
        guard let scope = typingScopes.readyScope(above: cell, in: self) else {
            prepareHints()
            return nil
        }
        return .some(LayerTableMaker(assistant: Assistant(.notebook, scope, files: .disk)).table(in: source, at: offset))
    }

    /// What the network would take with half a number of a row, with itself, and with double; none where that is not known at once.
    public func alternatives(
        in source: String, _ table: LayerTable, number: Int, of row: Int, for cell: CellID? = nil
    ) -> [NumberAlternative] {
        guard let scope = typingScopes.readyScope(above: cell, in: self) else { return [] }
        return LayerTableMaker(assistant: Assistant(.notebook, scope, files: .disk)).alternatives(source, table, number: number, of: row)
    }

    /// The source with a change made in its table of layers; all else stays as it is written.
    ///
    /// - Throws: why the change cannot be made.
    public static func edited(_ source: String, _ table: LayerTable, _ edit: LayerEdit) throws(LayerEditProblem) -> String {
        do throws(WrittenPipeline.Refusal) {
            return try table.applying(edit, to: source)
        } catch {
            switch error {
            case .onlyPart: throw LayerEditProblem(sentence: "This is the only layer here; c replaces it with another.")
            case .unreadable(let sentence): throw LayerEditProblem(sentence: sentence)
            }
        }
    }

    /// Layers as they can be added, the commonest first, each with a few words about it.
    ///
    /// - Parameter width: what layers that have a width begin with.
    public static func layerChoices(width: Int) -> [(written: String, sentence: String)] {
        let written = [
            "gru": "gru(\(width))", "lstm": "lstm(\(width))", "rnn": "rnn(\(width))", "bidirectional": "bidirectional(gru(\(width)))",
            "embedding": "embedding(\(width))", "dense": "dense(\(width))", "dropout": "dropout(0.5)", "conv": "conv(\(width), width: 5)",
            "pool": "pool(2)", "residual": "residual(gru(\(width)))", "join": "join(gru(\(width)) | last, gru(\(width)) | mean)",
        ]
        return LayerFunctions.all.map(\.signature).map { signature in
            (written[signature.name] ?? signature.name, String(signature.sentence.prefix { $0 != ":" && $0 != ";" }))
        }
    }
}

/// Why a pipeline cannot be changed, in a sentence.
public struct LayerEditProblem: Error, Sendable, Equatable {
    /// The sentence.
    public var sentence: String
}
