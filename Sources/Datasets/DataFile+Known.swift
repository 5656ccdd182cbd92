extension DataFile {
    /// Reads a file in the same way as the training data, as far as that is known: a table by the names of its columns, and a text by its
    /// characters. Targets may be missing; in series without targets the last step is read as well.
    ///
    /// - Parameters:
    ///   - path: the path of the file, or of a folder of files, such as one with a folder for each class.
    ///   - known: data with the same names; its sequences are not needed.
    ///   - given: the format of the file; nil to detect it.
    /// - Complexity: that of reading the file.
    /// - Throws: `DataError` if the file cannot be read, lacks a column, or has missing values where `known` has none.
    public static func read(_ path: String, as known: SequenceDataset, format given: Format? = nil) throws(DataError) -> SequenceDataset {
        if given == nil, let reading = known.storage.details.fileReading, reading.isFor(path) {
            return try reading.read(path, known: known)
        }
        if SourceFile.isFolder(path), let data = try inspect(path).data.train { return data }
        let file = try SourceFile(path: path)
        guard !file.data.isEmpty else { throw file.error(.file(.empty)) }
        let format = if let given { given } else { try detect(file) }
        if case .symbols(_, let vocabulary) = known.storage.form, case .nextSymbol = known.storage.targets, format != .jsonl,
            vocabulary.allSatisfy({ $0.unicodeScalars.count == 1 })
        {
            return try PlainText.read(file, vocabulary: vocabulary)
        }
        if format == .csv || format == .tsv, !known.storage.details.featureNames.isEmpty { return try Table.read(file, as: known) }
        if format == .jsonl, case .labelSequences = known.storage.targets {
            var options = JSONOptions()
            options.hasLabelSequences = true
            // Without labels, lines are read like any others.
            if let data = try? JSONLines.read(file, options: options) { return data }
        }
        let found = try inspect(path, format: given)
        guard !found.hasMissingValues else { throw file.error(.value(.missing)) }
        guard let data = found.data.train ?? found.data.test else { throw file.error(.file(.empty)) }
        return data.withLastSteps
    }
}

extension Table {
    /// Reads a table by the names of the known columns.
    fileprivate static func read(_ file: SourceFile, as known: SequenceDataset) throws(DataError) -> SequenceDataset {
        let details = known.storage.details
        let names = details.featureNames
        let channels = Set(details.masks.values)
        let places = names.indices.filter { !channels.contains($0) }
        var options = TableOptions()
        options.rows = .steps
        options.features = places.map { .name(names[$0]) }
        options.sequence = details.sequenceColumn.map { .name($0) }
        options.missing = details.masks.isEmpty ? .refuse : .mask
        if details.knownFeatures.isEmpty {
            // Some target is needed so that the last step is read; its values are ignored.
            (options.label, options.target) = (options.features?.first, .values)
        } else {
            options.known = details.knownFeatures.filter { !channels.contains($0) }.map { .name(names[$0]) }
            options.predicted = details.predictedFeatures.map { .name(names[$0]) }
        }
        let columns = Set(try TableSample(file, options: options).names)
        let needed = places.map { names[$0] } + [details.sequenceColumn].compactMap { $0 }
        let missing = needed.filter { !columns.contains($0) }
        guard missing.isEmpty else { throw DataError(.matching(.missingColumns(data: file.baseName, missing, known: needed))) }
        let rows = try TableRows(file, layout: try TableLayout(file, options: options), missing: options.missing)
        let base = details.inputScale?.base ?? []
        return try rows.dataset(try rows.kind(target: options.target), base: base.isEmpty ? [] : places.map { base[$0] })
    }
}

extension SequenceDataset {
    /// The same sequences with their last step, which was only a target, if all features of the next step are predicted; else unchanged.
    /// There is nothing left to predict: the targets are 0.
    ///
    /// - Complexity: O(size of the data), which is copied.
    public var withLastSteps: SequenceDataset {
        var details = storage.details
        guard case .features(let values, let width) = storage.inputs, case .stepValues(let next, let outputs) = storage.targets,
            details.predictsNextStep, details.windows == nil, details.knownFeatures.isEmpty, outputs == width,
            details.predictedFeatures == Array(0..<width), details.inputScale == details.targetScale
        else { return self }
        var (longer, offsets): ([Float], [Int]) = ([], [0])
        for (start, end) in zip(storage.offsets, storage.offsets.dropFirst()) where end > start {
            longer += values[(start * width)..<(end * width)] + next[((end - 1) * width)..<(end * width)]
            offsets.append(longer.count / width)
        }
        guard offsets.count == storage.offsets.count else { return self }
        // The time of the last step is not stored.
        (details.predictsNextStep, details.predictedFeatures, details.times, details.stepWeights) = (false, [], [], [])
        let targets = Targets.stepValues(values: Array(repeating: 0, count: longer.count), width: width)
        let whole = Storage(inputs: .features(values: longer, width: width), targets: targets, offsets: offsets, details: details)
        return SequenceDataset(name: name, presentation: presentation, storage: whole, selection: selection)
    }
}
