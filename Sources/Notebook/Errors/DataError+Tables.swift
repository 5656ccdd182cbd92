import Datasets
import TextFormatting

extension DataError.TableProblem {
    var sentence: String {
        switch self {
        case .noRows: "The table has no rows."
        case .noRowsAfterHeader: "The table has a header, but no rows after it."
        case .cells(let found, let expected): "The row has \(found) cells; expected \(expected)."
        case .endsBeforeLabel(let cells): "The row has \(cells) cells; the label is missing."
        case .noValues: "The row has no values."
        case .notANumber(let found): "Expected a number, found \(found.isEmpty ? "nothing" : DataWords.quoted(found))."
        case .targetNotANumber(let found): "Expected a number to predict, found \(DataWords.quoted(found))."
        case .openQuote: "The quote that opens here is never closed."
        case .featureMissing(let sequence): "All values of a feature of sequence \(sequence) are missing."
        case .labelChanges(let sequence):
            "The label changes within sequence \(sequence); in the training table each sequence has one label."
        case .notZeroOrOne(let found):
            "Each of several columns of labels holds 1 if the sequence has the label and 0 if not; found "
                + "\(found.isEmpty ? "nothing" : DataWords.quoted(found))."
        case .severalLabelColumns:
            "Several columns are labels that a sequence may have at once: write target: multilabel, leave out target, or give just one "
                + "column."
        case .notAWeight(let found): "Expected a weight of 0 or more, found \(found.isEmpty ? "nothing" : DataWords.quoted(found))."
        case .weightChanges(let sequence):
            "The weight changes within sequence \(sequence); each of its rows needs the same."
        case .noWeights, .noStepWeights: "All weights are 0, so nothing would count."
        case .stepWeightsOfSequences: "A row is a sequence; weights of steps need rows: steps."
        case .stepWeightsWithoutStepTargets:
            "Steps have weights, but there is only one target per sequence. Leave out step_weights; weights gives each sequence a weight."
        case .targetTwice(let column): "Column \(column.words) is a target twice."
        case .noColumn(let column, let role, let columns, let names):
            "There is no column \(column.words) for the \(role.words); the table has \(columns) columns"
                + (names.isEmpty ? "." : ": \(DataWords.some(names)).")
        case .severalLabels(let columns, let file):
            "Columns \(columns.prefix(8).map(\.words).joined(separator: " and "))\(columns.count > 8 ? " and others" : "") could each "
                + "be the target. Say which: "
                + columns.prefix(columns.count > 4 ? 2 : 4).map { column in
                    let others = columns.prefix(8).filter { $0 != column }.map(\.words).joined(separator: ", ")
                    return "csv(\"\(file)\", label: \(column.words), ignore: [\(others)])"
                }
                .joined(separator: " or ") + "."
        case .wordsInFeature(let column, let example):
            "Column \(column.words) holds words, such as \(DataWords.quoted(example)); expected numbers as features. "
                + "Leave it out, with ignore: [\(column.words)], or predict it, with label: \(column.words)."
        case .repeatedName(let name):
            "Several columns are called \(DataWords.quoted(name)). Give the number of the one you mean, from 1."
        case .columnsMissing(let missing, let found):
            "There is no column \(missing.prefix(12).map(DataWords.quoted).joined(separator: ", ")), which the training table has; this one has "
                + "\(DataWords.some(found))."
        case .noStepLabels: "A row is a sequence and has one label; labels at each step need rows: steps."
        case .noFeatures: "No column is left for the features."
        case .labelAndForecast:
            "There is a label, so the next row is not predicted. Leave out label, or leave out known and the columns in target; rows "
                + "are then steps."
        case .noTimeColumn: "No column holds times for a calendar. Name it, with time: \"...\" or its number."
        case .noTime(let found): "Expected a date such as 2024-01-31 or 2024-01-31 12:00, found \(DataWords.quoted(found))."
        case .dayOrMonth(let found):
            "\(DataWords.quoted(found)) may begin with the day or the month, and no row shows which. Write dates as 2024-01-31."
        case .noLabelColumn:
            "A row is a sequence, but it is not clear which column holds the label. Name it, with label: \"...\" or its number."
        }
    }
}

extension TableOptions.Column {
    fileprivate var words: String {
        switch self {
        case .name(let name): "\"\(name.shortened())\""
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
        case .weight: "weights"
        case .time: "times"
        case .feature: "features"
        case .predicted: "what is to be predicted"
        case .known: "what is known ahead"
        }
    }
}

extension DataError.TimeSeriesProblem {
    var sentence: String {
        switch self {
        case .noDataLine: "There is no line @data, after which the series should come."
        case .noHeaderLine: "Expected a header line that starts with @, or @data before the series."
        case .noPair(let found): "Expected a time and a value, such as (2013-03-01 00-00-00,4.5), found \(DataWords.quoted(found))."
        case .isRelation: "This is an ARFF or TSF file, not .ts. arff(\"...\") or tsf(\"...\") reads it."
        case .noDimensions: "Expected a number of dimensions, such as @dimensions 12."
        case .repeatedClass(let name): "The class \(name.shortened()) is named twice."
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

extension DataError.RelationProblem {
    var sentence: String {
        switch self {
        case .noDataLine: "There is no line @data, after which the rows should come."
        case .noHeaderLine(let found):
            "Expected a header line that starts with @, or @data before the rows, found \(DataWords.quoted(found))."
        case .noAttribute(let found): "Expected a name and a type after @attribute, found \(DataWords.quoted(found))."
        case .type(let type):
            "Attributes of type \(DataWords.quoted(type)) are not read; expected numeric, string, date, relational or {classes}."
        case .isSparse: "Rows in braces, which leave zeros out, are not read. Save the file with all its values."
        case .cells(let found, let expected): "The row has \(found) values; the header has \(expected) attributes."
        case .openQuote: "The quote that opens here is never closed on its line."
        case .empty: "There are no rows after @data."
        case .noNumbers: "No attribute is numeric; expected numbers as features."
        case .severalClasses(let names): "Several attributes have classes: \(DataWords.some(names)). Leave all but one out."
        case .severalSeries(let names): "Several attributes are relational: \(DataWords.some(names)). Leave all but one out."
        case .parts(let found, let expected):
            "The line has \(found) parts between colons; expected \(expected): one for each attribute of the header, and the values."
        case .unlikeTraining: "The attributes are not those of the training file."
        }
    }
}

extension DataError.MatchingProblem {
    var sentence: String {
        switch self {
        case .unknownClasses(let data, let names, let known):
            "\(data) has \(names.count == 1 ? "the class" : "the classes") \(DataWords.some(names)), which the run does not know; it knows "
                + "\(DataWords.some(known)). Leave out such sequences, or continue with train(run, data, extend: true), which adds them."
        case .unknownSymbols(let data, let names, let known):
            "\(data) has \(names.count == 1 ? "the symbol" : "the symbols") \(DataWords.some(names.map(DataWords.quoted))), which the "
                + "run does not know; "
                + "it knows \(known) symbols. Remove them, or continue with train(run, data, extend: true), which adds them."
        case .missingColumns(let data, let names, let known):
            "\(data) lacks \(names.count == 1 ? "the column" : "the columns") \(DataWords.some(names)); the run reads \(DataWords.some(known))."
        case .unknownColumns(let data, let names, let known):
            "\(data) has \(names.count == 1 ? "the column" : "the columns") \(DataWords.some(names)), which the run does not know; it reads "
                + "\(DataWords.some(known)). Leave them out, with ignore: [\(names.prefix(12).map { "\"\($0.shortened())\"" }.joined(separator: ", "))]."
        case .inputs(let data, let isSymbolic):
            "\(data) has \(isSymbolic ? "symbols" : "numbers") at its steps; the run reads \(isSymbolic ? "numbers" : "symbols")."
        }
    }
}

extension DataError.ConllUProblem {
    var sentence: String {
        switch self {
        case .noSentences: "There are no sentences; expected lines of ten columns separated by tabs."
        case .columns(let found):
            "The line has \(found) columns; expected the ten of CoNLL-U, separated by tabs."
                + (found > 2 ? " To read other columns, name them, as in word: 2, tag: \(found)." : "")
        case .noWordNumber(let found): "Expected the word's number, found \(DataWords.quoted(found))."
        case .noWord: "The word (column FORM) is empty."
        case .noTag: "The word has no part of speech (column UPOS)."
        case .noTagIn(let column): "The word has no tag in column \(column.shortened())."
        case .emptyColumn(let column, let filled):
            "No word has a tag in column \(column.shortened())."
                + (filled.isEmpty ? "" : " Choose another, with " + filled.map { "tag: \"\($0)\"" }.joined(separator: " or ") + ".")
        case .noColumn(let column, let columns): "There is no column \(column.shortened()); the lines have \(columns)."
        case .unevenColumns(let found, let expected): "The line has \(found) columns; those before have \(expected)."
        case .unknownTag(let tag, let expected):
            "The part of speech \(tag.shortened()) does not occur in the training file; expected one of \(DataWords.some(expected))."
        }
    }
}

extension DataError.LettersProblem {
    var sentence: String {
        switch self {
        case .noLetters: "There are no letters in the file."
        case .fold(let fold, let folds):
            "Fold \(fold) cannot be the test part; the file has the folds \(DataWords.some(folds.map(String.init)))."
        case .fields(let found):
            "The line has \(found) fields; expected 134: six about the letter and 128 pixels, separated by tabs."
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
