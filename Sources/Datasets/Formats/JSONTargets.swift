/// The targets of one file of JSON Lines, before their kind is decided.
struct JSONTargets {
    /// The kind of targets in the training file.
    struct Schema {
        var kind: Kind
        var place: Place?
        /// The base subtracted from each value; empty for none.
        var base: [Double] = []
    }

    enum Kind {
        case none
        case classes(ClassIndex)
        /// Any number of labels for each sequence.
        case labels(ClassIndex)
        /// Label sequences of any length.
        case labelSequences(ClassIndex)
        /// Numbers, this many for each step or each sequence.
        case values(width: Int)
    }

    /// What the targets belong to: nothing given, one target for each sequence, or one for each step.
    enum Place { case none, sequence, steps }

    private let asked: TargetKind?
    /// Whether targets are label sequences.
    private let areLabelSequences: Bool
    private var place: Place?
    /// The length of a target's elements if they are lists; 1 if they are single values, nil before the first.
    private var width: Int?
    /// Whether the elements of targets are lists, and whether each list is one-hot: a class.
    private var hasVectors = false
    private var isOneHot = true
    /// The first list whose length differs from that of its sequence, and whether all lists are as long as the first.
    private var unlikeSteps: DataError?
    private var listLength: Int?
    private var hasEqualLists = true
    /// The names of classes, or the numbers of values; one for each element of the targets.
    private var names: [String] = []
    private var numbers: [Double] = []
    private var hasFractions = false
    /// The names of each sequence's labels, and the first line, if a sequence may have any number of labels.
    private var sets: [[String]] = []

    init(asked: TargetKind?, areLabelSequences: Bool) {
        (self.asked, self.areLabelSequences) = (asked, areLabelSequences)
    }

    /// Whether there is a target at each step.
    var areSteps: Bool { place == .steps }

    /// Whether targets are one-hot lists that stand for classes: all of them are one-hot, and values were not requested.
    var areOneHotClasses: Bool { hasVectors && isOneHot && asked != .values }

    // MARK: Reading

    /// Adds the target of a sequence; nil if it has none.
    mutating func add(_ target: JSONValue?, steps: Int, _ line: TextLine) throws(DataError) {
        guard asked != .multilabel, !areLabelSequences else { return try addSet(target, line) }
        let elements: [JSONValue]
        let found: Place
        if let target {
            if case .array(let list) = target.content {
                (elements, found) = (list, .steps)
            } else {
                (elements, found) = ([target], .sequence)
            }
        } else {
            (elements, found) = ([], .none)
        }
        guard place ?? found == found else {
            throw line.error(.jsonLines(.targetPlace), at: target?.offset ?? 0)
        }
        place = found
        guard asked != .labels || found != .sequence else {
            throw line.error(.jsonLines(.noStepLabels), at: target?.offset)
        }
        if found == .steps {
            if elements.count != steps, unlikeSteps == nil {
                let mayBeValues = elements.count > 1 && elements.allSatisfy { $0.kind == .number }
                unlikeSteps = line.error(
                    .jsonLines(
                        mayBeValues
                            ? .targetsOrValues(found: elements.count, steps: steps) : .targets(found: elements.count, steps: steps)),
                    at: target?.offset)
            }
            hasEqualLists = hasEqualLists && elements.count == listLength ?? elements.count
            listLength = listLength ?? elements.count
            // Only if values were requested may a list differ in length from its sequence.
            if let unlikeSteps, asked != .values { throw unlikeSteps }
        }
        for element in elements { try addElement(element, line) }
    }

    /// Adds the labels of a sequence: a list of names, a single one, or none. A text is one label; in label sequences
    /// each of its letters is one.
    private mutating func addSet(_ target: JSONValue?, _ line: TextLine) throws(DataError) {
        place = .sequence
        let first = names.count
        switch target?.content {
        case nil, .null?: break
        case .array(let list)?:
            for element in list {
                if element.kind == .list { throw line.error(.jsonLines(.labelsOfStep), at: element.offset) }
                try addSingle(element, line)
            }
        case .string(let text)? where areLabelSequences: names += text.unicodeScalars.map { String(Character($0)) }
        case .boolean?, .number?, .string?, .infinity?, .object?: if let target { try addSingle(target, line) }
        }
        sets.append(Array(names[first...]))
    }

    /// Adds a class, a number, or the target numbers of a step.
    private mutating func addElement(_ element: JSONValue, _ line: TextLine) throws(DataError) {
        guard case .array(let parts) = element.content, place == .steps else {
            guard width ?? 1 == 1, !hasVectors else {
                throw line.error(.jsonLines(.targetWidth(found: 1, expected: width ?? 1)), at: element.offset)
            }
            width = 1
            return try addSingle(element, line)
        }
        if !parts.isEmpty, parts.allSatisfy({ $0.kind == .string }) { throw line.error(.jsonLines(.labelsOfStep), at: element.offset) }
        guard width == nil || hasVectors, parts.count == width ?? parts.count, !parts.isEmpty else {
            throw line.error(.jsonLines(.targetWidth(found: parts.count, expected: width ?? 1)), at: element.offset)
        }
        (width, hasVectors) = (parts.count, true)
        var row: [Double] = []
        for part in parts {
            guard case .number = part.content, let number = try part.number(line) else {
                if case .infinity = part.content { throw line.error(.jsonLines(.infinite), at: part.offset) }
                throw line.error(.jsonLines(.notANumber(found: part.kind)), at: part.offset)
            }
            row.append(number)
        }
        numbers += row
        if row.count > 1, let hot = row.firstIndex(of: 1), row.count(where: { $0 == 0 }) == row.count - 1 {
            names.append(String(hot))
        } else {
            guard asked == nil || asked == .values else {
                throw line.error(.jsonLines(.vectorsAreValues), at: element.offset)
            }
            isOneHot = false
        }
    }

    private mutating func addSingle(_ element: JSONValue, _ line: TextLine) throws(DataError) {
        switch element.content {
        case .string(let name): names.append(name)
        case .boolean(let value): names.append(value ? "true" : "false")
        case .number(let number):
            hasFractions = hasFractions || number != number.rounded()
            names.append(number == number.rounded() && abs(number) < 1e15 ? String(Int64(number)) : String(number))
            numbers.append(try element.number(line) ?? 0)
        case .infinity: throw line.error(.jsonLines(.infinite), at: element.offset)
        case .null, .array, .object:
            throw line.error(.jsonLines(.target(found: element.kind)), at: element.offset)
        }
    }

    /// Lists whose length differs from that of their sequences are values of the sequence if values were requested; otherwise they are an
    /// error.
    mutating func finish() throws(DataError) {
        guard let unlikeSteps else { return }
        guard asked == .values, hasEqualLists, !hasVectors, let listLength, listLength > 0 else { throw unlikeSteps }
        (place, width) = (.sequence, listLength)
    }

    // MARK: Meaning

    /// The kind of these targets, to read other files in the same way.
    func schema(_ file: SourceFile) throws(DataError) -> Schema {
        guard let place, place != .none else { return Schema(kind: .none, place: place) }
        guard asked != .multilabel else {
            let index = ClassIndex(found: names)
            guard !index.names.isEmpty else { throw file.error(.value(.noLabel(found: ""))) }
            return Schema(kind: .labels(index), place: place)
        }
        guard !areLabelSequences else {
            let index = ClassIndex(found: names)
            guard !index.names.isEmpty else { throw file.error(.value(.noLabel(found: ""))) }
            return Schema(kind: .labelSequences(index), place: place)
        }
        let areNumbers = hasVectors || numbers.count == names.count
        let isValues = hasVectors ? !areOneHotClasses : asked.map { $0 == .values } ?? (hasFractions && areNumbers)
        guard !isValues || areNumbers else { throw file.error(.jsonLines(.targetsAreNames)) }
        guard !isValues else {
            let width = width ?? 1
            return Schema(kind: .values(width: width), place: place, base: PreciseBase.bases(of: numbers, width: width))
        }
        let classes = hasVectors ? ClassIndex((0..<(width ?? 0)).map(String.init)) : ClassIndex(found: names)
        return Schema(kind: .classes(classes), place: place)
    }

    /// These targets, read like those of the training file.
    ///
    /// - Parameter line: the line of an element.
    /// - Returns: nil if there are none.
    func targets(
        _ schema: Schema, file: SourceFile, line: (Int) -> Int?
    ) throws(DataError) -> SequenceDataset.Targets? {
        let place = place(in: schema)
        if case .classes(let index) = schema.kind, hasVectors {
            guard isOneHot else { throw file.error(.jsonLines(.vectorsAreValues)) }
            guard index.names.count == width else {
                throw file.error(.jsonLines(.targetWidth(found: width ?? 0, expected: index.names.count)))
            }
        }
        if case .values(let width) = schema.kind, place == schema.place, place != Place.none {
            let own = place == .sequence ? listLength ?? 1 : self.width ?? 1
            guard own == width else { throw file.error(.jsonLines(.targetWidth(found: own, expected: width))) }
        }
        guard place == schema.place else { throw file.error(.jsonLines(.targetsUnlikeTraining)) }
        switch (schema.kind, place) {
        case (.none, nil), (.none, .none?): return nil
        case (.classes(let index), .sequence): return .sequenceClasses(labels: try labels(index, file, line), names: index.names)
        case (.classes(let index), .steps): return .stepClasses(labels: try labels(index, file, line), names: index.names)
        case (.labels(let index), .sequence):
            return .sequenceLabels(values: try labelValues(index, file, line), names: index.names)
        case (.labelSequences(let index), .sequence):
            return .labelSequences(labels: try labelSequences(index, file, line), names: index.names)
        case (.values(let width), .sequence): return .sequenceValues(values: try values(less: schema.base, file), width: width)
        case (.values(let width), .steps): return .stepValues(values: try values(less: schema.base, file), width: width)
        case (.none, .sequence), (.none, .steps), (.classes, nil), (.classes, .none?), (.labels, nil),
            (.labels, .none?), (.labels, .steps), (.labelSequences, nil), (.labelSequences, .none?), (.labelSequences, .steps),
            (.values, nil), (.values, .none?):
            throw file.error(.jsonLines(.targetsUnlikeTraining))
        }
    }

    /// What the targets of this file belong to when the file is read according to `schema`: lists that happen to be as long as all
    /// sequences of this file may still belong to whole sequences.
    private func place(in schema: Schema) -> Place? {
        guard schema.place == .sequence, case .values(let width) = schema.kind, place == .steps, !hasVectors else { return place }
        return hasEqualLists && listLength == width ? .sequence : place
    }

    private func labels(_ index: ClassIndex, _ file: SourceFile, _ line: (Int) -> Int?) throws(DataError) -> [Int32] {
        var labels: [Int32] = []
        for (element, name) in names.enumerated() {
            guard let label = index[name] else {
                throw DataError(.value(.unknownClass(name, expected: index.names)), file: file.name, line: line(element))
            }
            labels.append(label)
        }
        return labels
    }

    /// 1 for each label that a sequence has, [sequences, labels].
    private func labelValues(_ index: ClassIndex, _ file: SourceFile, _ line: (Int) -> Int?) throws(DataError) -> [Float] {
        var values = [Float](repeating: 0, count: sets.count * index.names.count)
        for (sequence, names) in sets.enumerated() {
            for name in names {
                guard let label = index[name] else {
                    throw DataError(.value(.unknownClass(name, expected: index.names)), file: file.name, line: line(sequence))
                }
                values[sequence * index.names.count + Int(label)] = 1
            }
        }
        return values
    }

    private func labelSequences(_ index: ClassIndex, _ file: SourceFile, _ line: (Int) -> Int?) throws(DataError) -> LabelSequences {
        var sequences: [[Int32]] = []
        for (sequence, names) in sets.enumerated() {
            var labels: [Int32] = []
            for name in names {
                guard let label = index[name] else {
                    throw DataError(.value(.unknownClass(name, expected: index.names)), file: file.name, line: line(sequence))
                }
                labels.append(label)
            }
            sequences.append(labels)
        }
        return LabelSequences(sequences)
    }

    private func values(less base: [Double], _ file: SourceFile) throws(DataError) -> [Float] {
        guard hasVectors || numbers.count == names.count else { throw file.error(.jsonLines(.targetsAreNames)) }
        return PreciseBase.single(numbers, less: base)
    }
}
