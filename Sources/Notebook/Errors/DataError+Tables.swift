import Datasets

extension DataError.TableProblem {
    var sentence: String {
        switch self {
        case .noRows: "The table has no rows."
        case .noRowsAfterHeader: "The table has a header, but no rows after it."
        case .cells(let found, let expected): "The row has \(found) cells; expected \(expected)."
        case .endsBeforeLabel(let cells): "The row has \(cells) cells; the label is missing."
        case .noLabel: "The label is missing."
        case .noValues: "The row has no values."
        case .notANumber(let found): "Expected a number, found \(found.isEmpty ? "nothing" : "\"\(found.prefix(40))\"")."
        case .targetNotANumber(let found): "Expected a number to predict, found \"\(found)\"."
        case .openQuote: "The quote that opens here is never closed."
        case .featureMissing(let sequence): "All values of a feature of sequence \(sequence) are missing."
        case .labelChanges(let sequence):
            "The label changes within sequence \(sequence); in the training table each sequence has one label."
        case .noColumn(let column, let role, let columns, let names):
            "There is no column \(column.words) for the \(role.words); the table has \(columns) columns"
                + (names.isEmpty ? "." : ": \(names.joined(separator: ", ")).")
        case .noFeatures: "No column is left for the features."
        case .noLabelColumn:
            "A row is a sequence, but no column is known to hold the label. Name it, with label: \"...\" or its number."
        }
    }
}

extension TableOptions.Column {
    fileprivate var words: String {
        switch self {
        case .name(let name): "\"\(name)\""
        case .number(let number): "\(number)"
        }
    }
}

extension DataError.TableProblem.ColumnRole {
    fileprivate var words: String {
        switch self {
        case .ignored: "columns that are not read"
        case .sequence: "sequences"
        case .label: "labels"
        }
    }
}

extension DataError.TimeSeriesProblem {
    var sentence: String {
        switch self {
        case .noDataLine: "There is no line @data, after which the series should come."
        case .noHeaderLine: "Expected a header line that starts with @, or @data before the series."
        case .hasTimeStamps: "The series have time stamps, which are not supported. Expected @timeStamps false."
        case .noDimensions: "Expected a number of dimensions, such as @dimensions 12."
        case .repeatedClass(let name): "The class \(name) is named twice."
        case .noTarget:
            "The header names neither classes nor target values; expected @classLabel true, followed by the classes, or @targetLabel true."
        case .noSeries(let isClassified): "Expected a series, a colon and its \(isClassified ? "class" : "target value")."
        case .dimensions(let found, let expected): "The series has \(found) dimensions; expected \(expected)."
        case .length(let dimension, let found, let expected):
            "Dimension \(dimension) has \(found) values; the ones before have \(expected)."
        case .unknownClass(let name, let expected):
            "The class is \(DataWords.quoted(name)); expected one of \(DataWords.some(expected))."
        case .dimensionMissing: "All values of a dimension are missing."
        case .empty: "There are no series after @data."
        case .dimensionsUnlikeTraining(let found, let training, let expected):
            "The series have \(found) dimensions; those of \(training) have \(expected)."
        case .targetsUnlikeTraining: "One of the two files has classes, the other has target values."
        }
    }
}

extension DataError.ConllUProblem {
    var sentence: String {
        switch self {
        case .noSentences: "There are no sentences; expected lines of ten columns between tabs."
        case .columns(let found): "The line has \(found) columns; expected the ten of CoNLL-U, with tabs between them."
        case .noWordNumber(let found): "Expected the word's number, found \(DataWords.quoted(found))."
        case .noWord: "The word (column FORM) is empty."
        case .noTag: "The word has no part of speech (column UPOS)."
        case .unknownTag(let tag, let expected):
            "The part of speech \(tag) does not occur in the training file; expected one of \(DataWords.some(expected))."
        }
    }
}

extension DataError.LettersProblem {
    var sentence: String {
        switch self {
        case .noLetters: "There are no letters in the file."
        case .fold(let fold, let folds):
            "Fold \(fold) cannot be the test part; the file has the folds \(folds.map(String.init).joined(separator: ", "))."
        case .fields(let found):
            "The line has \(found) fields; expected 134: six about the letter and 128 pixels, with tabs between them."
        case .notALetter(let found): "Expected a letter from a to z, found \(DataWords.quoted(found))."
        case .notAnInteger(let column, let found): "Expected \(column.words), found \(DataWords.quoted(found))."
        case .notAPixel(let found): "Expected a pixel, 0 or 1, found \(DataWords.quoted(found))."
        }
    }
}

extension DataError.LettersProblem.Column {
    fileprivate var words: String {
        switch self {
        case .next: "the id of the next letter"
        case .word: "the number of the word"
        case .fold: "the fold"
        }
    }
}
