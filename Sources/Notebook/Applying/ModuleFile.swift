import CellLanguage
import Exchange
import Files
import Recurrent
import SystemPackage

/// Runs as modules of Python, with their weights in a file beside them.
enum ModuleFile {
    private static let ending = ".py"

    /// Whether a file of this name is a module of Python.
    static func isModule(_ path: String) -> Bool { path.lowercased().hasSuffix(ending) }

    /// The path of the file of weights beside a module.
    static func weights(of path: String) -> String { path.dropLast(ending.count) + ".safetensors" }

    /// Writes a module that makes the network in a framework, and beside it the whole run with the framework's names, for the module and for `load`.
    ///
    /// - Returns: the path of the file of weights.
    /// - Throws: where the run knows no data, or a file cannot be written.
    static func write(_ run: TrainedRun, to path: String, framework: PythonModule.Framework) throws(CellError) -> String {
        guard let known = run.knownData else { throw CellError(.partOfPairMissing(.train, name: run.data.name)) }
        let weights = weights(of: path)
        let name = FilePath(path).stem ?? "network"
        let module: PythonModule
        do throws(NetworkError) {
            module = try PythonModule(
                run.model, known: known, framework: framework, title: run.model.network.written, name: name,
                weights: FilePath(weights).lastComponent?.string ?? weights)
        } catch {
            throw CellError(error)
        }
        try RunFile.write(run, to: weights, format: framework.format, keepsUnknown: true, metadata: module.metadata)
        do throws(DiskError) {
            try SystemDisk().replace(FilePath(path), with: Array(module.text.utf8))
        } catch {
            throw CellError(.told(error.sentence(writing: path)))
        }
        return weights
    }
}
