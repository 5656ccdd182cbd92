import FoundationEssentials

/// The MNIST database of handwritten digits (LeCun, Cortes, Burges) and data sets in the same file format, such as Fashion-MNIST, whose
/// classes are 0 to 9, and EMNIST, whose file names begin with the name of the set. Images are read row by row.
public enum MNIST {
    /// Reads `train-images-idx3-ubyte`, `train-labels-idx1-ubyte` and the two `t10k-` (or `test-`) files, gzipped or not.
    /// If one of the two sets is missing, the pair has only the other. For files with another prefix, such as `emnist-letters-`, the
    /// classes are all integers from 0, or from 1 if there is no 0, to the greatest label of both sets.
    ///
    /// - Parameters:
    ///   - folder: the folder with the files.
    ///   - set: the prefix of the file names; nil to detect it.
    ///   - transposes: whether to swap rows and columns, as EMNIST's images require.
    /// - Throws: `DataError` if the folder or both sets are missing, or if a file lacks its partner, is malformed or of the wrong kind.
    /// - Complexity: O(bytes of the files).
    public static func load(folder: String, set: String? = nil, transposes: Bool = false) throws(DataError) -> DataPair {
        var isFolder = false
        guard FileManager.default.fileExists(atPath: UserPath.expanded(folder), isDirectory: &isFolder) else {
            throw DataError(.mnist(.noFolder), file: folder)
        }
        guard isFolder else {
            throw DataError(.mnist(.isFile), file: folder)
        }
        let prefix = try prefix(set, in: folder)
        let classes = prefix.isEmpty ? 10 : 256
        let train = try load("train", prefix, folder, classes: classes, transposes: transposes)
        var test = try load("t10k", prefix, folder, classes: classes, transposes: transposes)
        if test == nil { test = try load("test", prefix, folder, classes: classes, transposes: transposes) }
        guard train != nil || test != nil else {
            throw DataError(.mnist(.noFiles), file: folder)
        }
        if let train, let test, train.images.shape[2] != test.images.shape[2] {
            throw DataError(.mnist(.widths(train: train.images.shape[2], test: test.images.shape[2])), file: folder)
        }
        let found = prefix.isEmpty ? 0...9 : IDX.classes(of: (train?.labels ?? []) + (test?.labels ?? []))
        let name = prefix.isEmpty ? "mnist" : String(prefix.dropLast())
        return DataPair(
            name: name, train: train?.dataset(name: name + " train", classes: found),
            test: test?.dataset(name: name + " test", classes: found))
    }

    /// The prefix of the file names: empty if MNIST's own files are there.
    private static func prefix(_ set: String?, in folder: String) throws(DataError) -> String {
        let files = (try? FileManager.default.contentsOfDirectory(atPath: UserPath.expanded(folder))) ?? []
        var found: Set<String> = []
        for file in files {
            guard let kind = file.firstRange(of: "-images") ?? file.firstRange(of: "-labels") else { continue }
            let name = file[..<kind.lowerBound]
            guard file[kind.upperBound...].dropFirst().hasPrefix("idx"),
                let part = ["train", "t10k", "test"].first(where: { name == $0 || name.hasSuffix("-" + $0) })
            else { continue }
            found.insert(String(name.dropLast(part.count)))
        }
        let sets = found.map { String($0.dropLast()) }.sorted()
        if let set {
            guard found.contains(set + "-") else { throw DataError(.mnist(.noSet(set, found: sets.filter { !$0.isEmpty })), file: folder) }
            return set + "-"
        }
        if found.contains("") || found.isEmpty { return "" }
        guard let only = found.first, found.count == 1 else { throw DataError(.mnist(.severalSets(sets)), file: folder) }
        return only
    }

    private static func load(
        _ part: String, _ prefix: String, _ folder: String, classes: Int, transposes: Bool
    ) throws(DataError) -> LabelledImages? {
        let images = path(folder, "\(prefix)\(part)-images", "idx3-ubyte")
        let labels = path(folder, "\(prefix)\(part)-labels", "idx1-ubyte")
        guard images != nil || labels != nil else { return nil }
        guard let images else { throw DataError(.mnist(.missing(.images, set: prefix + part)), file: folder) }
        guard let labels else { throw DataError(.mnist(.missing(.labels, set: prefix + part)), file: folder) }
        return try LabelledImages(
            images: SourceFile(path: images), labels: SourceFile(path: labels), classes: classes, transposes: transposes)
    }

    /// The first spelling of the file's name that exists; both `-` and `.` before the format are in use.
    private static func path(_ folder: String, _ name: String, _ format: String) -> String? {
        let base = folder.hasSuffix("/") ? folder : folder + "/"
        return ["-\(format)", "-\(format).gz", ".\(format)", ".\(format).gz"].map { base + name + $0 }.first(where: SourceFile.exists)
    }
}
