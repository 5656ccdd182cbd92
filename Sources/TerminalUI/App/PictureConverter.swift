import Foundation

/// A program on this machine that makes a PNG of an SVG picture.
struct PictureConverter: Sendable {
    /// The command, as one would type it.
    let name: String
    private let program: String
    private let arguments: @Sendable (_ svg: String, _ png: String) -> [String]

    /// Why there is no picture.
    struct Failure: Error {
        /// The program's last words, or what became of it.
        var reason: String
    }

    private static let known: [(name: String, arguments: @Sendable (String, String) -> [String])] = [
        ("rsvg-convert", { ["--output", $1, $0] }), ("inkscape", { ["--export-type=png", "--export-filename=" + $1, $0] }),
        ("cairosvg", { ["--output", $1, $0] }), ("magick", { [$0, $1] }),
    ]

    /// Seconds that a program may take.
    private static let patience = 60.0

    /// The first of the known programs that there is.
    ///
    /// - Parameter path: the folders in which programs are looked for, as in `PATH`.
    init?(searching path: String?) {
        let folders = (path ?? "").split(separator: ":")
        for (name, arguments) in Self.known {
            let program = folders.lazy.map { "\($0)/\(name)" }.first { FileManager.default.isExecutableFile(atPath: $0) }
            guard let program else { continue }
            (self.name, self.program, self.arguments) = (name, program, arguments)
            return
        }
        return nil
    }

    /// The picture as PNG. Waits for the program: not for the thread that draws.
    ///
    /// - Throws: `Failure` if the program cannot be run, fails or takes too long.
    func png(of svg: String) throws(Failure) -> [UInt8] {
        let folder = FileManager.default.temporaryDirectory.appending(path: "unroll-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        let (source, result) = (folder.appending(path: "screen.svg"), folder.appending(path: "screen.png"))
        let process = Process()
        let words = Pipe()
        do {
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            try Data(svg.utf8).write(to: source)
            process.executableURL = URL(filePath: program)
            process.arguments = arguments(source.path, result.path)
            (process.standardInput, process.standardOutput, process.standardError) = (
                FileHandle.nullDevice, FileHandle.nullDevice, words
            )
            try process.run()
        } catch {
            throw Failure(reason: error.localizedDescription)
        }
        let limit = DispatchWorkItem { process.terminate() }
        DispatchQueue.global().asyncAfter(deadline: .now() + Self.patience, execute: limit)
        let told = String(decoding: (try? words.fileHandleForReading.readToEnd()) ?? Data(), as: UTF8.self)
        process.waitUntilExit()
        limit.cancel()
        let isDone = process.terminationReason == .exit && process.terminationStatus == 0
        if isDone, let picture = try? Data(contentsOf: result), !picture.isEmpty { return Array(picture) }
        let last = told.split(whereSeparator: \.isNewline).last { !$0.allSatisfy(\.isWhitespace) }
        if let last { throw Failure(reason: String(last.prefix(200))) }
        let (status, isSignal) = (process.terminationStatus, process.terminationReason == .uncaughtSignal)
        throw Failure(reason: isSignal ? "signal \(status) ended it" : "it wrote no picture, with status \(status)")
    }
}
