/// The role of each column of a table.
///
/// A role is guessed only if one reading is far more likely than all others: by name, or by the values in all rows. Times, counters and
/// indices are neither features nor classes; if two columns may be the class, that is an error.
struct TableRoles {
    private static let sequenceNames: Set = ["sequence", "sequence_id", "sequenceid", "seq", "seq_id", "series", "series_id", "id"]
    private static let labelNames: Set = ["label", "labels", "class", "target", "tag", "y"]
    private static let timeNames: Set = [
        "time", "times", "timestamp", "timestamps", "time_stamp", "date", "dates", "datetime", "date_time", "t", "ts", "unix_time",
        "unixtime",
        "epoch_time", "time_s", "time_ms", "seconds", "elapsed", "elapsed_time",
    ]

    private(set) var rows = TableOptions.Rows.steps
    private(set) var sequence: Int?
    private(set) var label: Int?
    private(set) var moreLabels: [Int] = []
    private(set) var moreTargets: [Int] = []
    private(set) var weight: Int?
    private(set) var stepWeight: Int?
    private(set) var features: [Int] = []
    /// The columns that are predicted in the next row; empty for all features.
    private(set) var predicted: [Int] = []
    /// The columns that are known one row ahead.
    private(set) var known: [Int] = []
    /// The column with times; nil if there is none.
    var time: Int? { times.keys.min() }
    private var ignored: [Int: DataNote.Reason] = [:]
    private var times: [Int: DataNote.Reason] = [:]
    private var labelReason = DataNote.Reason.asked
    private var sequenceReason = DataNote.Reason.asked
    private var columns: [TableColumn] = []
    private let names: [String]
    private let hasHeader: Bool

    init(_ sample: TableSample, file: SourceFile, options: TableOptions) throws(DataError) {
        names = sample.hasHeader ? sample.names.map { $0.lowercased() } : []
        hasHeader = sample.hasHeader
        let count = sample.names.count
        func index(_ column: TableOptions.Column, _ role: DataError.TableProblem.ColumnRole) throws(DataError) -> Int {
            let index: Int?
            switch column {
            case .number(let number): index = number >= 1 && number <= count ? number - 1 : nil
            case .name(let name):
                index = sample.names.firstIndex(of: name) ?? names.firstIndex(of: name.lowercased())
                if sample.names.count(where: { $0 == name }) > 1 { throw file.error(.table(.repeatedName(name))) }
            }
            guard let index else {
                throw file.error(.table(.noColumn(column, for: role, columns: count, names: names.isEmpty ? [] : sample.names)))
            }
            return index
        }
        for column in options.ignored { ignored[try index(column, .ignored)] = .asked }
        if let column = options.time { times[try index(column, .time)] = .asked }
        if let column = options.label { label = try index(column, .label) }
        for column in options.moreLabels { moreLabels.append(try index(column, .label)) }
        for column in options.targets {
            let index = try index(column, .label)
            guard index != label, !moreTargets.contains(index) else { throw file.error(.table(.targetTwice(column))) }
            if label == nil { label = index } else { moreTargets.append(index) }
        }
        if let column = options.weights { weight = try index(column, .weight) }
        if let column = options.stepWeights { stepWeight = try index(column, .weight) }
        if let column = options.sequence { sequence = try index(column, .sequence) }
        var chosen: [Int]?
        if let features = options.features {
            chosen = []
            for column in features { chosen?.append(try index(column, .feature)) }
        }
        for column in options.predicted { predicted.append(try index(column, .predicted)) }
        for column in options.known { known.append(try index(column, .known)) }
        let isForecast = !predicted.isEmpty || !known.isEmpty
        guard !isForecast || label == nil, !isForecast || options.rows != .sequences else { throw file.error(.table(.labelAndForecast)) }
        if let column = sequence, ignored[column] != nil { sequence = nil }

        columns = (0..<count).map { TableRoles.column($0, of: sample, sequences: []) }
        chooseSequence(options)
        if let sequence {
            let sequences = sample.rows.map { $0.text(sequence) }
            columns = (0..<count).map { TableRoles.column($0, of: sample, sequences: sequences) }
        }
        let fixed = Set((chosen ?? []) + predicted + known)
        leaveOutTimesAndIndices(options, fixed: fixed)
        if label == nil, !isForecast { try chooseLabel(sample, file: file, fixed: fixed) }
        let isStep = sequence != nil || label == nil || !times.isEmpty
        rows = options.rows ?? (isStep ? .steps : .sequences)
        if rows == .sequences, label == nil { throw file.error(.table(.noLabelColumn)) }
        if rows == .sequences, stepWeight != nil { throw file.error(.table(.stepWeightsOfSequences)) }
        if rows == .sequences { sequence = options.sequence == nil ? nil : sequence }
        leaveOutCounters(fixed: fixed)
        features =
            chosen.map { chosen in chosen + (predicted + known).filter { !chosen.contains($0) } } ?? (0..<count).filter { isFree($0) }
        if !options.calendar.isEmpty, time == nil { throw file.error(.table(.noTimeColumn)) }
        guard !features.isEmpty else { throw file.error(.table(.noFeatures)) }
        if let words = features.first(where: { columns[$0].kind == .words || columns[$0].kind == .times && rows == .steps }) {
            let example = sample.rows.lazy.map { $0.text(words) }.first { !NumberText.isMissing($0) }
            throw file.error(
                .table(.wordsInFeature(column: sample.hasHeader ? .name(sample.names[words]) : .number(words + 1), example: example ?? "")))
        }
    }

    private static func column(_ column: Int, of sample: TableSample, sequences: [String]) -> TableColumn {
        TableColumn(sample.rows.map { $0.text(column) }, sequences: sequences, decimalComma: sample.decimalComma)
    }

    private func isFree(_ column: Int) -> Bool {
        column != label && !moreLabels.contains(column) && !moreTargets.contains(column) && column != sequence && column != weight
            && column != stepWeight && ignored[column] == nil && times[column] == nil
    }

    private func name(_ column: Int) -> String { names.isEmpty ? "" : names[column] }

    // MARK: Choices

    /// A column with a name that suggests sequence identifiers. If its value is different in each row, it identifies rows.
    private mutating func chooseSequence(_ options: TableOptions) {
        guard sequence == nil, options.sequence == nil, options.rows != .sequences else { return }
        for column in names.indices where Self.sequenceNames.contains(names[column]) && isFree(column) {
            if columns[column].allDiffer {
                ignored[column] = .allDiffer
            } else {
                (sequence, sequenceReason) = (column, .name)
                return
            }
        }
    }

    /// Time columns, by their values, or by name if the values rise; the index that a data frame writes has no name.
    private mutating func leaveOutTimesAndIndices(_ options: TableOptions, fixed: Set<Int>) {
        for (column, seen) in columns.enumerated() where isFree(column) && !fixed.contains(column) {
            let name = name(column)
            if seen.kind == .times || seen.isEpoch && seen.rises {
                times[column] = .timeStamps
            } else if Self.timeNames.contains(name), seen.rises || seen.counts {
                times[column] = .name
            } else if hasHeader, name.isEmpty || name.hasPrefix("unnamed:"), seen.kind != .empty,
                seen.isWhole && (column == 0 || seen.allDiffer) || seen.allDiffer && seen.kind == .words
            {
                ignored[column] = .index
            } else if hasHeader, name.isEmpty, seen.kind == .empty {
                ignored[column] = .empty
            }
        }
    }

    /// A column named like labels; else the only one with words; else, without a header, the first or the last one if it holds integers
    /// among fractions, as in the UCR archive's tables.
    private mutating func chooseLabel(_ sample: TableSample, file: SourceFile, fixed: Set<Int>) throws(DataError) {
        func isCandidate(_ column: Int) -> Bool { isFree(column) && !fixed.contains(column) }
        // If there are x and z, y is a coordinate too.
        let hasCoordinates = names.contains("x") && names.contains("z")
        let named = names.indices.first { Self.labelNames.contains(names[$0]) && isCandidate($0) && !(names[$0] == "y" && hasCoordinates) }
        for (column, seen) in columns.enumerated() where column != named && isCandidate(column) && seen.kind == .words {
            if seen.allDiffer { ignored[column] = .allDiffer }
            if seen.isConstant, seen.count >= TableColumn.leastRows { ignored[column] = .constant }
        }
        if let named {
            (label, labelReason) = (named, .name)
            return
        }
        let candidates = columns.indices.filter(isCandidate)
        let words = candidates.filter { columns[$0].kind == .words }
        if words.count == 1, candidates.count > 1 || !fixed.isEmpty {
            (label, labelReason) = (words[0], .onlyWords)
            return
        }
        guard words.count < 2 else { throw file.error(.table(.severalLabels(choices(words, sample), file: file.name))) }
        guard names.isEmpty, words.isEmpty, let first = candidates.first, let last = candidates.last, first != last else { return }
        func mayBeLabel(_ column: Int) -> Bool {
            let seen = columns[column]
            guard seen.isWhole, seen.count == sample.rows.count, !seen.counts else { return false }
            return seen.count < TableColumn.leastRows || !seen.isConstant && 2 * seen.distinct <= seen.count
        }
        let possible = [first, last].filter(mayBeLabel)
        // If all columns hold integers, the values must show which end is the class.
        if possible.count == 2, sample.rows.count >= TableColumn.leastRows {
            let others = candidates.dropFirst().dropLast()
            let isFirst = others.contains { columns[$0].isWhole } && columns[first].distinct < columns[last].distinct
            guard isFirst || others.isEmpty == false && columns[first].distinct * 4 < columns[last].distinct else {
                throw file.error(.table(.severalLabels(choices(possible, sample), file: file.name)))
            }
        }
        if let column = possible.first { (label, labelReason) = (column, .wholeNumbers) }
    }

    private func choices(_ columns: [Int], _ sample: TableSample) -> [TableOptions.Column] {
        columns.map { sample.hasHeader ? .name(sample.names[$0]) : .number($0 + 1) }
    }

    /// Columns that number the rows, as long as another feature is left.
    private mutating func leaveOutCounters(fixed: Set<Int>) {
        for (column, seen) in columns.enumerated() where isFree(column) && !fixed.contains(column) && seen.counts {
            guard columns.indices.contains(where: { $0 != column && isFree($0) }) else { continue }
            ignored[column] = .counts
        }
    }

    // MARK: Notes

    /// The decisions, with columns of the same role grouped.
    func notes(_ sample: TableSample) -> [DataNote] {
        func title(_ column: Int) -> String {
            sample.names[column].isEmpty ? "column \(column + 1)" : sample.names[column]
        }
        var notes: [DataNote] = sample.decimalComma ? [.decimalComma] : []
        if let sequence { notes.append(.columns([title(sequence)], .sequence, sequenceReason)) }
        if let label { notes.append(.columns(([label] + moreLabels).map(title), .classes, labelReason)) }
        for target in moreTargets { notes.append(.columns([title(target)], .classes, labelReason)) }
        if let weight { notes.append(.columns([title(weight)], .weight, .asked)) }
        if let stepWeight { notes.append(.columns([title(stepWeight)], .stepWeight, .asked)) }
        if !predicted.isEmpty { notes.append(.columns(predicted.map(title), .predicted, .asked)) }
        if !known.isEmpty { notes.append(.columns(known.map(title), .known, .asked)) }
        for reason in [DataNote.Reason.asked, .timeStamps, .name] {
            let named = times.filter { $0.value == reason }.keys.sorted().map(title)
            if !named.isEmpty { notes.append(.columns(named, .timeSteps, reason)) }
        }
        for reason in [DataNote.Reason.asked, .index, .counts, .allDiffer, .constant, .empty] {
            let named = ignored.filter { $0.value == reason }.keys.sorted().map(title)
            if !named.isEmpty { notes.append(.columns(named, .ignored, reason)) }
        }
        let constant = features.filter { columns[$0].isConstant }
        let others = features.filter { !columns[$0].isConstant }
        let role = rows == .steps ? DataNote.Role.feature : .steps
        if !others.isEmpty { notes.append(.columns(others.map(title), role, .none)) }
        if !constant.isEmpty { notes.append(.columns(constant.map(title), role, .constant)) }
        return notes
    }
}
