/// Arrays of NumPy as sequences: `.npz` archives with x, y and lengths, or separate `.npy` files. See `ArraySequences` for the shapes.
public enum NumPyFiles {
    /// Reads an archive made by `numpy.savez` or `savez_compressed` with arrays x, y and lengths; or x_train, y_train, lengths_train and x_test,
    /// y_test, lengths_test. All but x may be missing. Shapes are x [sequences, time, features] or [sequences, time], y [sequences] or
    /// [sequences, time] and lengths [sequences].
    ///
    /// - Throws: `DataError` where the file is no archive, has no such arrays, or their shapes do not fit together.
    /// - Complexity: O(bytes of the arrays).
    public static func load(archive path: String) throws(DataError) -> DataPair {
        try read(archive: SourceFile(path: path))
    }

    /// Reads separate arrays, of the shapes that an archive has.
    ///
    /// - Throws: `DataError` where a file is no array, or the shapes do not fit together.
    /// - Complexity: O(bytes of the files).
    public static func load(x: String, y: String? = nil, lengths: String? = nil) throws(DataError) -> SequenceDataset {
        let sequences = ArraySequences(
            name: try SourceFile(path: x).baseName, x: try array(x), y: try y.map(array), lengths: try lengths.map(array))
        return try sequences.dataset(classes: sequences.classes, symbols: sequences.symbols)
    }

    private static func array(_ path: String) throws(DataError) -> (NumberArray, SourceFile) {
        let file = try SourceFile(path: path)
        return (try NumPy.read(file), file)
    }

    static func read(archive file: SourceFile) throws(DataError) -> DataPair {
        let archive = try ZipArchive(file)
        func sequences(_ suffix: String) throws(DataError) -> ArraySequences? {
            func array(_ name: String) throws(DataError) -> (NumberArray, SourceFile)? {
                guard let data = try archive.contents("\(name)\(suffix).npy") else { return nil }
                let entry = SourceFile(name: "\(file.name), \(name)\(suffix)", data: data)
                return (try NumPy.read(entry), entry)
            }
            guard let x = try array("x") else { return nil }
            return ArraySequences(name: file.baseName, x: x, y: try array("y"), lengths: try array("lengths"))
        }
        var train = try sequences("_train")
        let test = try sequences("_test")
        if train == nil, test == nil { train = try sequences("") }
        guard train != nil || test != nil else {
            throw file.error(.numPy(.noArrays(found: archive.entries.map(\.name))))
        }
        let classes = max(train?.classes ?? 0, test?.classes ?? 0)
        let symbols = max(train?.symbols ?? 0, test?.symbols ?? 0)
        let pair = DataPair(
            name: file.baseName, train: try train?.dataset(classes: classes, symbols: symbols),
            test: try test?.dataset(classes: classes, symbols: symbols))
        if let train = pair.train, let test = pair.test, train.features != test.features {
            throw file.error(.numPy(.features(train: train.features, test: test.features)))
        }
        return pair
    }
}
