/// Recordings in WAV files, in a folder for each class, as Speech Commands come: a recording is a sequence of log-mel features.
public enum Recordings {
    /// Reads a folder of classes, with the parts that it has, and, if there is one, another to test on. Several channels are heard as their mean.
    ///
    /// Inputs are [batch, time, bands]; a step is a window, `LogMel` says what is reckoned of it.
    ///
    /// - Parameters:
    ///   - folder: a folder of folders.
    ///   - test: such a folder to test on; nil where `folder` has all.
    ///   - options: what is reckoned of each window.
    ///   - ignored: names of folders that are no classes.
    /// - Throws: `DataError` where folders or files cannot be read, files differ in their sample rates, and features would take more memory than there is for them.
    /// - Complexity: O(samples · log of a window); a file at a time is looked at.
    public static func load(
        _ folder: String, test: String? = nil, options: LogMelOptions = LogMelOptions(), ignored: Set<String> = []
    ) throws(DataError) -> DataPair {
        try read(ClassFolders(folder, test: test, ignored: ignored, kind: .recordings), options: options)
    }

    static func read(
        _ folders: ClassFolders, options: LogMelOptions = LogMelOptions(), most: Int = MachineMemory.bytes / 4
    ) throws(DataError) -> DataPair {
        let first = folders.train[0].path
        let rate = try WaveFile(SourceFile(path: first, accepting: .wave)).rate
        var features = try LogMel(rate: rate, options: options)
        var (averaged, numbers) = (0, 0)
        var pair = try folders.pair { (files, targets, name) throws(DataError) in
            var values: [Float] = []
            var offsets = [0]
            for (path, _) in files {
                let file = try SourceFile(path: path, accepting: .wave)
                let recording = try WaveFile(file)
                guard recording.rate == rate else { throw file.error(.wave(.otherRate(recording.rate, expected: rate, of: first))) }
                if recording.channels > 1 { averaged += 1 }
                let steps = features.steps(samples: recording.samples)
                numbers += steps * options.bands
                guard numbers <= most / MemoryLayout<Float>.stride else { throw file.error(.wave(.tooMuch(bytes: most))) }
                try features.append(recording, to: &values)
                offsets.append(offsets[offsets.count - 1] + steps)
            }
            var details = SequenceDataset.Details()
            details.featureNames = features.names
            return SequenceDataset(
                name: name, presentation: .channels, inputs: .features(values: values, width: options.bands), targets: targets,
                offsets: offsets, details: details)
        }
        pair.notes.append(.logMel(rate: rate, options))
        if averaged > 0 { pair.notes.append(.channelsAveraged(files: averaged)) }
        return pair
    }
}
