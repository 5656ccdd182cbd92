import FoundationEssentials

/// The MNIST database of handwritten digits (LeCun, Cortes, Burges) and data sets published in the same files, such as
/// Fashion-MNIST: images read row by row, with a class from 0 to 9.
public enum MNIST {
    /// Reads `train-images-idx3-ubyte`, `train-labels-idx1-ubyte` and the two `t10k-` files, gzipped or not.
    /// Where one of the two sets is missing the pair has only the other.
    ///
    /// - Throws: `DataError` where the folder or both sets are missing, a file lacks its partner, is broken or of the wrong kind.
    /// - Complexity: O(bytes of the files).
    public static func load(folder: String) throws(DataError) -> DataPair {
        var isFolder = false
        guard FileManager.default.fileExists(atPath: SourceFile.expanded(folder), isDirectory: &isFolder) else {
            throw DataError(.mnist(.noFolder), file: folder)
        }
        guard isFolder else {
            throw DataError(.mnist(.isFile), file: folder)
        }
        let train = try load(set: "train", name: "mnist train", folder: folder)
        let test = try load(set: "t10k", name: "mnist test", folder: folder)
        guard train != nil || test != nil else {
            throw DataError(.mnist(.noFiles), file: folder)
        }
        if let train, let test, train.features != test.features {
            throw DataError(.mnist(.widths(train: train.features, test: test.features)), file: folder)
        }
        return DataPair(name: "mnist", train: train, test: test)
    }

    private static func load(set: String, name: String, folder: String) throws(DataError) -> SequenceDataset? {
        let imagesPath = path(folder, "\(set)-images", "idx3-ubyte")
        let labelsPath = path(folder, "\(set)-labels", "idx1-ubyte")
        guard imagesPath != nil || labelsPath != nil else { return nil }
        guard let imagesPath else { throw DataError(.mnist(.missing(.images, set: set)), file: folder) }
        guard let labelsPath else { throw DataError(.mnist(.missing(.labels, set: set)), file: folder) }
        let images = try IDX.images(SourceFile(path: imagesPath))
        let labels = try IDX.labels(SourceFile(path: labelsPath), classes: 10)
        let count = images.shape[0]
        let rows = images.shape[1]
        guard count == labels.count else {
            throw DataError(.mnist(.counts(labels: labels.count, images: count, of: imagesPath)), file: labelsPath)
        }
        guard count > 0 else { throw DataError(.idx(.noImages), file: imagesPath) }
        return SequenceDataset(
            name: name, presentation: .imageRows, inputs: .features(values: images.values, width: images.shape[2]),
            targets: .sequenceClasses(labels: labels, names: (0...9).map(String.init)),
            offsets: (0...count).map { $0 * rows })
    }

    /// The first spelling of the file's name that exists; both `-` and `.` before the format are in use.
    private static func path(_ folder: String, _ name: String, _ format: String) -> String? {
        let base = folder.hasSuffix("/") ? folder : folder + "/"
        return ["-\(format)", "-\(format).gz", ".\(format)", ".\(format).gz"].map { base + name + $0 }.first(where: SourceFile.exists)
    }
}
