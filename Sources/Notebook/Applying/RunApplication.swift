import CellLanguage
import Datasets
import Files
import Recurrent
import SystemPackage

/// A run at work on data that may have no targets.
struct RunApplication {
    private let run: TrainedRun
    /// Data with the names and units that the run knows.
    private let known: SequenceDataset

    /// - Throws: where the run knows no data.
    init(_ run: TrainedRun) throws(CellError) {
        guard let known = run.knownData else { throw CellError(.partOfPairMissing(.train, name: run.data.name)) }
        (self.run, self.known) = (run, known)
    }

    /// Gives, piece by piece, what the run says about each sequence, or each of its steps where the network predicts those.
    ///
    /// - Parameter ranks: processes that compute a part each; nil for this one alone.
    /// - Returns: how many rows there were.
    func predictions(
        of data: SequenceDataset, as form: TableForm, ranks: RankGroup? = nil, _ write: ([UInt8]) -> Void
    ) throws(CellError) -> Int {
        let inputs = try inputs(of: data)
        let count: Int
        do throws(NetworkError) {
            let predictor = try SequencePredictor(run.model, inputs, ranks: ranks)
            let task = predictor.task
            var rows = PredictionRows(task, known: known, form: form, beam: run.model.loss.beam)
            write(Array(rows.head.utf8))
            predictor.forEachWithPath { sequence, outputs, path in
                let outputs = task.inOwnUnits(outputs, of: inputs, sequence)
                write(Array(rows.rows(sequence, name: inputs.sequenceName(sequence), outputs, path: path).utf8))
            }
            write(rows.end)
            count = rows.count
        } catch {
            throw CellError(error)
        }
        if Cancellation.isCancelled { throw CellError(DataError(.cancelled)) }
        return count
    }

    /// All of it, and how many rows it has.
    func predictions(
        of data: SequenceDataset, as form: TableForm, ranks: RankGroup? = nil
    ) throws(CellError) -> (bytes: [UInt8], rows: Int) {
        var bytes: [UInt8] = []
        let rows = try predictions(of: data, as: form, ranks: ranks) { bytes += $0 }
        return (bytes, rows)
    }

    /// A sequence that is read as it comes.
    ///
    /// - Parameters:
    ///   - input: the form of the steps; found out from the first line where nil.
    ///   - form: of what is said.
    func stream(from input: TableForm? = nil, as form: TableForm = .csv) throws(CellError) -> RunStream {
        guard known.storage.details.isRelative != true else { throw CellError(.relativeRun(run.name)) }
        do throws(NetworkError) {
            return RunStream(try StepReader(run.model, known), known: known, from: input, as: form)
        } catch {
            throw CellError(error)
        }
    }

    /// Reads a file as the run's data was read, as far as the run knows.
    ///
    /// - Parameter form: of the file; found out where nil.
    func data(in file: String, from form: TableForm? = nil) throws(CellError) -> SequenceDataset {
        try CellError.rethrowing { () throws(DataError) in try DataFile.read(file, as: known, format: form?.format) }
    }

    /// The data with its inputs as the run knows them; of targets nothing is asked, whatever they are.
    private func inputs(of data: SequenceDataset) throws(CellError) -> SequenceDataset {
        if known.storage.details.isRelative == true || data.storage.details.isRelative == true {
            guard known.storage.details.isRelative == data.storage.details.isRelative else { throw CellError(.relativeRun(run.name)) }
            return try run.known(data)
        }
        // Where nothing says what is to be predicted, the next step was taken.
        let data = known.storage.details.predictsNextStep ? data : data.withLastSteps
        let storage = data.storage
        let (count, steps) = (storage.offsets.count - 1, storage.offsets.last ?? 0)
        let targets = known.storage.targets.unknown(sequences: count, steps: steps)
        var details = storage.details
        (details.targetScale, details.predictedFeatures, details.stepWeights) = (known.storage.details.targetScale, [], [])
        let plain = SequenceDataset(
            name: data.name, presentation: data.presentation, inputs: storage.inputs, targets: targets, offsets: storage.offsets,
            details: details)
        return try CellError.rethrowing { () throws(DataError) in try plain.select(data.selection).matched(to: known) }
    }
}

extension SequenceTask {
    /// What is said of a sequence: values in the data's own units.
    ///
    /// - Parameter outputs: [outputs], or [steps, outputs].
    func inOwnUnits(_ outputs: [Float], of data: SequenceDataset, _ sequence: Int) -> [Float] {
        switch outputKind {
        case .classes, .labels: return outputs
        case .values: return data.targetsInOwnUnits(outputs, of: sequence, outputs: max(1, quantiles.count))
        case .several:
            var said = outputs
            for (index, (task, columns)) in parts.enumerated() {
                guard let scale = data.severalTargets[index].scale else { continue }
                for start in stride(from: 0, to: outputs.count, by: self.outputs) {
                    let own = start + columns.lowerBound..<start + columns.upperBound
                    said.replaceSubrange(own, with: scale.inOwnUnits(outputs[own], outputs: max(1, task.quantiles.count)))
                }
            }
            return said
        }
    }
}
