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

    /// Gives the lines of a table with a row for each sequence, or for each of its steps where the network predicts those.
    func predictions(of data: SequenceDataset, _ write: (String) -> Void) throws(CellError) {
        let inputs = try inputs(of: data)
        do throws(NetworkError) {
            let predictor = try SequencePredictor(run.model, inputs)
            let (task, width) = (predictor.task, predictor.task.outputs)
            let table = PredictionTable(task, known: known)
            if task.isTranscription {
                write(table.readingHeader)
                return predictor.forEach { sequence, outputs in
                    let labels = LabelReading(probabilities: outputs, classes: width).labels(beam: run.model.loss.beam)
                    write(table.reading(inputs.sequenceName(sequence) ?? String(sequence), labels))
                }
            }
            write(table.header(task.predictsSteps ? ["sequence", "step"] : ["sequence"]))
            predictor.forEachWithPath { sequence, outputs, path in
                let name = inputs.sequenceName(sequence) ?? String(sequence)
                let outputs =
                    task.outputKind != .values
                    ? outputs : inputs.targetsInOwnUnits(outputs, of: sequence, outputs: max(1, task.quantiles.count))
                guard task.predictsSteps else { return write(table.row([name], outputs)) }
                for (step, start) in stride(from: 0, to: outputs.count, by: width).enumerated() {
                    write(table.row([name, String(step + 1)], outputs[start..<start + width], said: path?[step]))
                }
            }
        } catch {
            throw CellError(error)
        }
        if Cancellation.isCancelled { throw CellError(DataError(.cancelled)) }
    }

    /// The whole table, and how many rows it has.
    func table(of data: SequenceDataset) throws(CellError) -> (text: String, rows: Int) {
        var (text, rows) = ("", -1)
        try predictions(of: data) {
            text += $0
            rows += 1
        }
        return (text, rows)
    }

    /// A sequence that is read as it comes.
    func stream() throws(CellError) -> RunStream {
        guard known.storage.details.isRelative != true else { throw CellError(.relativeRun(run.name)) }
        do throws(NetworkError) {
            return RunStream(try StepReader(run.model, known), known: known)
        } catch {
            throw CellError(error)
        }
    }

    /// Reads a file as the run's data was read, as far as the run knows.
    func data(in file: String) throws(CellError) -> SequenceDataset {
        try CellError.rethrowing { () throws(DataError) in try DataFile.read(file, as: known) }
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
        let targets: SequenceDataset.Targets =
            switch known.storage.targets {
            case .sequenceClasses(_, let names): .sequenceClasses(labels: Array(repeating: 0, count: count), names: names)
            case .stepClasses(_, let names): .stepClasses(labels: Array(repeating: 0, count: steps), names: names)
            case .sequenceValues(_, let width): .sequenceValues(values: Array(repeating: 0, count: count * width), width: width)
            case .stepValues(_, let width): .stepValues(values: Array(repeating: 0, count: steps * width), width: width)
            case .sequenceLabels(_, let names):
                .sequenceLabels(values: Array(repeating: 0, count: count * names.count), names: names)
            case .labelSequences(_, let names):
                .labelSequences(labels: LabelSequences(Array(repeating: [], count: count)), names: names)
            case .nextSymbol: .nextSymbol
            }
        var details = storage.details
        (details.targetScale, details.predictedFeatures) = (known.storage.details.targetScale, [])
        let bare = SequenceDataset(
            name: data.name, presentation: data.presentation, inputs: storage.inputs, targets: targets, offsets: storage.offsets,
            details: details)
        return try CellError.rethrowing { () throws(DataError) in try bare.select(data.selection).matched(to: known) }
    }
}

extension DiskError {
    /// What a user is told of a file that could not be written.
    func sentence(writing file: String) -> String { "\(file) cannot be written: \(code)." }
}
