/// The .ts format of the UCR and UEA time series archives: a header of lines that start with `@`, then one series per
/// line; lines that start with `#` or `%` are comments. The dimensions of a series are separated by colons, and the
/// values of a dimension by commas; the class or target value comes last, and without one the target is the next step.
/// Values may be pairs with a time, `(2013-03-01 00-00-00,4.5)`; the times of the first dimension are those of the
/// steps.
public enum TimeSeries {
    /// Reads a training file and, if given, a test file with the same classes and dimensions.
    ///
    /// - Throws: `DataError` for a malformed header or line, for missing values if they are refused, and if the two files do not match.
    /// - Complexity: O(bytes of the files).
    public static func load(
        train: String, test: String? = nil, missing: MissingValues = .refuse
    ) throws(DataError) -> DataPair {
        let (trainFile, notes) = try readNoted(SourceFile(path: train), missing: missing, known: nil)
        var testFile: SequenceDataset?
        if let test {
            let dataset = try readNoted(SourceFile(path: test), missing: missing, known: trainFile).data
            guard dataset.features == trainFile.features else {
                throw DataError(
                    .timeSeries(.dimensionsUnlikeTraining(found: dataset.features, training: train, expected: trainFile.features)),
                    file: test)
            }
            guard dataset.classNames.isEmpty == trainFile.classNames.isEmpty, dataset.predictsSteps == trainFile.predictsSteps else {
                throw DataError(.timeSeries(.targetsUnlikeTraining), file: test)
            }
            testFile = dataset
        }
        return DataPair(name: trainFile.name, train: trainFile, test: testFile, notes: notes)
    }

    static func read(_ file: SourceFile, missing: MissingValues) throws(DataError) -> SequenceDataset {
        try readNoted(file, missing: missing, known: nil).data
    }

    /// - Parameter known: a file with the same classes, whose bases are subtracted here as well; nil to determine them from this file.
    static func readNoted(
        _ file: SourceFile, missing: MissingValues, known: SequenceDataset?
    ) throws(DataError) -> (data: SequenceDataset, notes: [DataNote]) {
        var header = Header()
        let classes = known.flatMap { $0.classNames.isEmpty ? nil : $0.classNames }
        var body = Body(missing: missing, classes: classes.map(ClassIndex.init))
        for line in try TextLines(file) where !line.isBlank && !line.starts(with: "#") && !line.starts(with: "%") {
            if header.isComplete {
                try body.add(line, header: header)
            } else {
                try header.add(line)
            }
        }
        guard header.isComplete else { throw file.error(.timeSeries(.noDataLine)) }
        let dataset = try body.dataset(file: file, header: header, known: known)
        return (missing == .mask ? dataset.masked() : dataset, dataset.baseNotes + (header.hasTimeStamps ? body.timeNotes : []))
    }

    /// The lines before the data.
    struct Header {
        /// The keys that determine how the series are read.
        private enum Key: String {
            case problemName = "@problemname"
            case timeStamps = "@timestamps"
            case dimensions = "@dimensions"
            case dimension = "@dimension"
            case univariate = "@univariate"
            case classLabel = "@classlabel"
            case targetLabel = "@targetlabel"
            case relation = "@relation"
            case data = "@data"
        }

        enum Target {
            case none
            case classes([String])
            case value
            /// The header declares that there are no classes and no target values.
            case absent
        }
        var hasTimeStamps = false
        var name = "series"
        var target = Target.none
        var dimensions: Int?
        var isComplete = false

        mutating func add(_ line: TextLine) throws(DataError) {
            let words = line.words
            guard let key = words.first, line.starts(with: "@") else {
                throw line.error(.timeSeries(.noHeaderLine), at: 0)
            }
            let values = words.dropFirst()
            // Other keys, such as @missing and @equalLength, state what the data itself shows.
            guard let meaning = Key(rawValue: key.text.lowercased()) else { return }
            switch meaning {
            case .problemName: name = try values.first?.checkedText ?? name
            case .timeStamps: hasTimeStamps = values.first?.text.lowercased() == "true"
            case .relation: throw key.error(.timeSeries(.isRelation))
            case .dimensions, .dimension:
                guard let field = values.first, let count = Int(field.text), count > 0 else {
                    throw key.error(.timeSeries(.noDimensions))
                }
                dimensions = count
            case .univariate:
                if values.first?.text.lowercased() == "true", dimensions == nil { dimensions = 1 }
            case .classLabel:
                guard values.first?.text.lowercased() == "true" else {
                    if case .none = target { target = .absent }
                    break
                }
                var names: [String] = []
                for value in values.dropFirst() {
                    let name = try value.checkedText
                    guard !names.contains(name) else { throw value.error(.timeSeries(.repeatedClass(name))) }
                    names.append(name)
                }
                target = .classes(names)
            case .targetLabel:
                if values.first?.text.lowercased() == "true" {
                    target = .value
                } else if case .none = target {
                    target = .absent
                }
            case .data:
                if case .none = target {
                    throw key.error(.timeSeries(.noTarget))
                }
                isComplete = true
            }
        }
    }

    /// The series read so far.
    struct Body {
        let missing: MissingValues
        var values: [Double] = []
        /// The times of the steps; NaN if unknown, and empty if the header declares that there are none.
        var times: [Double] = []
        var offsets = [0]
        var width: Int?
        /// The classes, if they are known before the series.
        var classes: ClassIndex?
        var labels: [String] = []
        var targets: [Double] = []

        init(missing: MissingValues, classes: ClassIndex?) {
            self.missing = missing
            self.classes = classes
        }

        mutating func add(_ line: TextLine, header: Header) throws(DataError) {
            var parts = line.fields(outsideParenthesesSeparatedBy: UInt8(ascii: ":"), in: 0..<line.bytes.count)
            var last: Field?
            if header.isLabelled {
                guard parts.count >= 2 else {
                    throw line.error(.timeSeries(.noSeries(isClassified: header.isClassified)), at: 0)
                }
                last = parts.removeLast()
            }
            let expected = width ?? header.dimensions ?? parts.count
            guard parts.count == expected else {
                throw line.error(.timeSeries(.dimensions(found: parts.count, expected: expected)), at: 0)
            }
            width = expected
            var series: [[Double]] = []
            for part in parts {
                if header.hasTimeStamps, series.isEmpty { times += try self.times(part) }
                let dimension = try self.dimension(part, hasTimes: header.hasTimeStamps)
                guard dimension.count == series.first?.count ?? dimension.count else {
                    throw part.error(
                        .timeSeries(.length(dimension: series.count + 1, found: dimension.count, expected: series[0].count)))
                }
                series.append(dimension)
            }
            for step in series[0].indices {
                for dimension in series { values.append(dimension[step]) }
            }
            offsets.append(offsets[offsets.count - 1] + series[0].count)
            guard let last else { return }
            if header.isClassified {
                if classes == nil, case .classes(let named) = header.target, !named.isEmpty { classes = ClassIndex(named) }
                let name = try last.checkedText
                if let classes, classes[name] == nil {
                    throw last.error(.timeSeries(.unknownClass(name, expected: classes.names)))
                }
                guard classes != nil || !NumberText.isMissingLabel(name) else { throw last.error(.value(.noLabel(found: name))) }
                labels.append(name)
            } else {
                targets.append(try last.number)
            }
        }

        private func dimension(_ part: Field, hasTimes: Bool) throws(DataError) -> [Double] {
            var series: [Double] = []
            var hasGaps = false
            for element in part.line.fields(outsideParenthesesSeparatedBy: UInt8(ascii: ","), in: part.range) {
                let field = hasTimes ? try Self.pair(element).value : element
                if field.isMissing {
                    guard missing != .refuse else {
                        throw field.error(.value(.missing))
                    }
                    hasGaps = true
                    series.append(.nan)
                } else {
                    series.append(try field.number)
                }
            }
            guard hasGaps else { return series }
            guard let filled = missing.fill(series) else { throw part.error(.timeSeries(.dimensionMissing)) }
            return filled
        }

        private func times(_ part: Field) throws(DataError) -> [Double] {
            var times: [Double] = []
            for element in part.line.fields(outsideParenthesesSeparatedBy: UInt8(ascii: ","), in: part.range) {
                times.append(TimeStamp.certainSeconds(try Self.pair(element).time.text) ?? .nan)
            }
            return times
        }

        /// The decisions about the times.
        var timeNotes: [DataNote] {
            guard times.contains(where: \.isFinite) else { return [.timesLeftOut] }
            let sequences = zip(offsets, offsets.dropFirst()).map { times[$0..<$1] }
            return [.timesShown] + [DataNote.irregularSteps(in: sequences)].compactMap { $0 }
        }

        /// The time and the value of `(time,value)`.
        private static func pair(_ field: Field) throws(DataError) -> (time: Field, value: Field) {
            let bytes = field.line.bytes
            guard field.range.count > 2, bytes[field.range.lowerBound] == UInt8(ascii: "("),
                bytes[field.range.upperBound - 1] == UInt8(ascii: ")"),
                let comma = bytes[field.range].lastIndex(of: UInt8(ascii: ","))
            else { throw field.error(.timeSeries(.noPair(found: field.text))) }
            let (time, value) = ((field.range.lowerBound + 1)..<comma, (comma + 1)..<(field.range.upperBound - 1))
            return (Field(line: field.line, range: time), field.line.fields(in: value, separatedBy: ",")[0])
        }

        func dataset(file: SourceFile, header: Header, known: SequenceDataset?) throws(DataError) -> SequenceDataset {
            guard let width, offsets.count > 1 else { throw file.error(.timeSeries(.empty)) }
            let base = known?.storage.details.inputBase(width: width) ?? PreciseBase.bases(of: values, width: width)
            let values = PreciseBase.single(values, less: base)
            let times = times.contains(where: \.isFinite) ? times : []
            guard header.isLabelled else {
                return try SequenceDataset.forecasting(
                    name: header.name, values: values, width: width, offsets: offsets, file: file.name, base: base, times: times)
            }
            var details = SequenceDataset.Details()
            details.times = times
            details.inputScale = Standardization(base: base)
            let targetBase = known?.storage.details.targetBase(width: 1) ?? PreciseBase.bases(of: targets, width: 1)
            if !header.isClassified { details.targetScale = Standardization(base: targetBase) }
            let classes = classes ?? ClassIndex(found: labels)
            let result: SequenceDataset.Targets =
                header.isClassified
                ? .sequenceClasses(labels: labels.compactMap { classes[$0] }, names: classes.names)
                : .sequenceValues(values: PreciseBase.single(targets, less: targetBase), width: 1)
            return SequenceDataset(
                name: header.name, presentation: .channels, inputs: .features(values: values, width: width), targets: result,
                offsets: offsets, details: details)
        }
    }
}

extension TimeSeries.Header {
    fileprivate var isClassified: Bool {
        if case .classes = target { true } else { false }
    }

    fileprivate var isLabelled: Bool {
        if case .absent = target { false } else { true }
    }
}

extension SequenceDataset {
    /// Whether there is a target at each step.
    fileprivate var predictsSteps: Bool { storage.targets.areOfSteps }
}
