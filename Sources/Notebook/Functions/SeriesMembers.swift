import CellLanguage
import Datasets

/// Members of data that are about series in time.
enum SeriesMembers {
    static let all: [Function] = [windowsOfPair, windowsOfDataset]

    static let windowsOfPair = windows { (pair: DataPair, length, stride, horizon) throws(DataError) in
        try pair.windows(length: length, stride: stride, horizon: horizon)
    }

    static let windowsOfDataset = windows { (data: SequenceDataset, length, stride, horizon) throws(DataError) in
        try data.windows(length: length, stride: stride, horizon: horizon)
    }

    private static func windows<Data: CellObject>(
        _ windows: @escaping @Sendable (Data, Int, Int, Int?) throws(DataError) -> Data
    ) -> Function {
        DataMembers.selection(
            "windows",
            "Cuts long series into windows of one length, with what each step, or the time after each window, is to be predicted.",
            of: Data.self,
            [
                .required("length", .count, "Steps of a window."),
                .optional("stride", .count, .number(1), "Steps from the start of a window to the start of the next."),
                .optional(
                    "horizon", .count,
                    "Steps after a window that are predicted at once, for layers that end with last; without it what its own steps have to say."
                ),
            ],
            "waves = sines(train: 20, test: 5).windows(length: 24, stride: 6, horizon: 3)\ntrain(lstm(8) | last | dense(3), waves, epochs: 1)"
        ) { (data, arguments) throws(CellError) in
            let (length, stride) = (try arguments.integer("length"), try arguments.integer("stride"))
            let horizon = try arguments.optionalInteger("horizon")
            return try CellError.rethrowing { () throws(DataError) in try windows(data, length, stride, horizon) }
        }
    }
}
