/// The .ts format of the UCR and UEA time series archives: a header of lines that start with `@`, then a line a series.
/// Its dimensions are separated by colons, the values of a dimension by commas; the class or target value comes last.
public enum TimeSeries {
    /// Reads a training file and, if there is one, a test file with the same classes and dimensions.
    ///
    /// - Throws: `DataError` for a broken header or line, for missing values where they are refused, and where the two files do not fit together.
    public static func load(
        train: String, test: String? = nil, missing: MissingValues = .refuse
    ) throws(DataError) -> DataPair {
        let trainFile = try read(SourceFile(path: train), missing: missing, classes: nil)
        var testFile: SequenceDataset?
        if let test {
            let dataset = try read(
                SourceFile(path: test), missing: missing, classes: trainFile.classNames.isEmpty ? nil : trainFile.classNames)
            guard dataset.features == trainFile.features else {
                throw DataError(
                    file: test, problem: "The series have \(dataset.features) dimensions; those of \(train) have \(trainFile.features).")
            }
            guard dataset.classNames.isEmpty == trainFile.classNames.isEmpty else {
                throw DataError(file: test, problem: "One of the two files has classes, the other has target values.")
            }
            testFile = dataset
        }
        return DataPair(name: trainFile.name, train: trainFile, test: testFile)
    }

    static func read(_ file: SourceFile, missing: MissingValues, classes: [String]?) throws(DataError) -> SequenceDataset {
        var header = Header()
        var body = Body(missing: missing, classes: classes.map(ClassIndex.init))
        for line in try TextLines(file) where !line.isBlank && !line.starts(with: "#") {
            if header.isComplete {
                try body.add(line, header: header)
            } else {
                try header.add(line)
            }
        }
        guard header.isComplete else { throw file.error("There is no line @data, after which the series should come.") }
        return try body.dataset(file: file, header: header)
    }

    /// What the lines before the data say.
    struct Header {
        enum Target {
            case none
            case classes([String])
            case value
        }
        var name = "series"
        var target = Target.none
        var dimensions: Int?
        var isComplete = false

        mutating func add(_ line: TextLine) throws(DataError) {
            let words = line.words
            guard let key = words.first, line.starts(with: "@") else {
                throw line.error("Expected a header line that starts with @, or @data before the series.", at: 0)
            }
            let values = words.dropFirst()
            switch key.text.lowercased() {
            case "@problemname": name = try values.first?.checkedText ?? name
            case "@timestamps":
                if values.first?.text.lowercased() == "true" {
                    throw key.error("The series have time stamps, which are not supported.", advice: "Expected @timeStamps false.")
                }
            case "@dimensions", "@dimension":
                guard let field = values.first, let count = Int(field.text), count > 0 else {
                    throw key.error("Expected a number of dimensions, such as @dimensions 12.")
                }
                dimensions = count
            case "@univariate":
                if values.first?.text.lowercased() == "true", dimensions == nil { dimensions = 1 }
            case "@classlabel":
                guard values.first?.text.lowercased() == "true" else { break }
                var names: [String] = []
                for value in values.dropFirst() {
                    let name = try value.checkedText
                    guard !names.contains(name) else { throw value.error("The class \(name) is named twice.") }
                    names.append(name)
                }
                target = .classes(names)
            case "@targetlabel":
                if values.first?.text.lowercased() == "true" { target = .value }
            case "@data":
                if case .none = target {
                    throw key.error(
                        "The header names neither classes nor target values; expected @classLabel true, followed by the classes, or @targetLabel true."
                    )
                }
                isComplete = true
            default: break  // @missing, @equalLength, @seriesLength: seen from the data itself.
            }
        }
    }

    /// The series read so far.
    struct Body {
        let missing: MissingValues
        var values: [Float] = []
        var offsets = [0]
        var width: Int?
        /// The classes, where they are known before the series.
        var classes: ClassIndex?
        var labels: [String] = []
        var targets: [Float] = []

        init(missing: MissingValues, classes: ClassIndex?) {
            self.missing = missing
            self.classes = classes
        }

        mutating func add(_ line: TextLine, header: Header) throws(DataError) {
            var parts = line.fields(separatedBy: ":")
            guard parts.count >= 2 else {
                throw line.error("Expected a series, a colon and its \(header.isClassified ? "class" : "target value").", at: 0)
            }
            let last = parts.removeLast()
            let expected = width ?? header.dimensions ?? parts.count
            guard parts.count == expected else {
                throw line.error("The series has \(parts.count) dimensions; expected \(expected).", at: 0)
            }
            width = expected
            var series: [[Float]] = []
            for part in parts {
                let dimension = try self.dimension(part)
                guard dimension.count == series.first?.count ?? dimension.count else {
                    throw part.error(
                        "Dimension \(series.count + 1) has \(dimension.count) values; the ones before have \(series[0].count).")
                }
                series.append(dimension)
            }
            for step in series[0].indices {
                for dimension in series { values.append(dimension[step]) }
            }
            offsets.append(offsets[offsets.count - 1] + series[0].count)
            if header.isClassified {
                if classes == nil, case .classes(let named) = header.target, !named.isEmpty { classes = ClassIndex(named) }
                let name = try last.checkedText
                if let classes, classes[name] == nil {
                    throw last.error("The class is \(last.quoted); expected one of \(classes.sample).")
                }
                labels.append(name)
            } else {
                targets.append(try last.number)
            }
        }

        private func dimension(_ part: Field) throws(DataError) -> [Float] {
            var series: [Float?] = []
            var hasGaps = false
            for field in part.line.fields(in: part.range, separatedBy: ",") {
                if field.isMissing {
                    guard missing != .refuse else {
                        throw field.error(
                            "The value is missing.", advice: "Ask for missing values to be filled, with missing: carry or missing: zero.")
                    }
                    hasGaps = true
                    series.append(nil)
                } else {
                    series.append(try field.number)
                }
            }
            guard hasGaps else { return series.compactMap { $0 } }
            guard let filled = missing.fill(series) else { throw part.error("All values of a dimension are missing.") }
            return filled
        }

        func dataset(file: SourceFile, header: Header) throws(DataError) -> SequenceDataset {
            guard let width, offsets.count > 1 else { throw file.error("There are no series after @data.") }
            let classes = classes ?? ClassIndex(found: labels)
            let result: SequenceDataset.Targets =
                header.isClassified
                ? .sequenceClasses(labels: labels.compactMap { classes[$0] }, names: classes.names)
                : .sequenceValues(values: targets, width: 1)
            return SequenceDataset(
                name: header.name, presentation: .channels, inputs: .features(values: values, width: width), targets: result,
                offsets: offsets)
        }
    }
}

extension TimeSeries.Header {
    fileprivate var isClassified: Bool {
        if case .classes = target { true } else { false }
    }
}
