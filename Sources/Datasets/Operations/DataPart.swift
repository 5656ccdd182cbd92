/// What a part of data is for.
public enum DataPart: String, Sendable, CaseIterable {
    case train, validation, test
}

extension SequenceDataset {
    /// The same data with a name that says what it is for: `seasons test`, whatever part of `seasons` it was taken from.
    public func named(as part: DataPart) -> SequenceDataset {
        var data = self
        data.name = "\(nameOfSource ?? name) \(part.rawValue)"
        return data
    }

    /// The same data, which was taken from other data, under a name that does not contradict what it is for. Validation parts are
    /// always named as such, since there is a test part as well; others only if the name says that they were another part.
    func taken(for part: DataPart) -> SequenceDataset {
        nameOfSource != nil || part == .validation ? named(as: part) : self
    }

    /// The name without the part at its end; nil if it has none.
    private var nameOfSource: String? {
        for part in DataPart.allCases where name.hasSuffix(" " + part.rawValue) {
            let source = name.dropLast(part.rawValue.count + 1)
            return source.isEmpty ? nil : String(source)
        }
        return nil
    }
}
