/// How each file of a folder became a sequence.
public enum FileReading: Sendable, Hashable, Codable {
    /// As a recording with this sample rate in hertz.
    case recordings(rate: Int, options: LogMelOptions)
    /// As a document.
    case documents(symbols: DocumentOptions.Symbols)

    /// Whether data read in this way can have this many features.
    ///
    /// - Parameter features: numbers per step, or the size of the vocabulary.
    public func isSound(features: Int) -> Bool {
        switch self {
        case .recordings(let rate, let options): WaveFile.rates ~= rate && options.isSound && options.bands == features
        case .documents: true
        }
    }

    /// Whether `path` is a folder, or a file of the same kind by its name.
    func isFor(_ path: String) -> Bool { SourceFile.isFolder(path) || kind.recognizes(path) }

    private var kind: ClassFolders.Kind {
        switch self {
        case .recordings: .recordings
        case .documents: .documents
        }
    }

    /// Reads a file, or the files of a folder, as sequences whose classes are ignored: all files in class folders if there are any, else
    /// those directly in the folder. The sequences are named after the files.
    ///
    /// - Parameter known: the data that was read in this way, with its vocabulary.
    /// - Complexity: O(bytes of the files).
    /// - Throws: `DataError` if there are no such files, or they cannot be read.
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
