/// A run's final state, stored with its weights in a file in Unroll's format, so that training can continue from the file.
extension Checkpoint {
    private static let layersKey = "layers"

    /// A file of the run, with its weights under their usual names.
    ///
    /// - Throws: `SafetensorsError` if the progress cannot be represented in JSON.
    public func file() throws(SafetensorsError) -> Safetensors {
        var file = try contents()
        // Other weight files hold a text of the network under this key.
        file.metadata[Self.layersKey] = file.metadata.removeValue(forKey: Self.networkKey)
        let prefix = CheckpointPart.completed.rawValue
        for place in file.tensors.indices where file.tensors[place].name.hasPrefix(prefix) {
            file.tensors[place].name.removeFirst(prefix.count)
        }
        return file
    }

    /// The run in a file made by `file()`; nil if the file holds only weights.
    ///
    /// - Throws: `SafetensorsError` if a part is missing or belongs to another network.
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
