import FoundationEssentials

/// The contents of a file and how it is read: for inspecting a file whose format is unknown.
public struct DataFile: Sendable {
    /// The supported file formats; recordings and documents are folders of files.
    public enum Format: String, Sendable, CaseIterable {
        /// Images of MNIST and similar data sets.
        case idx
        /// Series of the UCR and UEA archives.
        case ts
        /// Tables and series of Weka.
        case arff
        /// Series of the Monash archive.
        case tsf
        /// A table separated by commas, semicolons or bars.
        case csv
        /// A table separated by tabs.
        case tsv
        /// One JSON object per line, or one list of objects.
        case jsonl
        /// One word per line, in columns.
        case conllu
        /// An array of NumPy.
        case npy
        /// Several NumPy arrays in an archive.
        case npz
        /// Pictures of letters in the format of `letter.data`.
        case letters
        /// Plain text in UTF-8.
        case text
        /// Recordings, in one folder for each class.
        case wav
        /// Texts, in one folder for each class.
        case documents
    }

    /// How a file is read: what each sequence is, and what is predicted.
    public enum Reading: Sendable, Equatable {
        /// Images row by row; `labels` is the file with their classes, nil if there is none beside them.
        case images(labels: String?)
        /// Each line of a TS file is a sequence.
        case timeSeries
        /// Each row of an ARFF file is a sequence.
        case relation
        /// Each line of a TSF file is a series, whose next value is predicted.
        case forecasting
        /// Each row is a step or a sequence, depending on the layout.
        case table(TableLayout)
        /// Each object is a sequence.
        case jsonLines
        /// Words with tags, in these columns; rare words become `unknown`.
        case taggedWords(unknown: String, WordColumns)
        /// The first axis is that of the sequences.
        case array
        /// The arrays x, y and lengths hold the inputs, the targets and the lengths of the sequences.
        case archive
        /// Each word is a sequence, each picture of a letter a step.
        case letters
        /// The whole file is one sequence of characters, whose next character is predicted.
        case text
        /// Each file in a folder is a sequence, and the folder is its class.
        case classFolders
    }

    /// The detected format.
    public let format: Format
    /// How the file was read.
    public let reading: Reading
    /// Whether values are missing in the file; they are filled here, but elsewhere filling must be requested.
    public let hasMissingValues: Bool
    /// The sequences; all of them in the training part, unless the file defines other parts.
    public let data: DataPair

    init(format: Format, reading: Reading, hasMissingValues: Bool = false, data: DataPair) {
        self.format = format
        self.reading = reading
        self.hasMissingValues = hasMissingValues
        self.data = data
    }

    /// Whether there is a file rather than a folder at `path`.
    public static func exists(_ path: String) -> Bool { SourceFile.exists(path) }

    /// Detects the format of a file, by its content and then by its name, and reads it; for a folder, by the files in its subfolders.
    ///
    /// - Parameters:
    ///   - path: the path of the file or folder.
    ///   - given: the format of the file; nil to detect it.
    /// - Complexity: that of reading the file, twice if values are missing.
    /// - Throws: `DataError` if the file cannot be read in the detected format.
    public static func inspect(_ path: String, format given: Format? = nil) throws(DataError) -> DataFile {
        if SourceFile.isFolder(path) { return try inspect(folder: path) }
        let file = try SourceFile(path: path)
        guard !file.data.isEmpty else { throw file.error(.file(.empty)) }
        let format = if let given { given } else { try detect(file) }
        func whole(_ dataset: SequenceDataset, _ reading: Reading, hasGaps: Bool = false, notes: [DataNote] = []) -> DataFile {
            DataFile(
                format: format, reading: reading, hasMissingValues: hasGaps,
                data: DataPair(name: dataset.name, train: dataset, test: nil, notes: notes))
        }
        switch format {
        case .idx:
            let (dataset, labels) = try IDXFiles.read(file)
            return whole(dataset, .images(labels: labels))
        case .arff:
            let (read, hasGaps) = try filling { missing throws(DataError) in try ARFF.read(file, missing: missing) }
            return whole(read.0, .relation, hasGaps: hasGaps, notes: read.2)
        case .tsf:
            let (dataset, hasGaps) = try filling { missing throws(DataError) in try TSF.read(file, missing: missing) }
            return whole(dataset, .forecasting, hasGaps: hasGaps, notes: dataset.baseNotes)
        case .ts:
            let ((dataset, notes), hasGaps) = try filling { missing throws(DataError) in
                try TimeSeries.readNoted(file, missing: missing, known: nil)
            }
            return whole(dataset, .timeSeries, hasGaps: hasGaps, notes: notes)
        case .csv, .tsv:
            let ((dataset, layout, notes), hasGaps) = try filling { missing throws(DataError) in
                var options = TableOptions()
                options.missing = missing
                return try Table.readNoted(file, options: options)
            }
            return whole(dataset, .table(layout), hasGaps: hasGaps, notes: notes)
        case .jsonl:
            let ((dataset, notes), hasGaps) = try filling { missing throws(DataError) in
                var options = JSONOptions()
                options.missing = missing
                return try JSONLines.readPair(file, options: options)
            }
            return whole(dataset, .jsonLines, hasGaps: hasGaps, notes: notes)
        case .conllu:
            let (data, columns) = try ConllU.read(file, options: WordColumns.Options())
            return DataFile(format: format, reading: .taggedWords(unknown: ConllU.unknown, columns), data: data)
        case .npy:
            let (dataset, hasGaps) = try filling { missing throws(DataError) in
                var options = NumPyFiles.Options()
                options.missing = missing
                return try NumPyFiles.load(x: path, options: options)
            }
            return whole(dataset, .array, hasGaps: hasGaps, notes: dataset.baseNotes)
        case .npz:
            let (data, hasGaps) = try filling { missing throws(DataError) in
                var options = NumPyFiles.Options()
                options.missing = missing
                return try NumPyFiles.read(archive: file, options: options)
            }
            return DataFile(format: format, reading: .archive, hasMissingValues: hasGaps, data: data)
        case .letters:
            return whole(try Letters.read(file).dataset, .letters)
        case .text: return whole(try PlainText.read(file), .text)
        case .wav, .documents: throw file.error(.file(.isFolder))
        }
    }

    /// Reads a folder with a subfolder for each class.
    private static func inspect(folder: String) throws(DataError) -> DataFile {
        switch try ClassFolders.kinds(in: folder) {
        case [.recordings]: return DataFile(format: .wav, reading: .classFolders, data: try Recordings.load(folder))
        case [.documents]: return DataFile(format: .documents, reading: .classFolders, data: try Documents.load(folder))
        case []: throw DataError(.file(.isFolder), file: folder)
        default: throw DataError(.folder(.severalKinds(folder: folder)), file: folder)
        }
    }

    /// The result of `read`; gaps are filled only if it fails otherwise.
    private static func filling<Result>(
        _ read: (MissingValues) throws(DataError) -> Result
    ) throws(DataError) -> (Result, hasGaps: Bool) {
        do throws(DataError) {
            return (try read(.refuse), false)
        } catch {
            guard error.problem.isMissingValue else { throw error }
            return (try read(.carry), true)
        }
    }

    static func detect(_ file: SourceFile) throws(DataError) -> Format {
        if ZipArchive.recognizes(file.data) { return .npz }
        if NumPy.recognizes(file.data) { return .npy }
        if IDX.recognizes(file.data) { return .idx }
        let lines = try TextLines(file)
        let first = lines.first { !$0.isBlank && !$0.starts(with: "#") && !$0.starts(with: "%") }
        if let first, let byHeader = try seriesFormat(first, lines) { return byHeader }
        let byName = format(named: file.name)
        if byName == nil || byName == .text || byName == .tsv || byName == .csv, try WordColumns.recognizes(file) { return .conllu }
        if let byName, byName != .csv, byName != .tsv { return byName }
        guard let first else { return .text }
        if isList(first, lines) { return .jsonl }
        if first.starts(with: "{"), (try? JSONReader.read(first)) != nil { return .jsonl }
        if Letters.recognizes(first) { return .letters }
        let tabs = first.fields(separatedBy: "\t")
        if tabs.count == 10, tabs[0].text.hasPrefix("1"), !tabs[3].isEmpty, Float(tabs[1].text) == nil { return .conllu }
        return format(named: file.name) ?? tableFormat(of: lines) ?? .text
    }

    /// Distinguishes the three formats with header lines that begin with @: only ARFF and TSF have @relation, and only TSF has @frequency,
    /// or text before colons.
    private static func seriesFormat(_ first: TextLine, _ lines: TextLines) throws(DataError) -> Format? {
        guard first.starts(with: "@") else { return nil }
        var (isRelation, isForecast) = (false, false)
        for line in lines {
            guard let key = line.words.first?.text.lowercased(), key.hasPrefix("@") else { continue }
            if key == "@relation" || key == "@attribute" { isRelation = true }
            if key == "@frequency" || key == "@horizon" || key == "@equallength" && isRelation { isForecast = true }
            if key == "@data" { return isRelation ? isForecast ? .tsf : .arff : .ts }
            if ["@classlabel", "@targetlabel", "@timestamps", "@problemname"].contains(key) { return .ts }
        }
        return isRelation ? .arff : nil
    }

    /// Whether a file is a list of JSON objects.
    private static func isList(_ first: TextLine, _ lines: TextLines) -> Bool {
        guard first.words.first?.text.hasPrefix("[") == true else { return false }
        var head: [UInt8] = []
        for line in lines {
            head += line.bytes.filter { $0 != 0x20 && $0 != 0x09 }
            if head.count > 1 { break }
        }
        return head.starts(with: "[{".utf8)
    }

    /// The format by extension, ignoring `.gz`; nil for other extensions.
    private static func format(named name: String) -> Format? {
        var parts = name.lowercased().split(separator: "/").last?.split(separator: ".") ?? []
        if parts.last == "gz" { parts.removeLast() }
        guard parts.count > 1, let ending = parts.last else { return nil }
        switch ending {
        case "ts": return .ts
        case "csv": return .csv
        case "tsv", "tab": return .tsv
        case "arff": return .arff
        case "tsf": return .tsf
        case "jsonl", "ndjson", "json": return .jsonl
        case "conllu", "conll", "iob", "bio", "iob2": return .conllu
        case "txt", "md", "text": return .text
        default: return nil
        }
    }

    /// A table if the first lines have the same number of fields, more than one, and some of them are numbers.
    private static func tableFormat(of lines: TextLines) -> Format? {
        let sample = Array(lines.lazy.filter { !$0.isBlank }.prefix(5))
        for (separator, format) in [("\t", Format.tsv), (",", .csv), (";", .csv)] as [(Character, Format)] {
            let rows = sample.map { $0.fields(separatedBy: separator) }
            guard let width = rows.first?.count, width > 1, rows.allSatisfy({ $0.count == width }) else { continue }
            if rows.last?.contains(where: { Float($0.text) != nil }) == true { return format }
        }
        return nil
    }
}
