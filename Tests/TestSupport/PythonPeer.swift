import Foundation

/// A Python with packages that tests compare with: `UNROLL_PYTHON`, or `python3` on the path.
public struct PythonPeer: Sendable {
    private let program: String

    /// - Parameter modules: the modules that it must be able to import.
    /// - Returns: nil if there is no such Python.
    public init?(importing modules: [String]) {
        program = ProcessInfo.processInfo.environment["UNROLL_PYTHON"] ?? "python3"
        guard let result = try? run(["-c", "import " + modules.joined(separator: ", ")]), result.code == 0 else { return nil }
    }

    /// Runs Python to its end.
    ///
    /// - Returns: its standard output and standard error, and its exit code.
    /// - Throws: an error if it cannot be started.
    public func run(_ arguments: [String]) throws -> (output: String, code: Int32) {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = [program] + arguments
        let output = Pipe()
        process.standardOutput = output
        process.standardError = output
        process.standardInput = FileHandle.nullDevice
        try process.run()
        let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        return (text, process.terminationStatus)
    }
}
