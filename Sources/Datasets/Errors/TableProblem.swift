extension DataError {
    /// What is wrong with a table of text.
    public enum TableProblem: Sendable, Equatable {
        /// What a column was asked for.
        public enum ColumnRole: Sendable, Equatable {
            case ignored, sequence, label, weight, time, feature, predicted, known
        }

        case noRows
        case noRowsAfterHeader
        case cells(found: Int, expected: Int)
        /// A row ends before the column of the label.
        case endsBeforeLabel(cells: Int)
        /// All values of a row are missing.
        case noValues
        case notANumber(found: String)
        case targetNotANumber(found: String)
        case openQuote
        /// All values of a feature are missing in the sequence of this number, from 1.
        case featureMissing(sequence: Int)
        /// In the training table each sequence has one label; in this one it changes within the sequence of this number, from 1.
        case labelChanges(sequence: Int)
        /// A column that is a label of its own holds something else than 0 and 1.
        case notZeroOrOne(found: String)
        /// Several columns are labels, and classes, values or a label at each step are asked for.
        case severalLabelColumns
        /// A weight is no number, or below 0.
        case notAWeight(found: String)
        /// The rows of a sequence have several weights; its number, from 1.
        case weightChanges(sequence: Int)
        /// All sequences have the weight 0.
        case noWeights
        /// All steps have the weight 0.
        case noStepWeights
        /// A row is a sequence, and weights of steps are asked for.
        case stepWeightsOfSequences
        /// Steps have weights, and nothing is predicted at each of them.
        case stepWeightsWithoutStepTargets
        /// A column is to be a target twice.
        case targetTwice(TableOptions.Column)
        /// `names` is empty where the table has no header.
        case noColumn(TableOptions.Column, for: ColumnRole, columns: Int, names: [String])
        case noFeatures
        /// These may be the label, and nothing tells which is.
        case severalLabels([TableOptions.Column], file: String)
        /// A column that is left for the features has words.
        case wordsInFeature(column: TableOptions.Column, example: String)
        /// Several columns have the name that is asked for.
        case repeatedName(String)
        /// The test table lacks columns of the training table.
        case columnsMissing([String], found: [String])
        /// A label at each step is asked for, and a row is a sequence.
        case noStepLabels
        /// Columns are to be predicted in the next row, and there is a label as well.
        case labelAndForecast
        /// A calendar is asked for, and no column holds times.
        case noTimeColumn
        case noTime(found: String)
        /// Days and months are both 1 to 12.
        case dayOrMonth(found: String)
        /// A row is a sequence, and no column is known to hold the label.
        case noLabelColumn
    }
}
