/// The sequences of one file of JSON Lines.
struct JSONSequences {
    /// Vocabulary and classes, found in the training file.
    struct Schema {
        var vocabulary: ClassIndex?
        var width: Int
        var targets: Targets
        var place: TargetPlace?
    }

    enum Targets {
        case none
        case classes(ClassIndex)
        /// Numbers, so many a step, or so many a sequence.
        case values(width: Int)
    }

    /// What is predicted: nothing given, one target a sequence, or one a step.
    enum TargetPlace { case none, sequence, steps }

    private static let inputKeys = ["x", "values", "features", "tokens", "words", "text"]
    private static let targetKeys = ["y", "label", "labels", "target", "tags", "class"]

    private let file: SourceFile
    private let options: JSONOptions
    private var targetKey: String?
    /// What was decided about keys.
    private(set) var notes: [DataNote] = []
    private var offsets = [0]
    private var lines: [Int] = []
    private var values: [Float] = []
    private var tokens: [String] = []
    private var width = 0
    private var place: TargetPlace?
    /// Numbers of an element of the target where elements are lists; 1 where they are single ones, nil before the first.
    private var targetWidth: Int?
    /// Whether the elements of targets are lists, and whether each is a single 1 among zeros: a class.
    private var hasVectors = false
    private var isOneHot = true
    /// The first list that is not as long as its sequence, and whether all lists are as long as the first.
    private var unlikeSteps: DataError?
    private var listLength: Int?
    private var hasEqualLists = true
    /// A name for classes, or numbers for values; one an element of the target.
    private var names: [String] = []
    private var numbers: [Float] = []
    private var hasFractions = false

    init(_ file: SourceFile, options: JSONOptions) throws(DataError) {
        self.file = file
        self.options = options
        let isList = try JSONReader.readList(file) { value, line throws(DataError) in try add(value, line) }
        if !isList {
            for line in try TextLines(file) where !line.isBlank { try add(JSONReader.read(line), line) }
        }
        guard !lines.isEmpty else { throw file.error(.jsonLines(.noSequences)) }
        if let unlikeSteps {
            guard options.target == .values, hasEqualLists, !hasVectors, let listLength, listLength > 0 else { throw unlikeSteps }
            (place, targetWidth) = (.sequence, listLength)
        }
        if areOneHotClasses, options.target == nil, let targetKey { notes.append(.columns([targetKey], .classes, .oneHot)) }
    }

    /// Adds the object of a sequence.
    private mutating func add(_ value: JSONValue, _ line: TextLine) throws(DataError) {
        guard case .object(let object) = value.content else {
            throw line.error(.jsonLines(.notAnObject(found: value.kind)), at: value.offset)
        }
        let inputKeys = options.x.map { [$0] } ?? JSONSequences.inputKeys
        guard let inputKey = inputKeys.first(where: { object[$0] != nil }), let input = object[inputKey] else {
            throw line.error(
                .jsonLines(options.x.map { DataError.JSONLinesProblem.noKey($0, found: object.keys.sorted()) } ?? .noInput),
                at: value.offset)
        }
        let steps = try addInput(input, line)
        if lines.isEmpty { try chooseTarget(object, inputKey: inputKey, steps: steps, line, at: value.offset) }
        let target = targetKey.flatMap { object[$0] }
        if options.y != nil, target == nil, let key = targetKey {
            throw line.error(.jsonLines(.noKey(key, found: object.keys.sorted())), at: value.offset)
        }
        // Lines may name their targets differently, as long as each is known.
        let other = options.y == nil ? JSONSequences.targetKeys.lazy.compactMap { object[$0] }.first : nil
        try addTarget(target ?? other, steps: steps, line)
        offsets.append(offsets[offsets.count - 1] + steps)
        lines.append(line.error(.jsonLines(.noInput), at: value.offset).location.line ?? line.number)
    }

    /// Finds the key of the targets in the first object: one that is known; else the only list as long as the sequence that is named as labels are. What else is as
    /// long is asked about, since it may be what is to be predicted.
    private mutating func chooseTarget(
        _ object: [String: JSONValue], inputKey: String, steps: Int, _ line: TextLine, at offset: Int
    ) throws(DataError) {
        let others = object.keys.filter { $0 != inputKey && !options.ignored.contains($0) }.sorted()
        targetKey = options.y ?? JSONSequences.targetKeys.first { object[$0] != nil && $0 != inputKey && !options.ignored.contains($0) }
        let asLong = others.filter { key in
            guard case .array(let list)? = object[key]?.content else { return false }
            return list.count == steps
        }
        if targetKey == nil, !asLong.isEmpty {
            let named = asLong.filter { key in ["tag", "label", "target", "class"].contains { key.lowercased().contains($0) } }
            guard named.count == 1, asLong.count == 1 else {
                throw line.error(.jsonLines(.unknownTargets(keys: asLong)), at: offset)
            }
            targetKey = named[0]
            notes.append(.columns([named[0]], .classes, .asLong))
        }
        let unread = others.filter { $0 != targetKey }
        if !unread.isEmpty { notes.append(.columns(unread, .ignored, .unknown)) }
    }

    /// - Returns: the number of steps.
    private mutating func addInput(_ input: JSONValue, _ line: TextLine) throws(DataError) -> Int {
        if case .string(let text) = input.content {
            let characters = text.unicodeScalars.map { String(Character($0)) }
            try checkSymbols(true, input, line)
            guard !characters.isEmpty else { throw line.error(.jsonLines(.emptyText), at: input.offset) }
            tokens += characters
            return characters.count
        }
        guard case .array(let steps) = input.content, let first = steps.first else {
            throw line.error(.jsonLines(.noSteps(found: input.kind)), at: input.offset)
        }
        if case .string = first.content {
            try checkSymbols(true, input, line)
            for step in steps {
                guard case .string(let token) = step.content else {
                    throw line.error(.jsonLines(.notAString(found: step.kind)), at: step.offset)
                }
                tokens.append(token)
            }
            return steps.count
        }
        try checkSymbols(false, input, line)
        let start = values.count
        var gaps: [Int: JSONValue] = [:]
        for step in steps {
            let features: [JSONValue] = if case .array(let features) = step.content { features } else { [step] }
            if width == 0 { width = features.count }
            guard features.count == width, width > 0 else {
                throw line.error(.jsonLines(.features(found: features.count, expected: width)), at: step.offset)
            }
            for feature in features {
                if case .null = feature.content { gaps[values.count - start] = feature }
                values.append(try JSONSequences.number(feature, line) ?? 0)
            }
        }
        try fill(gaps, from: start, line)
        return steps.count
    }

    private func checkSymbols(_ isSymbolic: Bool, _ input: JSONValue, _ line: TextLine) throws(DataError) {
        guard lines.isEmpty || isSymbolic == (width == 0) else {
            throw line.error(.jsonLines(.stepKind(expectsStrings: width == 0)), at: input.offset)
        }
    }

    private mutating func fill(_ gaps: [Int: JSONValue], from start: Int, _ line: TextLine) throws(DataError) {
        guard let first = gaps.min(by: { $0.key < $1.key })?.value else { return }
        guard options.missing != .refuse else {
            throw line.error(.value(.missing), at: first.offset)
        }
        for feature in 0..<width {
            let places = Array(stride(from: feature, to: values.count - start, by: width))
            guard let filled = options.missing.fill(places.map { gaps[$0] == nil ? values[start + $0] : nil }) else {
                throw line.error(.jsonLines(.featureMissing(feature + 1)), at: first.offset)
            }
            for (place, value) in zip(places, filled) { values[start + place] = value }
        }
    }

    private mutating func addTarget(_ target: JSONValue?, steps: Int, _ line: TextLine) throws(DataError) {
        let elements: [JSONValue]
        let found: TargetPlace
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
        guard options.target != .labels || found != .sequence else {
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
            // Only numbers to predict may be as many in each sequence.
            if let unlikeSteps, options.target != .values { throw unlikeSteps }
        }
        for element in elements { try addElement(element, line) }
    }

    /// Adds a class, a number, or the numbers that are to be predicted at a step.
    private mutating func addElement(_ element: JSONValue, _ line: TextLine) throws(DataError) {
        guard case .array(let parts) = element.content, place == .steps else {
            guard targetWidth ?? 1 == 1, !hasVectors else {
                throw line.error(.jsonLines(.targetWidth(found: 1, expected: targetWidth ?? 1)), at: element.offset)
            }
            targetWidth = 1
            return try addSingle(element, line)
        }
        guard targetWidth == nil || hasVectors, parts.count == targetWidth ?? parts.count, !parts.isEmpty else {
            throw line.error(.jsonLines(.targetWidth(found: parts.count, expected: targetWidth ?? 1)), at: element.offset)
        }
        (targetWidth, hasVectors) = (parts.count, true)
        var row: [Float] = []
        for part in parts {
            guard case .number = part.content, let number = try JSONSequences.number(part, line) else {
                if case .infinity = part.content { throw line.error(.jsonLines(.infinite), at: part.offset) }
                throw line.error(.jsonLines(.notANumber(found: part.kind)), at: part.offset)
            }
            row.append(number)
        }
        numbers += row
        if row.count > 1, let hot = row.firstIndex(of: 1), row.count(where: { $0 == 0 }) == row.count - 1 {
            names.append(String(hot))
        } else {
            guard options.target == nil || options.target == .values else {
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
            let value = try JSONSequences.number(element, line) ?? 0
            names.append(number == number.rounded() && abs(number) < 1e15 ? String(Int64(number)) : String(number))
            numbers.append(value)
        case .infinity: throw line.error(.jsonLines(.infinite), at: element.offset)
        case .null, .array, .object:
            throw line.error(.jsonLines(.target(found: element.kind)), at: element.offset)
        }
    }

    /// nil for null.
    private static func number(_ value: JSONValue, _ line: TextLine) throws(DataError) -> Float? {
        switch value.content {
        case .null: return nil
        case .infinity: throw line.error(.jsonLines(.infinite), at: value.offset)
        case .number(let number):
            guard Float(number).isFinite else { throw line.error(.jsonLines(.numberTooLarge), at: value.offset) }
            return Float(number)
        case .boolean, .string, .array, .object: throw line.error(.jsonLines(.notANumber(found: value.kind)), at: value.offset)
        }
    }

    /// Whether targets are lists that are classes: all of them are one-hot, and nobody asks for their numbers.
    private var areOneHotClasses: Bool { hasVectors && isOneHot && options.target != .values }

    func schema(hasTest: Bool) throws(DataError) -> Schema {
        var vocabulary: ClassIndex?
        if width == 0 {
            let found = ClassIndex(found: tokens)
            let isWhole = !hasTest || found[JSONLines.unknown] != nil
            vocabulary = isWhole ? found : ClassIndex([JSONLines.unknown] + found.names)
        }
        let targets: Targets
        switch place {
        case nil, .none?: targets = .none
        case .sequence, .steps:
            let areNumbers = hasVectors || numbers.count == names.count
            let isValues = hasVectors ? !areOneHotClasses : options.target.map { $0 == .values } ?? (hasFractions && areNumbers)
            guard !isValues || areNumbers else { throw file.error(.jsonLines(.targetsAreNames)) }
            let classes = hasVectors ? ClassIndex((0..<(targetWidth ?? 0)).map(String.init)) : ClassIndex(found: names)
            targets = isValues ? .values(width: targetWidth ?? 1) : .classes(classes)
        }
        return Schema(vocabulary: vocabulary, width: width, targets: targets, place: place)
    }

    func dataset(_ schema: Schema) throws(DataError) -> SequenceDataset {
        guard width == schema.width else {
            throw file.error(
                .jsonLines(.unlikeTraining(width: width == 0 ? nil : width, training: schema.width == 0 ? nil : schema.width)))
        }
        let inputs: SequenceDataset.Inputs
        if let vocabulary = schema.vocabulary {
            let other = vocabulary[JSONLines.unknown] ?? 0
            inputs = .symbols(ids: tokens.map { vocabulary[$0] ?? other }, vocabulary: vocabulary.names)
        } else {
            inputs = .features(values: values, width: width)
        }
        let presentation: SequenceDataset.Presentation = schema.vocabulary == nil ? .channels : .symbols
        let place = place(in: schema)
        if case .classes(let index) = schema.targets, hasVectors {
            guard isOneHot else { throw file.error(.jsonLines(.vectorsAreValues)) }
            guard index.names.count == targetWidth else {
                throw file.error(.jsonLines(.targetWidth(found: targetWidth ?? 0, expected: index.names.count)))
            }
        }
        if case .values(let width) = schema.targets, place == schema.place, place != TargetPlace.none {
            let own = place == .sequence ? listLength ?? 1 : targetWidth ?? 1
            guard own == width else { throw file.error(.jsonLines(.targetWidth(found: own, expected: width))) }
        }
        guard place == schema.place else { throw file.error(.jsonLines(.targetsUnlikeTraining)) }
        let targets: SequenceDataset.Targets
        switch (schema.targets, place) {
        case (.none, nil), (.none, .none?):
            guard schema.vocabulary != nil else {
                let dataset = try SequenceDataset.forecasting(
                    name: file.baseName, values: values, width: width, offsets: offsets, file: file.name)
                return options.missing == .mask ? dataset.masked() : dataset
            }
            targets = .nextSymbol
        case (.classes(let index), .sequence): targets = .sequenceClasses(labels: try labels(index), names: index.names)
        case (.classes(let index), .steps): targets = .stepClasses(labels: try labels(index), names: index.names)
        case (.values(let width), .sequence): targets = .sequenceValues(values: try targetValues(), width: width)
        case (.values(let width), .steps): targets = .stepValues(values: try targetValues(), width: width)
        case (.none, .sequence), (.none, .steps), (.classes, nil), (.classes, .none?), (.values, nil), (.values, .none?):
            throw file.error(.jsonLines(.targetsUnlikeTraining))
        }
        let dataset = SequenceDataset(
            name: file.baseName, presentation: presentation, inputs: inputs, targets: targets, offsets: offsets)
        return options.missing == .mask ? dataset.masked() : dataset
    }

    /// What the targets of this file are among others that were read as `schema` says: lists may happen to be as long as all sequences of this file, and still be
    /// those of whole sequences.
    private func place(in schema: Schema) -> TargetPlace? {
        guard schema.place == .sequence, case .values(let width) = schema.targets, place == .steps, !hasVectors else { return place }
        return hasEqualLists && listLength == width ? .sequence : place
    }

    private func labels(_ index: ClassIndex) throws(DataError) -> [Int32] {
        var labels: [Int32] = []
        for (element, name) in names.enumerated() {
            guard let label = index[name] else {
                throw DataError(.value(.unknownClass(name, expected: index.names)), file: file.name, line: line(of: element))
            }
            labels.append(label)
        }
        return labels
    }

    private func targetValues() throws(DataError) -> [Float] {
        guard hasVectors || numbers.count == names.count else { throw file.error(.jsonLines(.targetsAreNames)) }
        return numbers
    }

    private func line(of element: Int) -> Int? {
        guard case .steps? = place else { return lines[element] }
        return offsets.lastIndex { $0 <= element }.map { lines[$0] }
    }
}
