/// Images in files of their own, with the labels from the file beside each, if there is one: `x-images-idx3-ubyte` and
/// `x-labels-idx1-ubyte`.
public enum IDXFiles {
    /// Reads training images and, if given, test images with the same classes.
    ///
    /// - Parameters:
    ///   - images: the file of training images.
    ///   - test: the file of test images; nil for none.
    ///   - transposes: whether to swap rows and columns, as EMNIST's images require.
    /// - Throws: `DataError` if a file is not an IDX file of images, if only one of the two has labels, or if their widths differ.
    /// - Complexity: O(bytes of the files).
    public static func load(images: String, test: String? = nil, transposes: Bool = false) throws(DataError) -> DataPair {
        let train = try part(SourceFile(path: images), transposes)
        guard let test else { return DataPair(name: train.name, train: try train.dataset(classes: train.classes), test: nil) }
        let other = try part(SourceFile(path: test), transposes)
        guard train.images.shape[2] == other.images.shape[2] else {
            throw DataError(.mnist(.widths(train: train.images.shape[2], test: other.images.shape[2])), file: test)
        }
        guard (train.labels == nil) == (other.labels == nil) else {
            throw DataError(.idx(.noLabels(beside: train.labels == nil ? images : test)), file: test)
        }
        let classes = IDX.classes(of: (train.labels ?? []) + (other.labels ?? []))
        return DataPair(name: train.name, train: try train.dataset(classes: classes), test: try other.dataset(classes: classes))
    }

    /// - Returns: the data, and the path of the file with the labels; nil if there is none.
    static func read(_ file: SourceFile) throws(DataError) -> (data: SequenceDataset, labels: String?) {
        let part = try part(file, false)
        return (try part.dataset(classes: part.classes), part.labels == nil ? nil : labelsName(of: file))
    }

    private struct Part {
        let name: String
        let file: String
        let images: NumberArray
        let labels: [Int32]?

        var classes: ClosedRange<Int32> { IDX.classes(of: labels ?? []) }

        /// Without labels, the target is the next row.
        func dataset(classes: ClosedRange<Int32>) throws(DataError) -> SequenceDataset {
            if let labels { return LabelledImages(images: images, labels: labels).dataset(name: name, classes: classes) }
            return try SequenceDataset.forecasting(
                name: name, presentation: .imageRows, values: images.values, width: images.shape[2],
                offsets: (0...images.shape[0]).map { $0 * images.shape[1] }, file: file)
        }
    }

    private static func labelsName(of file: SourceFile) -> String {
        file.name.replacing("images", with: "labels").replacing("idx3", with: "idx1")
    }

    private static func part(_ file: SourceFile, _ transposes: Bool) throws(DataError) -> Part {
        guard IDX.recognizes(file.data) else { throw file.error(.idx(.isOther(try DataFile.detect(file)))) }
        let array = try IDX.read(file)
        guard array.shape.count == 3 else {
            throw file.error(.idx(.noSequences(shape: array.shape, type: array.type)))
        }
        var images = try IDX.images(file)
        guard images.shape[0] > 0 else { throw file.error(.idx(.noImages)) }
        if transposes { images = IDX.transposed(images) }
        let labelsName = labelsName(of: file)
        var labels: [Int32]?
        if labelsName != file.name, SourceFile.exists(labelsName) {
            let found = try IDX.labels(SourceFile(path: labelsName), classes: 256)
            guard found.count == images.shape[0] else {
                throw DataError(.mnist(.counts(labels: found.count, images: images.shape[0], of: file.name)), file: labelsName)
            }
            labels = found
        }
        return Part(name: file.baseName, file: file.name, images: images, labels: labels)
    }
}
