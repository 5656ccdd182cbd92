/// A run's end beside its weights in a file of ours, so that training goes on from there.
extension Checkpoint {
    private static let layersKey = "layers"

    /// The run that a file holds, with its weights under their own names.
    ///
    /// - Throws: `SafetensorsError` where the progress has no form in JSON.
    public func file() throws(SafetensorsError) -> Safetensors {
        var file = try contents()
        // Other files of weights have a text of the network under this key.
        file.metadata[Self.layersKey] = file.metadata.removeValue(forKey: Self.networkKey)
        let prefix = CheckpointPart.completed.rawValue
        for place in file.tensors.indices where file.tensors[place].name.hasPrefix(prefix) {
            file.tensors[place].name.removeFirst(prefix.count)
        }
        return file
    }

    /// The run that `file()` was made of; nil where the file holds weights alone.
    ///
    /// - Throws: `SafetensorsError` where a part is missing or belongs to another network.
    public static func held(in file: Safetensors) throws(SafetensorsError) -> Checkpoint? {
        guard file.metadata[versionKey] != nil else { return nil }
        var file = file
        file.metadata[networkKey] = file.metadata[layersKey]
        for place in file.tensors.indices where !CheckpointPart.isPart(file.tensors[place].name) {
            file.tensors[place].name = CheckpointPart.completed.rawValue + file.tensors[place].name
        }
        return try Checkpoint(file)
    }
}
