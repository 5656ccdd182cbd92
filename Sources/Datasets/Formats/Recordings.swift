/// Recordings in WAV files, in one folder per class, like Speech Commands: a recording is a sequence of log-mel features.
public enum Recordings {
    /// Reads a folder of classes, with the parts that it has, and, if there is one, another to test on. Several channels are heard as their mean.
    ///
    /// Inputs are [batch, time, bands]; a step is a window, `LogMel` says what is reckoned of it.
    ///
    /// - Parameters:
    ///   - folder: a folder of folders.
    ///   - test: such a folder to test on; nil where `folder` has all.
    ///   - options: what is reckoned of each window.
    ///   - ignored: names of folders that are not classes.
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
        var reader = try RecordingReader(rate: rate, of: first, options: options, most: most)
        var pair = try folders.pair { (files, targets, name) throws(DataError) in
            let (values, offsets) = try reader.read(files.map(\.path))
            var details = reader.details
            details.sequenceNames = folders.names(files)
            return SequenceDataset(
                name: name, presentation: .channels, inputs: .features(values: values, width: options.bands), targets: targets,
                offsets: offsets, details: details)
        }
        pair.notes.append(.logMel(rate: rate, options))
        if reader.averaged > 0 { pair.notes.append(.channelsAveraged(files: reader.averaged)) }
        return pair
    }
}

/// Reads recordings of one rate one after another.
struct RecordingReader {
    private let rate: Int
    private let rateSource: String
    private let options: LogMelOptions
    private let most: Int
    private var features: LogMel
    private var numbers = 0
    /// Recordings of several channels so far.
    private(set) var averaged = 0

    /// - Parameters:
    ///   - rate: samples a second of all of them.
    ///   - rateSource: what has that rate, for whom another one surprises.
    ///   - most: most bytes of all features together.
    /// - Throws: `DataError` where bands are too narrow.
    init(rate: Int, of rateSource: String, options: LogMelOptions, most: Int = MachineMemory.bytes / 4) throws(DataError) {
        (self.rate, self.rateSource, self.options, self.most) = (rate, rateSource, options, most)
        features = try LogMel(rate: rate, options: options)
    }

    /// What is known of data that was read so.
    var details: SequenceDataset.Details {
        var details = SequenceDataset.Details()
        details.featureNames = features.names
        details.fileReading = .recordings(rate: rate, options: options)
        return details
    }

    /// The features of all steps of these files, [steps, bands], and where each file begins.
    ///
    /// - Throws: `DataError` where a file cannot be read or has another rate, and where features take too much memory.
    mutating func read(_ paths: [String]) throws(DataError) -> (values: [Float], offsets: [Int]) {
        var values: [Float] = []
        var offsets = [0]
        for path in paths {
            let file = try SourceFile(path: path, accepting: .wave)
            let recording = try WaveFile(file)
            guard recording.rate == rate else { throw file.error(.wave(.otherRate(recording.rate, expected: rate, of: rateSource))) }
            if recording.channels > 1 { averaged += 1 }
            let steps = features.steps(samples: recording.samples)
            numbers += steps * options.bands
            guard numbers <= most / MemoryLayout<Float>.stride else { throw file.error(.wave(.tooMuch(bytes: most))) }
            try features.append(recording, to: &values)
            offsets.append(offsets[offsets.count - 1] + steps)
        }
        return (values, offsets)
    }
}
