extension DataError {
    /// What is wrong with a table of text.
    public enum TableProblem: Sendable, Equatable {
        /// What a column was asked for.
        public enum ColumnRole: Sendable, Equatable {
            case ignored, sequence, label
        }

        case noRows
        case noRowsAfterHeader
        case cells(found: Int, expected: Int)
        /// A row ends before the column of the label.
        case endsBeforeLabel(cells: Int)
        case noLabel
        /// All values of a row are missing.
        case noValues
        case notANumber(found: String)
        case targetNotANumber(found: String)
        case openQuote
        /// All values of a feature are missing in the sequence of this number, from 1.
        case featureMissing(sequence: Int)
        /// In the training table each sequence has one label; in this one it changes within the sequence of this number, from 1.
        case labelChanges(sequence: Int)
        /// `names` is empty where the table has no header.
        case noColumn(TableOptions.Column, for: ColumnRole, columns: Int, names: [String])
        case noFeatures
        /// A row is a sequence, and no column is known to hold the label.
        case noLabelColumn
    }
}
