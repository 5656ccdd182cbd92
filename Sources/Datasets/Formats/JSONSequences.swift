/// The sequences of one file of JSON Lines.
struct JSONSequences {
    /// The vocabulary and targets found in the training file.
    struct Schema {
        var vocabulary: ClassIndex?
        var width: Int
        var targets: JSONTargets.Schema
    }

    private static let inputKeys = ["x", "values", "features", "tokens", "words", "text"]
    private static let targetKeys = ["y", "label", "labels", "target", "tags", "class"]

    private let file: SourceFile
    private let options: JSONOptions
    private var targetKey: String?
    /// The decisions about keys.
    private(set) var notes: [DataNote] = []
    private var offsets = [0]
    private var lines: [Int] = []
    private var values: [Double] = []
    private var tokens: [String] = []
    private var width = 0
    private var targets: JSONTargets
    /// The weight of each sequence; empty if each counts once.
    private var weights: [Float] = []
    /// The weight of each step; empty if each counts once.
    private var stepWeights: [Float] = []

    init(_ file: SourceFile, options: JSONOptions) throws(DataError) {
        self.file = file
        self.options = options
        targets = JSONTargets(asked: options.target, areLabelSequences: options.hasLabelSequences)
        let isList = try JSONReader.readList(file) { value, line throws(DataError) in try add(value, line) }
        if !isList {
            for line in try TextLines(file) where !line.isBlank { try add(JSONReader.read(line), line) }
        }
        guard !lines.isEmpty else { throw file.error(.jsonLines(.noSequences)) }
        for all in [weights, stepWeights] where !all.isEmpty && !all.contains(where: { $0 > 0 }) {
            throw file.error(.jsonLines(.noWeights))
        }
        try targets.finish()
        if targets.areOneHotClasses, options.target == nil, let targetKey { notes.append(.columns([targetKey], .classes, .oneHot)) }
    }

    /// Adds a sequence from its object.
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
        // Lines may use different keys for their targets, as long as each key is known.
        let other = options.y == nil ? JSONSequences.targetKeys.lazy.compactMap { object[$0] }.first : nil
        try targets.add(target ?? other, steps: steps, line)
        if let key = options.weights {
            guard let weight = object[key] else {
                throw line.error(.jsonLines(.noKey(key, found: object.keys.sorted())), at: value.offset)
            }
            guard let number = try weight.number(line), number >= 0 else { throw line.error(.jsonLines(.notAWeight), at: weight.offset) }
            weights.append(Float(number))
        }
        if let key = options.stepWeights { try addStepWeights(object, key, steps: steps, line, at: value.offset) }
        offsets.append(offsets[offsets.count - 1] + steps)
        lines.append(line.error(.jsonLines(.noInput), at: value.offset).location.line ?? line.number)
    }

    /// Adds the weight of each step.
    private mutating func addStepWeights(
        _ object: [String: JSONValue], _ key: String, steps: Int, _ line: TextLine, at offset: Int
    ) throws(DataError) {
        guard let found = object[key] else { throw line.error(.jsonLines(.noKey(key, found: object.keys.sorted())), at: offset) }
        guard case .array(let list) = found.content, list.count == steps else {
            throw line.error(.jsonLines(.stepWeights(steps: steps)), at: found.offset)
        }
        for weight in list {
            guard let number = try weight.number(line), number >= 0 else { throw line.error(.jsonLines(.notAWeight), at: weight.offset) }
            stepWeights.append(Float(number))
        }
    }

    /// Finds the key of the targets in the first object: a known one, else that of the only list as long as the sequence, if it is named
    /// like labels. Other lists of that length are an error, since they may be the target.
    private mutating func chooseTarget(
        _ object: [String: JSONValue], inputKey: String, steps: Int, _ line: TextLine, at offset: Int
    ) throws(DataError) {
        let known = [inputKey, options.weights, options.stepWeights]
        let others = object.keys.filter { !known.contains($0) && !options.ignored.contains($0) }.sorted()
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
        var gap: JSONValue?
        for step in steps {
            let features: [JSONValue] = if case .array(let features) = step.content { features } else { [step] }
            if width == 0 { width = features.count }
            guard features.count == width, width > 0 else {
                throw line.error(.jsonLines(.features(found: features.count, expected: width)), at: step.offset)
            }
            for feature in features {
                let number = try feature.number(line)
                if number == nil, gap == nil { gap = feature }
                values.append(number ?? .nan)
            }
        }
        if let gap {
            guard options.missing != .refuse else { throw line.error(.value(.missing), at: gap.offset) }
            if let feature = options.missing.fill(&values, in: start..<values.count, width: width) {
                throw line.error(.jsonLines(.featureMissing(feature + 1)), at: gap.offset)
            }
        }
        return steps.count
    }

    private func checkSymbols(_ isSymbolic: Bool, _ input: JSONValue, _ line: TextLine) throws(DataError) {
        guard lines.isEmpty || isSymbolic == (width == 0) else {
            throw line.error(.jsonLines(.stepKind(expectsStrings: width == 0)), at: input.offset)
        }
    }

    func schema(hasTest: Bool) throws(DataError) -> Schema {
        var vocabulary: ClassIndex?
        if width == 0 {
            let found = ClassIndex(found: tokens)
            let isWhole = !hasTest || found[JSONLines.unknown] != nil
            vocabulary = isWhole ? found : ClassIndex([JSONLines.unknown] + found.names)
        }
        return Schema(vocabulary: vocabulary, width: width, targets: try targets.schema(file))
    }

    /// - Parameter known: data whose bases are subtracted here as well; nil to determine them from this file.
    func dataset(_ schema: Schema, known: SequenceDataset? = nil) throws(DataError) -> SequenceDataset {
        guard width == schema.width else {
            throw file.error(
                .jsonLines(.unlikeTraining(width: width == 0 ? nil : width, training: schema.width == 0 ? nil : schema.width)))
        }
        let base = known.map { $0.storage.details.inputBase(width: width) } ?? PreciseBase.bases(of: values, width: width)
        let single = PreciseBase.single(values, less: base)
        let inputs: SequenceDataset.Inputs
        if let vocabulary = schema.vocabulary {
            let other = vocabulary[JSONLines.unknown] ?? 0
            inputs = .symbols(ids: tokens.map { vocabulary[$0] ?? other }, vocabulary: vocabulary.names)
        } else {
            inputs = .features(values: single, width: width)
        }
        let presentation: SequenceDataset.Presentation = schema.vocabulary == nil ? .channels : .symbols
        let named = try targets.targets(schema.targets, file: file) { line(of: $0) }
        if named == nil, schema.vocabulary == nil {
            let dataset = try SequenceDataset.forecasting(
                name: file.baseName, values: single, width: width, offsets: offsets, file: file.name, base: base,
                weights: weights, stepWeights: stepWeights)
            return options.missing == .mask ? dataset.masked() : dataset
        }
        var details = SequenceDataset.Details()
        details.inputScale = Standardization(base: base)
        (details.weights, details.stepWeights) = (weights, stepWeights)
        guard stepWeights.isEmpty || (named ?? .nextSymbol).areOfSteps else {
            throw file.error(.jsonLines(.stepWeightsWithoutStepTargets))
        }
        if case .values = schema.targets.kind, named != nil {
            details.targetScale = Standardization(base: schema.targets.base)
        }
        let dataset = SequenceDataset(
            name: file.baseName, presentation: presentation, inputs: inputs, targets: named ?? .nextSymbol, offsets: offsets,
            details: details)
        return options.missing == .mask ? dataset.masked() : dataset
    }

    /// The line of an element of the targets.
    private func line(of element: Int) -> Int? {
        guard targets.areSteps else { return lines[element] }
        return offsets.lastIndex { $0 <= element }.map { lines[$0] }
    }
}

extension JSONValue {
    /// A finite number; nil for null.
    func number(_ line: TextLine) throws(DataError) -> Double? {
        switch content {
        case .null: return nil
        case .infinity: throw line.error(.jsonLines(.infinite), at: offset)
        case .number(let number):
            guard Float(number).isFinite else { throw line.error(.jsonLines(.numberTooLarge), at: offset) }
            return number
        case .boolean, .string, .array, .object: throw line.error(.jsonLines(.notANumber(found: kind)), at: offset)
        }
    }
}
