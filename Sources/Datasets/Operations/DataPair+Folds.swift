extension DataPair {
    /// Cross-validation: cuts the training part into `count` folds and returns `count` pairs, each of which trains on all folds but one and
    /// tests on that one. If there is a test part, the fold becomes the validation part, and the test part is kept.
    ///
    /// - Parameters:
    ///   - count: the number of folds, 2 or more.
    ///   - seed: the seed of the random assignment of sequences to folds.
    /// - Throws: `DataError` if there are fewer sequences than folds, and for data over time, in which later steps reveal earlier ones.
    /// - Complexity: O(folds x sequences).
    public func folds(_ count: Int, seed: UInt64) throws(DataError) -> [DataPair] {
        guard let train else { throw DataError(.operation(.noData(data: name))) }
        guard train.naturalOrder == .sequences else { throw DataError(.operation(.foldsInTime(data: name))) }
        guard count >= 2, count <= train.count else { throw DataError(.operation(.folds(data: name, count, sequences: train.count))) }
        let mixed = train.shuffled(seed: seed)
        let borders = (0...count).map { $0 * train.count / count }
        return (0..<count).map { fold in
            let held = borders[fold]..<borders[fold + 1]
            let rest = Array(0..<held.lowerBound) + Array(held.upperBound..<train.count)
            return leavingOut(mixed.select(Array(held)), of: mixed.select(rest), number: fold + 1)
        }
    }

    /// Rolling-origin evaluation: cuts the series into consecutive parts and returns `count` pairs. The first trains on the first part and
    /// tests on the second, the next trains on both and tests on the third, and so on. If there is a test part, the later part becomes the
    /// validation part.
    ///
    /// - Parameter count: the number of pairs, 1 or more.
    /// - Throws: `DataError` if sequences have no targets over time, or there are too few steps.
    /// - Complexity: O(count x steps), which are copied unless the sequences are windows.
    public func rolling(_ count: Int) throws(DataError) -> [DataPair] {
        guard let train else { throw DataError(.operation(.noData(data: name))) }
        var folds: [DataPair] = []
        for fold in 1...max(1, count) {
            let (now, next) = (Double(fold) / Double(count + 1), Double(fold + 1) / Double(count + 1))
            let (past, future) = (try train.part(0...now, by: .time), try train.part(now...next, by: .time))
            guard past.count > 0, future.count > 0 else {
                throw DataError(.operation(.rolling(data: name, count, isWindowed: train.isWindowed)))
            }
            folds.append(leavingOut(future, of: past, number: fold))
        }
        return folds
    }

    private func leavingOut(_ held: SequenceDataset, of rest: SequenceDataset, number: Int) -> DataPair {
        let name = "\(name) fold \(number)"
        return test == nil
            ? DataPair(name: name, train: rest, test: held.taken(for: .test))
            : DataPair(name: name, train: rest, validation: held.taken(for: .validation), test: test)
    }
}
