/// How a file became a sequence, where each is one of a folder.
public enum FileReading: Sendable, Hashable, Codable {
    /// A recording of so many samples a second.
    case recordings(rate: Int, options: LogMelOptions)
    /// A document.
    case documents(symbols: DocumentOptions.Symbols)

    /// Whether it can be of data with so many numbers a step.
    ///
    /// - Parameter features: numbers a step, or the size of the vocabulary.
    public func isSound(features: Int) -> Bool {
        switch self {
        case .recordings(let rate, let options): WaveFile.rates ~= rate && options.isSound && options.bands == features
        case .documents: true
        }
    }

    /// Whether `path` is that of a folder, or of a file that has a name like those.
    func isFor(_ path: String) -> Bool { SourceFile.isFolder(path) || kind.recognizes(path) }

    private var kind: ClassFolders.Kind {
        switch self {
        case .recordings: .recordings
        case .documents: .documents
        }
    }

    /// Reads a file, or those of a folder, as sequences whose classes are not asked for: all of its folders for classes, where there are such, else those that lie in it.
    /// Sequences have the names of the files.
    ///
    /// - Parameter known: the data that was read so: its vocabulary is taken.
    /// - Complexity: O(bytes of the files).
    /// - Throws: `DataError` where there are no such files, or they cannot be read.
    func read(_ path: String, known: SequenceDataset) throws(DataError) -> SequenceDataset {
        let files: [(path: String, name: String)] =
            if SourceFile.isFolder(path) {
                try ClassFolders.files(in: path, kind: kind)
            } else {
                [(path, path.split(separator: "/").last.map(String.init) ?? path)]
            }
        let (inputs, offsets, read) = try sequences(files.map(\.path), known)
        var details = read
        details.sequenceNames = files.map(\.name)
        return SequenceDataset(
            name: path.split(separator: "/").last.map(String.init) ?? path, presentation: known.presentation, inputs: inputs,
            targets: .sequenceClasses(labels: Array(repeating: 0, count: files.count), names: known.classNames), offsets: offsets,
            details: details)
    }

    private func sequences(
        _ paths: [String], _ known: SequenceDataset
    ) throws(DataError) -> (SequenceDataset.Inputs, offsets: [Int], SequenceDataset.Details) {
        switch (self, known.storage.form) {
        case (.recordings(let rate, let options), _):
            var reader = try RecordingReader(rate: rate, of: known.name, options: options)
            let (values, offsets) = try reader.read(paths)
            return (.features(values: values, width: options.bands), offsets, reader.details)
        case (.documents(let symbols), .symbols(_, let vocabulary)):
            let numbers = Dictionary(zip(vocabulary, Int32(0)...), uniquingKeysWith: { first, _ in first })
            let (ids, offsets) = try Documents.symbols(of: paths, symbols, known: numbers)
            return (.symbols(ids: ids, vocabulary: vocabulary), offsets, known.storage.details)
        case (.documents, .features): throw DataError(.matching(.inputs(data: known.name, isSymbolic: true)))
        }
    }
}
