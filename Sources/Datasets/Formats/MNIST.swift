import FoundationEssentials

/// The MNIST database of handwritten digits (LeCun, Cortes, Burges) and data sets published in the same files, such as
/// Fashion-MNIST: images read row by row, with a class from 0 to 9.
public enum MNIST {
    /// Reads `train-images-idx3-ubyte`, `train-labels-idx1-ubyte` and the two `t10k-` files, gzipped or not.
    /// Where one of the two sets is missing the pair has only the other.
    ///
    /// - Throws: `DataError` where the folder or both sets are missing, a file lacks its partner, is broken or of the wrong kind.
    public static func load(folder: String) throws(DataError) -> DataPair {
        var isFolder = false
        guard FileManager.default.fileExists(atPath: SourceFile.expanded(folder), isDirectory: &isFolder) else {
            throw DataError(file: folder, problem: "There is no such folder.", advice: "Give the folder that holds \(expectedFiles).")
        }
        guard isFolder else {
            throw DataError(file: folder, problem: "This is a file; expected the folder that holds \(expectedFiles).")
        }
        let train = try load(set: "train", name: "mnist train", folder: folder)
        let test = try load(set: "t10k", name: "mnist test", folder: folder)
        guard train != nil || test != nil else {
            throw DataError(file: folder, problem: "The folder holds no MNIST files.", advice: "Expected \(expectedFiles).")
        }
        if let train, let test, train.features != test.features {
            throw DataError(
                file: folder, problem: "The training images are \(train.features) columns wide, the test images \(test.features).")
        }
        return DataPair(name: "mnist", train: train, test: test)
    }

    private static let expectedFiles =
        "train-images-idx3-ubyte, train-labels-idx1-ubyte, t10k-images-idx3-ubyte, t10k-labels-idx1-ubyte (each also as .gz)"

    private static func load(set: String, name: String, folder: String) throws(DataError) -> SequenceDataset? {
        let imagesPath = path(folder, "\(set)-images", "idx3-ubyte")
        let labelsPath = path(folder, "\(set)-labels", "idx1-ubyte")
        guard imagesPath != nil || labelsPath != nil else { return nil }
        guard let imagesPath else {
            throw DataError(
                file: folder, problem: "\(set)-labels-idx1-ubyte is here, but \(set)-images-idx3-ubyte is missing.")
        }
        guard let labelsPath else {
            throw DataError(
                file: folder, problem: "\(set)-images-idx3-ubyte is here, but \(set)-labels-idx1-ubyte is missing.")
        }
        let images = try IDX.images(SourceFile(path: imagesPath))
        let labels = try IDX.labels(SourceFile(path: labelsPath), classes: 10)
        let count = images.shape[0]
        let rows = images.shape[1]
        guard count == labels.count else {
            throw DataError(
                file: labelsPath, problem: "The file has \(labels.count) labels, but \(imagesPath) has \(count) images.")
        }
        guard count > 0 else { throw DataError(file: imagesPath, problem: "The file has no images.") }
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
