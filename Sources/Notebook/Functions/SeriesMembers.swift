import CellLanguage
import Datasets

/// Members of data that are about series in time.
enum SeriesMembers {
    static let all: [Function] = [windowsOfPair, windowsOfDataset, augmentPair, augmentDataset]

    static let windowsOfPair = windows { (pair: DataPair, length, stride, horizon, isRelative) throws(DataError) in
        try pair.windows(length: length, stride: stride, horizon: horizon, isRelative: isRelative)
    }

    static let windowsOfDataset = windows { (data: SequenceDataset, length, stride, horizon, isRelative) throws(DataError) in
        try data.windows(length: length, stride: stride, horizon: horizon, isRelative: isRelative)
    }

    private static func windows<Data: CellObject>(
        _ windows: @escaping @Sendable (Data, Int, Int, Int?, Bool) throws(DataError) -> Data
    ) -> Function {
        DataMembers.selection(
            "windows",
            "Cuts long series into windows of one length, to predict each step, or the time after each window.",
            of: Data.self,
            [
                .required("length", .count, "Steps in a window."),
                .optional("stride", .count, .number(1), "Steps from the start of a window to the start of the next."),
                .optional(
                    "horizon", .count,
                    "Steps after a window that are predicted at once, for networks that end with last; without it, the targets of its "
                        + "own steps."
                ),
                .optional(
                    "relative", .boolean, .boolean(false),
                    "Whether predictions count from the last step of each window, so that what is learned at one level holds at another."
                ),
            ],
            "waves = sines(train: 20, test: 5).windows(length: 24, stride: 6, horizon: 3)\ntrain(lstm(8) | last | dense(3), waves, epochs: 1)"
        ) { (data, arguments) throws(CellError) in
            let (length, stride) = (try arguments.integer("length"), try arguments.integer("stride"))
            let (horizon, isRelative) = (try arguments.optionalInteger("horizon"), try arguments.boolean("relative"))
            return try CellError.rethrowing { () throws(DataError) in try windows(data, length, stride, horizon, isRelative) }
        }
    }

    static let augmentPair = augment { (pair: DataPair, augmentation) throws(DataError) in try pair.augmented(augmentation) }
    static let augmentDataset = augment { (data: SequenceDataset, augmentation) throws(DataError) in try data.augmented(augmentation) }

    private static func augment<Data: CellObject>(
        _ augment: @escaping @Sendable (Data, Augmentation) throws(DataError) -> Data
    ) -> Function {
        DataMembers.selection(
            "augment",
            "Changes the training part slightly each time it is used for training, according to the seed of the run; evaluation sees it "
                + "unchanged.",
            of: Data.self,
            [
                .optional("noise", .number(.nonNegative), .number(0), "The standard deviation of the noise added to each number."),
                .optional("scale", .number(.fraction), "Multiplies each sequence by a number from 1 minus this to 1 plus this."),
                .optional(
                    "shift", .whole(0...1_000_000), .number(0),
                    "The largest number of steps by which a sequence is moved in time, either way."),
                .optional("mask", .whole(0...1_000_000), .number(0), "The largest number of consecutive steps set to 0."),
            ],
            DataMembers.digits + "train(gru(8) | last | dense(10), digits.augment(noise: 0.1, shift: 2), epochs: 1, batch: 50)"
        ) { (data, arguments) throws(CellError) in
            let augmentation = Augmentation(
                noise: try arguments.float("noise"), scale: try arguments.optionalFloat("scale") ?? 0,
                shift: try arguments.integer("shift"), mask: try arguments.integer("mask"))
            return try CellError.rethrowing { () throws(DataError) in try augment(data, augmentation) }
        }
    }
}
