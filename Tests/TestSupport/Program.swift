import Foundation

/// The program `unroll`, and others that were built beside the test bundle.
public enum Program {
    /// The path of the program `unroll`.
    public static let executable = built("unroll")

    /// The path of a program.
    public static func built(_ name: String) -> URL {
        URL(filePath: ProcessInfo.processInfo.arguments[0]).deletingLastPathComponent().appending(path: name)
    }

    /// The result of a run of the program.
    public struct Result: Equatable, Sendable {
        /// Its standard output.
        public var output: String
        /// Its standard error.
        public var error: String
        /// Its exit code.
        public var code: Int32

        /// A result with these parts.
        public init(output: String, error: String, code: Int32) {
            self.output = output
            self.error = error
            self.code = code
        }
    }

    /// Runs a program to its end, with `input` on its standard input.
    ///
    /// - Parameters:
    ///   - name: the program.
    ///   - environment: variables set in addition to the environment of the tests.
    ///   - whileRunning: called once the program has been started.
    /// - Throws: an error if it cannot be started.
    public static func run(
        _ arguments: [String], of name: String = "unroll", input: String = "", environment: [String: String] = [:],
        whileRunning: (Process) -> Void = { _ in }
    ) throws -> Result {
        let process = Process()
        process.executableURL = built(name)
        process.arguments = arguments
        process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
        let (output, error, standardInput) = (Pipe(), Pipe(), Pipe())
        process.standardOutput = output
        process.standardError = error
        process.standardInput = standardInput
        try process.run()
        standardInput.fileHandleForWriting.write(Data(input.utf8))
        try standardInput.fileHandleForWriting.close()
        whileRunning(process)
        let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        let problems = String(decoding: error.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        return Result(output: text, error: problems, code: process.terminationStatus)
    }
}
