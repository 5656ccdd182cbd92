import FoundationEssentials

/// What a file holds and how it is read: for looking at a file before its format is known.
public struct DataFile: Sendable {
    /// The formats of files that are read.
    public enum Format: String, Sendable, CaseIterable {
        case idx, ts, csv, tsv, jsonl, conllu, npy, npz, letters, text
    }

    /// How a file is read: what becomes a sequence, and what is predicted.
    public enum Reading: Sendable, Equatable {
        /// Images row by row; `labels` is the file with their classes, nil where there is none beside them.
        case images(labels: String?)
        case timeSeries
        case table(TableLayout)
        case jsonLines
        /// Words to parts of speech; words that are rare become `unknown`.
        case taggedWords(unknown: String)
        case array
        case archive
        case letters
        case text
    }

    /// The format that was found.
    public let format: Format
    /// How the file was read.
    public let reading: Reading
    /// Whether values are missing in the file; they are filled here, and have to be asked for elsewhere.
    public let hasMissingValues: Bool
    /// The sequences; all of them as the part to train on, where the file does not say otherwise.
    public let data: DataPair

    init(format: Format, reading: Reading, hasMissingValues: Bool = false, data: DataPair) {
        self.format = format
        self.reading = reading
        self.hasMissingValues = hasMissingValues
        self.data = data
    }

    /// Whether there is a file, and not a folder, at `path`.
    public static func exists(_ path: String) -> Bool { SourceFile.exists(path) }

    /// Finds out the format of a file, by its content and then by its name, and reads it.
    ///
    /// - Complexity: that of reading the file, twice where values are missing.
    /// - Throws: `DataError` where the file cannot be read in the format that it seems to have.
    public static func inspect(_ path: String) throws(DataError) -> DataFile {
        let file = try SourceFile(path: path)
        guard !file.data.isEmpty else { throw file.error(.file(.empty)) }
        let format = try detect(file)
        func whole(_ dataset: SequenceDataset, _ reading: Reading, hasGaps: Bool = false) -> DataFile {
            DataFile(
                format: format, reading: reading, hasMissingValues: hasGaps, data: DataPair(name: dataset.name, train: dataset, test: nil))
        }
        switch format {
        case .idx: return try idx(file)
        case .ts:
            let (dataset, hasGaps) = try filling { missing throws(DataError) in
                try TimeSeries.read(file, missing: missing, classes: nil)
            }
            return whole(dataset, .timeSeries, hasGaps: hasGaps)
        case .csv, .tsv:
            let ((dataset, layout), hasGaps) = try filling { missing throws(DataError) in
                var options = TableOptions()
                options.missing = missing
                return try Table.read(file, options: options)
            }
            return whole(dataset, .table(layout), hasGaps: hasGaps)
        case .jsonl:
            let (dataset, hasGaps) = try filling { missing throws(DataError) in try JSONLines.read(file, missing: missing) }
            return whole(dataset, .jsonLines, hasGaps: hasGaps)
        case .conllu:
            return DataFile(format: format, reading: .taggedWords(unknown: ConllU.unknown), data: try ConllU.load(train: path))
        case .npy:
            return whole(try NumPyFiles.load(x: path), .array)
        case .npz:
            return DataFile(format: format, reading: .archive, data: try NumPyFiles.read(archive: file))
        case .letters:
            return whole(try Letters.read(file).dataset, .letters)
        case .text: return whole(try PlainText.read(file), .text)
        }
    }

    /// What `read` gives, with gaps filled only where it gives nothing otherwise.
    private static func filling<Result>(
        _ read: (MissingValues) throws(DataError) -> Result
    ) throws(DataError) -> (Result, hasGaps: Bool) {
        do throws(DataError) {
            return (try read(.refuse), false)
        } catch {
            guard error.problem == .value(.missing) else { throw error }
            return (try read(.carry), true)
        }
    }

    static func detect(_ file: SourceFile) throws(DataError) -> Format {
        if ZipArchive.recognizes(file.data) { return .npz }
        if NumPy.recognizes(file.data) { return .npy }
        if IDX.recognizes(file.data) { return .idx }
        let lines = try TextLines(file)
        let first = lines.first { !$0.isBlank && !$0.starts(with: "#") }
        if let byName = format(named: file.name) {
            if byName != .csv, byName != .tsv { return byName }
        }
        guard let first else { return .text }
        if first.starts(with: "@") { return .ts }
        if first.starts(with: "{"), (try? JSONReader.read(first)) != nil { return .jsonl }
        if Letters.recognizes(first) { return .letters }
        let tabs = first.fields(separatedBy: "\t")
        if tabs.count == 10, tabs[0].text.hasPrefix("1"), !tabs[3].isEmpty, Float(tabs[1].text) == nil { return .conllu }
        return format(named: file.name) ?? tableFormat(of: lines) ?? .text
    }

    /// By the extension, `.gz` aside; nil where it says nothing.
    private static func format(named name: String) -> Format? {
        var parts = name.lowercased().split(separator: "/").last?.split(separator: ".") ?? []
        if parts.last == "gz" { parts.removeLast() }
        guard parts.count > 1, let ending = parts.last else { return nil }
        switch ending {
        case "ts": return .ts
        case "csv": return .csv
        case "tsv", "tab": return .tsv
        case "jsonl", "ndjson": return .jsonl
        case "conllu": return .conllu
        case "txt", "md", "text": return .text
        default: return nil
        }
    }

    /// A table where the first lines have the same number of fields, more than one, and numbers among them.
    private static func tableFormat(of lines: TextLines) -> Format? {
        let sample = Array(lines.lazy.filter { !$0.isBlank }.prefix(5))
        for (separator, format) in [("\t", Format.tsv), (",", .csv), (";", .csv)] as [(Character, Format)] {
            let rows = sample.map { $0.fields(separatedBy: separator) }
            guard let width = rows.first?.count, width > 1, rows.allSatisfy({ $0.count == width }) else { continue }
            if rows.last?.contains(where: { Float($0.text) != nil }) == true { return format }
        }
        return nil
    }

    /// Images where the file has three axes. Labels lie in a file of their own, so that a file of images alone has rows to predict.
    private static func idx(_ file: SourceFile) throws(DataError) -> DataFile {
        let array = try IDX.read(file)
        guard array.shape.count == 3 else {
            throw file.error(.idx(.noSequences(shape: array.shape, type: array.type)))
        }
        let labelsName = file.name.replacing("images", with: "labels").replacing("idx3", with: "idx1")
        let images = try IDX.images(file)
        let (count, rows, columns) = (images.shape[0], images.shape[1], images.shape[2])
        guard count > 0 else { throw file.error(.idx(.noImages)) }
        let offsets = (0...count).map { $0 * rows }
        if labelsName != file.name, SourceFile.exists(labelsName) {
            let labels = try IDX.labels(SourceFile(path: labelsName), classes: 256)
            if labels.count == count {
                let classes = Int(labels.max() ?? 0) + 1
                let dataset = SequenceDataset(
                    name: file.baseName, presentation: .imageRows, inputs: .features(values: images.values, width: columns),
                    targets: .sequenceClasses(labels: labels, names: (0..<classes).map(String.init)), offsets: offsets)
                return DataFile(
                    format: .idx, reading: .images(labels: labelsName),
                    data: DataPair(name: dataset.name, train: dataset, test: nil))
            }
        }
        let dataset = try SequenceDataset.forecasting(
            name: file.baseName, presentation: .imageRows, values: images.values, width: columns, offsets: offsets, file: file.name)
        return DataFile(
            format: .idx, reading: .images(labels: nil),
            data: DataPair(name: dataset.name, train: dataset, test: nil))
    }
}
