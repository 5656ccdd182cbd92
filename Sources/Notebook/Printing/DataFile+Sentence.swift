import Datasets

extension DataFile.Format {
    /// What files of the format are, in words.
    var title: String {
        switch self {
        case .idx: "IDX, the format of the MNIST files"
        case .ts: ".ts, the format of the UCR and UEA time series archives"
        case .arff: "ARFF, the format of Weka"
        case .tsf: "TSF, the format of the Monash forecasting archive"
        case .csv: "a table, separated by commas, semicolons or bars"
        case .tsv: "a table, tab-separated"
        case .jsonl: "JSON Lines, one object per sequence"
        case .conllu: "one word per line, as in CoNLL-U and CoNLL-2003"
        case .npy: "a NumPy array"
        case .npz: "an archive of NumPy arrays"
        case .letters: "letter.data, handwritten words letter by letter"
        case .text: "plain text"
        case .wav: "WAV recordings, one folder per class"
        case .documents: "text files, one folder per class"
        }
    }
}

extension DataFile {
    /// What the file is, in words.
    var title: String {
        guard format == .csv, case .table(let layout) = reading else { return format.title }
        switch layout.separator {
        case ",": return "a table, comma-separated"
        case ";": return "a table, semicolon-separated"
        case "|": return "a table, bar-separated"
        case "\t": return "a table, tab-separated"
        default: return format.title
        }
    }
}

extension DataFile.Reading {
    /// How the file is read, in words.
    var sentence: String {
        switch self {
        case .images(let labels?): "images read row by row; labels from \(labels)"
        case .images(nil): "images read row by row; no labels beside the file, so the next row is predicted"
        case .timeSeries: "a line is a sequence, its dimensions are the features"
        case .relation: "a row is a sequence; without classes its next step is predicted"
        case .forecasting: "a line is a series; its next value is predicted"
        case .table(let layout): layout.sentence
        case .jsonLines: "a line is a sequence"
        case .taggedWords(let unknown, let columns):
            "words to \(columns.words); lower-cased words seen twice or more, others are \(unknown)"
        case .array: "an array of sequences; the next step is predicted, as there are no labels"
        case .archive: "arrays x, y and lengths"
        case .letters: "a word is a sequence of letter pictures; a letter is predicted at each step"
        case .text: "one sequence of characters; the next character is predicted"
        case .classFolders: "a file is a sequence, and its folder is its class"
        }
    }
}

extension TableLayout {
    fileprivate var sentence: String {
        var parts = [rows == .steps ? "a row is a time step" : "a row is a sequence"]
        if rows == .steps {
            parts.append(sequenceColumn.map { "sequences by \(columnNames[$0])" } ?? "all rows are one sequence")
        }
        parts.append(labelColumn.map { "to predict: \(columnNames[$0])" } ?? "to predict: the next row")
        parts.append(hasHeader ? "the first row names the columns" : "no header")
        return parts.joined(separator: "; ")
    }
}

extension WordColumns {
    fileprivate var words: String {
        guard isConllU else { return "tags, words in column \(word + 1), tags in column \(tagName) of \(count)" }
        return (tagName == "UPOS" ? "parts of speech" : "tags") + " (\(tagName))"
    }
}
