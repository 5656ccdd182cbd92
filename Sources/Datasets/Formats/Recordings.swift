/// Recordings in WAV files, in one folder for each class, like Speech Commands: each recording is a sequence of log-mel features.
public enum Recordings {
    /// Reads a folder of classes, with the parts that it contains, and, if given, another folder for testing. Several channels are
    /// averaged.
    ///
    /// Inputs are [batch, time, bands]; each step is a window of the recording, with one log-mel feature for each band.
    ///
    /// - Parameters:
    ///   - folder: a folder with a subfolder for each class.
    ///   - test: such a folder for testing; nil if `folder` contains everything.
    ///   - options: the windows and bands.
    ///   - ignored: the names of folders that are not classes.
    /// - Throws: `DataError` if folders or files cannot be read, files differ in their sample rates, or features would take too much
    ///   memory.
    /// - Complexity: O(samples · log of a window); one file at a time is in memory.
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

/// Reads recordings with the same sample rate, one after another.
struct RecordingReader {
    private let rate: Int
    private let rateSource: String
    private let options: LogMelOptions
    private let most: Int
    private var features: LogMel
    private var numbers = 0
    /// The number of recordings with several channels so far.
    private(set) var averaged = 0

    /// - Parameters:
    ///   - rate: the sample rate of all recordings, in hertz.
    ///   - rateSource: the file or data with this rate, for errors about another rate.
    ///   - most: the greatest size of all features together, in bytes.
    /// - Throws: `DataError` if bands are too narrow.
    init(rate: Int, of rateSource: String, options: LogMelOptions, most: Int = MachineMemory.bytes / 4) throws(DataError) {
        (self.rate, self.rateSource, self.options, self.most) = (rate, rateSource, options, most)
        features = try LogMel(rate: rate, options: options)
    }

    /// The details of data read in this way.
    var details: SequenceDataset.Details {
        var details = SequenceDataset.Details()
        details.featureNames = features.names
        details.fileReading = .recordings(rate: rate, options: options)
        return details
    }

    /// The features of all steps of these files, [steps, bands], and the offset of each file.
    ///
    /// - Throws: `DataError` if a file cannot be read or has another rate, and if features take too much memory.
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
