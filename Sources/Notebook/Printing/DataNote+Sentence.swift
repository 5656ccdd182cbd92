import Datasets
import TextFormatting

extension DataNote {
    /// What was decided, and why, in a line.
    var sentence: String {
        switch self {
        case .columns(let names, let role, let reason): Self.sentence(names, role, reason).visible
        case .decimalComma: "numbers have decimal commas"
        case .base(let name, let base):
            "\(name.visible): \(Figures.plain(base)) is subtracted, to keep the digits that vary; figures stay in their own units"
        case .irregularSteps(let shortest, let longest):
            "steps are irregular: from \(Self.span(shortest)) to \(Self.span(longest)); each counts as one"
        case .nextStepPredicted: "no column is named as a class or target: the next step is predicted"
        case .timesLeftOut: "time stamps are left out, since they are not dates"
        case .timesShown: "time stamps are shown on the axes of charts; they are not a feature"
        case .untagged(let words, let mark): "\(Figures.count(words, "word")) without a tag: their tag is \(mark)"
        case .logMel(let rate, let options):
            "\(Figures.grouped(rate)) samples per second: a step is \(Figures.plain(options.window)) ms of them, every "
                + "\(Figures.plain(options.hop)) ms, "
                + "in \(Figures.count(options.bands, "log-mel band"))"
        case .channelsAveraged(let files): "\(Figures.count(files, "recording")) with several channels: their mean is taken"
        case .vocabulary(let options, let known): Self.sentence(options, known: known)
        case .foldersLeftOut(let folders, let isEmpty):
            Self.list(folders).visible + ": left out, since "
                + (isEmpty ? "no such files are there" : "class names do not begin with _")
        case .filesLeftOut(let count, let example, let ending):
            "\(Figures.count(count, "file")) left out, such as \(example.visible.shortened()): \(count == 1 ? "its name does" : "their names do") not end with \(ending)"
        case .listedParts(let validation, let test):
            "by the lists in the folder, \(Figures.count(validation, "file")) for validation and \(Figures.count(test, "file")) to test on"
        }
    }

    private static func sentence(_ options: DocumentOptions, known: Int) -> String {
        let symbols =
            switch options.symbols {
            case .words: Figures.count(known, "lower-cased word")
            case .characters: Figures.count(known, "character")
            }
        let times = options.minimumCount == 1 ? "once" : options.minimumCount == 2 ? "twice" : Figures.count(options.minimumCount, "time")
        return "\(symbols) seen \(times) or more to train on; others are \(Documents.unknown)"
    }

    private static func list(_ names: [String]) -> String {
        names.prefix(8).map { $0.shortened() }.joined(separator: ", ")
            + (names.count > 8 ? " and \(Figures.grouped(names.count - 8)) more" : "")
    }

    private static func span(_ seconds: Double) -> String {
        let units: [(Double, String)] = [(86_400, "day"), (3600, "hour"), (60, "minute")]
        let (unit, name) = units.first { seconds >= $0.0 } ?? (1, "second")
        let count = seconds / unit
        return Figures.plain((count * 10).rounded() / 10) + " " + name + (count == 1 ? "" : "s")
    }

    private static func sentence(_ names: [String], _ role: Role, _ reason: Reason) -> String {
        let isOne = names.count == 1
        let list = names.prefix(8).joined(separator: ", ") + (names.count > 8 ? " and \(Figures.grouped(names.count - 8)) more" : "")
        let what =
            switch role {
            case .feature: isOne ? "a feature" : "features"
            case .steps: isOne ? "the step of a sequence" : "the steps of a sequence"
            case .timeSteps: isOne ? "time, left out" : "times, left out"
            case .sequence: "tells sequences apart"
            case .classes: "to predict, classes"
            case .labels: isOne ? "to predict, any number of labels per sequence" : "to predict, one label each"
            case .values: "to predict, values"
            case .predicted: "to predict, in the next row"
            case .known: "known a row ahead"
            case .weight: "weight of each sequence in loss and figures"
            case .stepWeight: "weight of each step in loss and figures"
            case .calendar: "time, from which the calendar is read"
            case .ignored: "left out"
            }
        guard let words = reason.words(isOne: isOne) else { return list + ": " + what }
        return list + ": " + what + (reason == .constant && role != .ignored ? ", though " : ", since ") + words
    }
}

extension DataNote.Reason {
    /// nil where there is nothing to say.
    fileprivate func words(isOne: Bool) -> String? {
        switch self {
        case .asked, .none: nil
        case .name: isOne ? "its name says so" : "their names say so"
        case .counts: isOne ? "it counts rows" : "they count rows"
        case .index: "it has no name and numbers the rows"
        case .timeStamps: isOne ? "it holds time stamps" : "they hold time stamps"
        case .constant: isOne ? "it never changes" : "they never change"
        case .allDiffer: isOne ? "no value occurs twice" : "no value occurs twice in them"
        case .empty: isOne ? "it is empty" : "they are empty"
        case .onlyWords: "it is the only column with words"
        case .wholeNumbers: "it holds whole numbers that recur"
        case .oneHot: "each of its rows is a single 1 among zeros"
        case .asLong: "it is as long as the sequence"
        case .separated(let separator): "it holds names separated by \(separator == " " ? "spaces" : String(separator))"
        case .unknown: isOne ? "nothing is known about it" : "nothing is known about them"
        }
    }
}
