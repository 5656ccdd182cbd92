/// Weka's ARFF format, which the UCR and UEA archives also use: a row is a sequence whose numbers are its steps, and
/// its class is an attribute with names in braces. Several dimensions are in a relational attribute, with one line of
/// numbers each. The targets are the numbers beside such an attribute, or those of a last attribute named class, label,
/// target, y, output or value; otherwise the target is the next step.
public enum ARFF {
    /// Reads a training file and, if given, a test file with the same attributes.
    ///
    /// - Throws: `DataError` for a malformed header or row, for missing values if they are refused, and if the two files do not match.
    /// - Complexity: O(bytes of the files).
    public static func load(train: String, test: String? = nil, missing: MissingValues = .refuse) throws(DataError) -> DataPair {
        let (trainFile, relation, notes) = try read(SourceFile(path: train), missing: missing, known: nil)
        var testFile: SequenceDataset?
        if let test {
            let (dataset, other, _) = try read(SourceFile(path: test), missing: missing, known: trainFile)
            guard other.attributes == relation.attributes else { throw DataError(.relation(.unlikeTraining), file: test) }
            testFile = dataset
        }
        return DataPair(name: trainFile.name, train: trainFile, test: testFile, notes: notes)
    }

    /// - Parameter known: data whose bases are subtracted here as well; nil to determine them from this file.
    static func read(
        _ file: SourceFile, missing: MissingValues, known: SequenceDataset? = nil
    ) throws(DataError) -> (SequenceDataset, Relation, [DataNote]) {
        var relation = Relation()
        var rows: Rows?
        for line in try TextLines(file) where !line.isBlank && !line.starts(with: "%") {
            if rows == nil {
                if try relation.add(line) { rows = try Rows(relation, missing: missing, file: file) }
            } else {
                try rows?.add(line)
            }
        }
        guard let rows else { throw file.error(.relation(.noDataLine)) }
        let dataset = try rows.dataset(file, known: known)
        return (dataset, relation, dataset.baseNotes + rows.notes)
    }

    private struct Rows {
        let relation: Relation
        let missing: MissingValues
        /// The index of the attribute with the classes.
        let target: Int?
        /// The attributes with target values, if none has classes.
        let valueTargets: [Int]
        let classes: ClassIndex
        var width = 1
        var values: [Double] = []
        var offsets = [0]
        var labels: [Int32] = []
        var targets: [Double] = []

        /// The names of a last attribute whose numbers are the target.
        private static let targetNames: Set = ["class", "label", "target", "y", "output", "value"]

        init(_ relation: Relation, missing: MissingValues, file: SourceFile) throws(DataError) {
            self.relation = relation
            self.missing = missing
            var named: [Int] = []
            for (index, attribute) in relation.attributes.enumerated() {
                if case .classes = attribute.kind { named.append(index) }
            }
            guard named.count < 2 else { throw file.error(.relation(.severalClasses(named.map { relation.attributes[$0].name }))) }
            target = named.first
            let series = relation.attributes.filter(\.isSeries).map(\.name)
            guard series.count < 2 else { throw file.error(.relation(.severalSeries(series))) }
            let numbers = relation.attributes.indices.filter { relation.attributes[$0].kind == .number }
            if !series.isEmpty {
                valueTargets = named.isEmpty ? numbers : []
            } else {
                let last = numbers.last.flatMap { Self.targetNames.contains(relation.attributes[$0].name.lowercased()) ? $0 : nil }
                valueTargets = named.isEmpty && numbers.count > 1 ? [last].compactMap { $0 } : []
            }
            classes =
                if let target, case .classes(let names) = relation.attributes[target].kind { ClassIndex(names) } else { ClassIndex([]) }
            guard relation.attributes.contains(where: { $0.kind == .number || $0.isSeries }) else {
                throw file.error(.relation(.noNumbers))
            }
        }

        mutating func add(_ line: TextLine) throws(DataError) {
            guard !line.starts(with: "{") else { throw line.error(.relation(.isSparse), at: 0) }
            let cells = try RelationLine.cells(of: line)
            guard cells.count == relation.attributes.count else {
                throw line.error(.relation(.cells(found: cells.count, expected: relation.attributes.count)), at: 0)
            }
            var steps: [Double] = []
            let hasSeries = relation.attributes.contains(where: \.isSeries)
            for (place, (attribute, cell)) in zip(relation.attributes, cells).enumerated() {
                switch attribute.kind {
                case .number where valueTargets.contains(place):
                    let value = try number(cell.text, line, cell.offset)
                    guard !value.isNaN else {
                        throw line.error(.value(.noLabel(found: cell.text)), at: cell.offset)
                    }
                    targets.append(value)
                // Beside series, a number is not one of their steps.
                case .number where hasSeries: break
                case .number: steps.append(try number(cell.text, line, cell.offset))
                case .series: steps = try series(cell, line)
                case .classes:
                    guard let label = classes[cell.text] else {
                        throw line.error(
                            NumberText.isMissingLabel(cell.text)
                                ? .value(.noLabel(found: cell.text)) : .value(.unknownClass(cell.text, expected: classes.names)),
                            at: cell.offset)
                    }
                    labels.append(label)
                case .text, .date: break
                }
            }
            // Shorter sequences are padded with missing values at the end.
            while steps.count > width, steps.suffix(width).allSatisfy(\.isNaN) { steps.removeLast(width) }
            if steps.contains(where: \.isNaN) {
                guard missing != .refuse else { throw line.error(.value(.missing), at: 0) }
                guard missing.fill(&steps, in: steps.indices, width: width) == nil else {
                    throw line.error(.timeSeries(.dimensionMissing), at: 0)
                }
            }
            values += steps
            offsets.append(offsets[offsets.count - 1] + steps.count / width)
        }

        /// NaN if the value is missing.
        private func number(_ text: String, _ line: TextLine, _ offset: Int) throws(DataError) -> Double {
            if NumberText.isMissing(text) { return .nan }
            switch NumberText.number(text) {
            case .success(let number): return number
            case .failure(let failure): throw line.error(failure.problem, at: offset)
            }
        }

        /// The lines of a relational attribute, one for each dimension, in step order.
        private mutating func series(_ cell: RelationLine.Piece, _ line: TextLine) throws(DataError) -> [Double] {
            var dimensions: [[Double]] = []
            for row in cell.text.split(separator: "\n") {
                var dimension: [Double] = []
                for text in row.split(separator: ",", omittingEmptySubsequences: false) {
                    dimension.append(try number(RelationLine.unquoted(String(text)), line, cell.offset))
                }
                dimensions.append(dimension)
            }
            guard let length = dimensions.first?.count else { throw line.error(.timeSeries(.dimensionMissing), at: cell.offset) }
            if offsets.count == 1 { width = dimensions.count }
            guard dimensions.count == width else {
                throw line.error(.timeSeries(.dimensions(found: dimensions.count, expected: width)), at: cell.offset)
            }
            if let other = dimensions.firstIndex(where: { $0.count != length }) {
                throw line.error(
                    .timeSeries(.length(dimension: other + 1, found: dimensions[other].count, expected: length)), at: cell.offset)
            }
            return (0..<length).flatMap { step in dimensions.map { $0[step] } }
        }

        /// The decisions about the attributes.
        var notes: [DataNote] {
            if target != nil { return [] }
            let names = valueTargets.map { relation.attributes[$0].name }
            return names.isEmpty
                ? [.nextStepPredicted] : [.columns(names, .values, relation.attributes.contains(where: \.isSeries) ? .none : .name)]
        }

        func dataset(_ file: SourceFile, known: SequenceDataset?) throws(DataError) -> SequenceDataset {
            let dataset = try unmasked(file, known: known)
            return missing == .mask ? dataset.masked() : dataset
        }

        private func unmasked(_ file: SourceFile, known: SequenceDataset?) throws(DataError) -> SequenceDataset {
            guard offsets.count > 1 else { throw file.error(.relation(.empty)) }
            let base = known?.storage.details.inputBase(width: width) ?? PreciseBase.bases(of: values, width: width)
            let values = PreciseBase.single(values, less: base)
            var details = SequenceDataset.Details()
            details.inputScale = Standardization(base: base)
            guard valueTargets.isEmpty else {
                let outputs = valueTargets.count
                let base = known?.storage.details.targetBase(width: outputs) ?? PreciseBase.bases(of: targets, width: outputs)
                details.targetScale = Standardization(base: base)
                return SequenceDataset(
                    name: relation.name, presentation: .channels, inputs: .features(values: values, width: width),
                    targets: .sequenceValues(values: PreciseBase.single(targets, less: base), width: outputs), offsets: offsets,
                    details: details)
            }
            guard target != nil else {
                return try SequenceDataset.forecasting(
                    name: relation.name, values: values, width: width, offsets: offsets, file: file.name, base: base)
            }
            return SequenceDataset(
                name: relation.name, presentation: .channels, inputs: .features(values: values, width: width),
                targets: .sequenceClasses(labels: labels, names: classes.names), offsets: offsets, details: details)
        }
    }
}

extension Relation.Attribute {
    fileprivate var isSeries: Bool {
        if case .series = kind { true } else { false }
    }
}
