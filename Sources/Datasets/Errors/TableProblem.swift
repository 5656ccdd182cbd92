extension DataError {
    /// The problem of a text table.
    public enum TableProblem: Sendable, Equatable {
        /// The role for which a column was requested.
        public enum ColumnRole: Sendable, Equatable {
            case ignored, sequence, label, weight, time, feature, predicted, known
        }

        case noRows
        case noRowsAfterHeader
        case cells(found: Int, expected: Int)
        /// A row ends before the label column.
        case endsBeforeLabel(cells: Int)
        /// All values of a row are missing.
        case noValues
        case notANumber(found: String)
        case targetNotANumber(found: String)
        case openQuote
        /// All values of a feature are missing in the sequence with this number, from 1.
        case featureMissing(sequence: Int)
        /// In the training table each sequence has one label, but in this one it changes within the sequence with this number, from 1.
        case labelChanges(sequence: Int)
        /// A column that is one label contains something other than 0 and 1.
        case notZeroOrOne(found: String)
        /// Several columns are labels, but classes, values or a label at each step were requested.
        case severalLabelColumns
        /// A weight is not a number, or is negative.
        case notAWeight(found: String)
        /// The rows of the sequence with this number, from 1, have different weights.
        case weightChanges(sequence: Int)
        /// All sequences have weight 0.
        case noWeights
        /// All steps have weight 0.
        case noStepWeights
        /// Weights of steps were requested, but each row is a sequence.
        case stepWeightsOfSequences
        /// Steps have weights, but there is no prediction at each step.
        case stepWeightsWithoutStepTargets
        /// A column was named as a target twice.
        case targetTwice(TableOptions.Column)
        /// A requested column does not exist; `names` is empty if the table has no header.
        case noColumn(TableOptions.Column, for: ColumnRole, columns: Int, names: [String])
        case noFeatures
        /// Any of these columns may be the label.
        case severalLabels([TableOptions.Column], file: String)
        /// A column that would be a feature contains words.
        case wordsInFeature(column: TableOptions.Column, example: String)
        /// Several columns have the requested name.
        case repeatedName(String)
        /// The test table lacks columns of the training table.
        case columnsMissing([String], found: [String])
        /// A label at each step was requested, but each row is a sequence.
        case noStepLabels
        /// Columns were requested as predicted in the next row, but there is a label as well.
        case labelAndForecast
        /// Calendar features were requested, but no column holds times.
        case noTimeColumn
        case noTime(found: String)
        /// The order of day and month is ambiguous: both are 1 to 12.
        case dayOrMonth(found: String)
        /// Each row is a sequence, but no column is known to hold the label.
        case noLabelColumn
    }
}
