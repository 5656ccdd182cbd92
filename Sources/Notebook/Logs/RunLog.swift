import Datasets
import Dispatch
import Exchange
import Files
import Recurrent
import Synchronization

/// Writes what a run comes to into a folder, epoch by epoch, on a queue of its own: neither training nor anyone who looks on waits for the disk.
final class RunLog: Sendable {
    private let folder: String
    private let model: Model
    private let vocabulary: [String]?
    private let queue = DispatchQueue(label: "unroll.log", qos: .utility)
    /// Used on the queue alone, but for the beginning.
    private let files: Mutex<RunLogFiles>
    private let waiting = Atomic(0)
    private let problem = Mutex<DiskError?>(nil)

    /// Epochs that may wait with their weights: of those that come faster than they are written, figures alone are.
    private static let greatestBacklog = 2
    /// Symbols of a sample.
    private static let sampleLength = 200

    /// - Parameters:
    ///   - model: the network that is trained, of which only the layers count.
    ///   - data: what is trained on.
    ///   - part: the part that is checked after each epoch; nil for none.
    ///   - startEpoch: epochs that were completed before the run began.
    init(_ folder: String, _ model: Model, _ data: SequenceDataset, part: String?, startEpoch: Int) {
        self.folder = folder
        self.model = model
        let task = try? model.network.task(forKindOf: data, loss: model.loss)
        if case .languageModel = task, case .symbols(_, let vocabulary) = data.storage.form {
            self.vocabulary = vocabulary
        } else {
            vocabulary = nil
        }
        let targets = zip(data.severalTargets, task?.parts ?? []).map {
            MetricsTable.Target(name: $0.name, hasError: $1.task.outputKind != .values)
        }
        files = Mutex(
            RunLogFiles(
                folder, part: part, hasError: task?.outputKind != .values && task?.outputKind != .several, targets: targets,
                startEpoch: startEpoch))
    }

    /// Prepares the folder, and adds epochs that the run has been through before.
    ///
    /// - Returns: what is to be said where that cannot be; the rest is tried all the same.
    func begin(after past: [EpochResult]) -> String? {
        write(past.map { .init(result: $0) })
        return sentence
    }

    /// Adds an epoch; returns at once.
    func note(_ end: EpochEnd) {
        var end = end
        if waiting.add(1, ordering: .relaxed).newValue > Self.greatestBacklog { end.parameters = [] }
        queue.async { [self, end] in
            let values = values(end)
            var figures = end
            figures.parameters = []
            write([.init(result: end.result, end: figures, values: values)])
            waiting.subtract(1, ordering: .relaxed)
        }
    }

    /// Waits until all is written.
    ///
    /// - Parameter isWhole: whether the run has come to its end.
    /// - Returns: what is to be said where something could not be written.
    func finish(isWhole: Bool) -> String? {
        queue.sync { write([], isWhole: isWhole) }
        return sentence
    }

    private func write(_ epochs: [RunLogFiles.Epoch], isWhole: Bool = false) {
        let failure = files.withLock { files -> DiskError? in
            for epoch in epochs { files.add(epoch) }
            do throws(DiskError) {
                try files.write(isWhole: isWhole)
                return nil
            } catch {
                return error
            }
        }
        problem.withLock { $0 = failure }
    }

    private var sentence: String? { problem.withLock { $0?.sentence(writing: folder) } }

    /// Weights, and what the network writes where it predicts symbols.
    private func values(_ end: EpochEnd) -> [EventValue] {
        guard !end.parameters.isEmpty else { return [] }
        var values = end.parameters.map { EventValue.histogram("weights/" + $0.name, $0.values) }
        if let vocabulary {
            var model = model
            model.parameters = end.parameters
            if let sampler = try? SymbolSampler(model) {
                let symbols = VocabularyText(vocabulary)
                var text = ""
                for _ in 0..<Self.sampleLength { symbols.append(sampler.next(), to: &text) }
                // Markdown shows indented lines as they are.
                values.append(
                    .text(
                        "sample", text.split(separator: "\n", omittingEmptySubsequences: false).map { "    " + $0 }.joined(separator: "\n"))
                )
            }
        }
        return values
    }
}
