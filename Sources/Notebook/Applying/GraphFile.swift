import CellLanguage
import Exchange
import Files
import Recurrent
import SystemPackage

/// Runs as files that other programs execute.
enum GraphFile {
    /// Whether a file of this name is a graph, not weights alone.
    static func isGraph(_ path: String) -> Bool { path.lowercased().hasSuffix(".onnx") }

    /// Writes a graph for ONNX Runtime, with what `ONNXModel` says of it.
    ///
    /// - Parameter scaling: whether the graph reads and gives numbers in the data's own units.
    /// - Throws: where the run knows no data, its network cannot be said in ONNX, or the file cannot be written.
    static func write(_ run: TrainedRun, to path: String, scaling: Bool) throws(CellError) {
        guard let known = run.knownData else { throw CellError(.partOfPairMissing(.train, name: run.data.name)) }
        var metadata = ["network": run.model.network.written, "run": run.name]
        if let steps = run.start.plan?.bpttSteps { metadata["bptt_steps"] = String(steps) }
        let model: ONNXModel
        do throws(ONNXError) {
            model = try ONNXModel(run.model, known: known, scalesInGraph: scaling, metadata: metadata)
        } catch {
            throw CellError(.told(error.sentence))
        }
        do throws(DiskError) {
            try SystemDisk().replace(FilePath(path), with: model.bytes)
        } catch {
            throw CellError(.told(error.sentence(writing: path)))
        }
    }
}
