import CellLanguage
import Datasets
import FoundationEssentials
import Recurrent

/// Runs in files of their own: weights with the network, the settings and how data was read, so that the file alone is a run again. A file of our own format also
/// has all that training remembers, and goes on with the same bits.
enum RunFile {
    /// - Parameters:
    ///   - keepsUnknown: whether layers that the framework lacks keep our names, for a module that computes them.
    ///   - metadata: what else the file is to say, by names of its own.
    /// - Throws: what the file or the format cannot hold.
    static func write(
        _ run: TrainedRun, to path: String, format: WeightFormat, keepsUnknown: Bool = false, metadata: [String: String] = [:]
    ) throws(CellError) {
        do {
            var file = try run.model.weights(format: format, keepsUnknown: keepsUnknown)
            if format == .unroll, let whole = try run.end?.file() {
                file.tensors = whole.tensors
                file.metadata.merge(whole.metadata) { own, _ in own }
            }
            file.metadata[RunDescription.key] = RunDescription(run.model, plan: run.start.plan).text
            file.metadata.merge(metadata) { own, _ in own }
            if let data = run.knownData { file.metadata[DataDescription.key] = DataDescription(data).text }
            try file.write(to: path)
        } catch {
            throw CellError(engine: error)
        }
    }

    /// - Parameters:
    ///   - name: what the run will be called.
    ///   - data: what it is to know as its own; nil for nothing but the names and units that it was trained on.
    /// - Throws: where the file is not a run that was saved here.
    static func read(_ path: String, name: String, data: DataPair? = nil) throws(CellError) -> TrainedRun {
        do {
            let file = try Safetensors(file: path, skipsUnreadTypes: true)
            guard let run = file.metadata[RunDescription.key].flatMap(RunDescription.init(text:)),
                let reading = file.metadata[DataDescription.key].flatMap(DataDescription.init(text:)), reading.features == run.inputWidth
            else { throw CellError(.weightsAlone(file: path)) }
            let weights = try WeightFile(
                network: run.network, inputWidth: run.inputWidth, file: file,
                format: file.metadata[WeightFormat.key].flatMap(WeightFormat.init(rawValue:)) ?? .unroll)
            let end = try Checkpoint.held(in: file)
            if let end, end.completed.network != run.network || end.completed.inputWidth != run.inputWidth {
                throw NetworkError(.otherCheckpoint)
            }
            let known = reading.empty(named: URL(filePath: path).lastPathComponent)
            _ = try run.network.task(forKindOf: known, loss: run.loss)
            var model = weights.model
            model.loss = run.loss
            var pair = data ?? DataPair(name: known.name, train: known, test: nil)
            pair.train = try pair.train?.matched(to: known)
            pair.validation = try pair.validation?.matched(to: known)
            pair.test = try pair.test?.matched(to: known)
            return TrainedRun(
                name: name, model: model, data: pair, snapshot: end?.snapshot ?? TrainingSnapshot(), changes: end?.changes ?? [],
                given: end?.changes ?? [], end: end, plan: run.plan)
        } catch {
            throw CellError(engine: error)
        }
    }
}

extension TrainedRun {
    /// Data with the names and units that the run knows.
    var knownData: SequenceDataset? { data.train ?? data.test ?? data.validation }
}
