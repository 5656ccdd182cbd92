import FoundationEssentials

/// What one process leaves for another as JSON, numbers that are none included. Nothing that another version has left is read.
protocol VersionedJSON: Codable {
    static var currentVersion: Int { get }
    /// The version that has written it.
    var version: Int { get }
}

extension VersionedJSON {
    /// As it is left.
    var bytes: [UInt8]? {
        let encoder = JSONEncoder()
        encoder.nonConformingFloatEncodingStrategy = .convertToString(
            positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
        return (try? encoder.encode(self)).map(Array.init)
    }

    /// Reads what was left; nil where it is none of this version.
    init?(bytes: [UInt8]) {
        let decoder = JSONDecoder()
        decoder.nonConformingFloatDecodingStrategy = .convertFromString(
            positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
        guard let left = try? decoder.decode(Self.self, from: Data(bytes)), left.version == Self.currentVersion else { return nil }
        self = left
    }
}
