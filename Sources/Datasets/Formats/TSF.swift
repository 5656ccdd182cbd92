/// The TSF format of the Monash forecasting archive: one series per line, with its attributes (a name, a start) and its
/// values, separated by colons. The target at each step is the next value. Steps have times if the header gives the
/// frequency and the series their starts.
public enum TSF {
    /// Reads all series of a file.
    ///
    /// - Throws: `DataError` for a malformed header or line, and for missing values if they are refused.
    /// - Complexity: O(bytes of the file).
    public static func load(_ path: String, missing: MissingValues = .refuse) throws(DataError) -> SequenceDataset {
        try read(SourceFile(path: path), missing: missing)
    }

    static func read(_ file: SourceFile, missing: MissingValues) throws(DataError) -> SequenceDataset {
        var relation = Relation()
        var isData = false
        var values: [Double] = []
        var times: [Double] = []
        var offsets = [0]
        for line in try TextLines(file) where !line.isBlank && !line.starts(with: "#") && !line.starts(with: "%") {
            guard isData else {
                isData = try relation.add(line)
                continue
            }
            let parts = line.fields(separatedBy: ":")
            // Starts are written as 1990-01-01 00-00-00, without colons.
            guard parts.count == relation.attributes.count + 1, let last = parts.last else {
                throw line.error(.relation(.parts(found: parts.count, expected: relation.attributes.count + 1)), at: 0)
            }
            let series = try series(last, missing)
            values += series
            offsets.append(values.count)
            let start = relation.attributes.firstIndex { $0.kind == .date }.flatMap { TimeStamp.certainSeconds(parts[$0].text) }
            let spacing = relation.properties["frequency"].flatMap(StepSpacing.init)
            for step in series.indices { times.append(start.flatMap { spacing?.time(of: step, from: $0) } ?? .nan) }
        }
        guard isData else { throw file.error(.relation(.noDataLine)) }
        guard offsets.count > 1 else { throw file.error(.relation(.empty)) }
        let base = PreciseBase.bases(of: values, width: 1)
        let dataset = try SequenceDataset.forecasting(
            name: file.baseName, values: PreciseBase.single(values, less: base), width: 1, offsets: offsets, file: file.name, base: base,
            times: times.contains(where: \.isFinite) ? times : [])
        return missing == .mask ? dataset.masked() : dataset
    }

    private static func series(_ part: Field, _ missing: MissingValues) throws(DataError) -> [Double] {
        var series: [Double] = []
        var gap: Field?
        for field in part.line.fields(in: part.range, separatedBy: ",") {
            guard !field.isMissing else {
                if gap == nil { gap = field }
                series.append(.nan)
                continue
            }
            series.append(try field.number)
        }
        guard let gap else { return series }
        guard missing != .refuse else { throw gap.error(.value(.missing)) }
        guard let filled = missing.fill(series) else { throw part.error(.timeSeries(.dimensionMissing)) }
        return filled
    }
}
