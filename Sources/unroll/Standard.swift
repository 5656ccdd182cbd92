import ArgumentParser
import Foundation
import Notebook
import TerminalUI
import TextFormatting

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Standard output and standard error, unbuffered. When the reader of standard output has gone, the program ends as one does that knows
/// nothing of it.
enum Standard {
    /// Control characters of files and arguments do not reach the terminal: they are written as pictures of themselves.
    static func output(_ text: String) {
        write(text.visibleLines, to: STDOUT_FILENO)
    }

    /// Lines of a table, for a program to read: each byte is written as it is, unless a person looks at it.
    static func table(_ text: String) {
        write(outputIsTerminal ? text.visibleLines : text, to: STDOUT_FILENO)
    }

    /// Bytes that are no text.
    static func bytes(_ bytes: [UInt8]) {
        write(bytes, to: STDOUT_FILENO)
    }

    /// - Throws: where a person would look at bytes that are no text.
    static func checkTakesBytes() throws {
        if outputIsTerminal { throw ValidationError("An array is not text: write it to a file or a pipe.") }
    }

    /// Sends what goes to standard output into a file, in place of what is there.
    ///
    /// - Throws: the exit status, where it cannot be written.
    static func sendOutput(to file: String) throws {
        let descriptor = open(file, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
        guard descriptor >= 0, dup2(descriptor, STDOUT_FILENO) >= 0 else {
            error("unroll: \(UnwritableFile.sentence(file, code: errno))\n")
            throw ExitCode(EX_IOERR)
        }
        close(descriptor)
    }

    /// Adds a line to a file; says so where it cannot be written.
    static func append(_ line: String, to file: String) {
        let descriptor = open(file, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o666)
        guard descriptor >= 0 else { return error("unroll: \(UnwritableFile.sentence(file, code: errno))\n") }
        write(line, to: descriptor)
        close(descriptor)
    }

    /// Whether two paths lead to one file.
    static func isSame(_ file: String, _ other: String) -> Bool {
        var (one, two) = (stat(), stat())
        return stat(file, &one) == 0 && stat(other, &two) == 0 && one.st_ino == two.st_ino && one.st_dev == two.st_dev
    }

    /// All of standard input.
    static func allInput() -> Data { FileHandle.standardInput.readDataToEndOfFile() }

    /// Applies a saved run to a file, or to standard input, which is kept in a file meanwhile.
    ///
    /// - Parameter ending: what that file's name ends with.
    /// - Throws: the exit status, where it cannot be applied.
    static func reading(_ file: String, ending: String, _ apply: (String) throws(RunError) -> Void) throws {
        guard file == "-" else { return try applying { () throws(RunError) in try apply(file) } }
        let folder = FileManager.default.temporaryDirectory.appending(path: "unroll-\(UUID().uuidString)")
        let kept = folder.appending(path: "standard-input.\(ending)")
        do {
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
            try allInput().write(to: kept)
        } catch {
            self.error("unroll: Standard input cannot be stored in \(folder.path).\n")
            throw ExitCode(EX_IOERR)
        }
        defer { try? FileManager.default.removeItem(at: folder) }
        try applying { () throws(RunError) in try apply(kept.path) }
    }

    /// Applies a saved run.
    ///
    /// - Throws: the exit status, where it cannot be applied.
    static func applying(_ apply: () throws(RunError) -> Void) throws {
        do throws(RunError) {
            try apply()
        } catch {
            self.error("unroll: \(error.sentence)\n")
            throw error.isOfOutput ? ExitCode(EX_IOERR) : ExitCode.failure
        }
    }

    /// As `output`.
    static func error(_ text: String) {
        write(text.visibleLines, to: STDERR_FILENO)
    }

    /// Writes over the line on standard error, where somebody sees it.
    static func progress(_ text: String) {
        if errorIsTerminal { write("\r\u{1B}[K" + text.visible, to: STDERR_FILENO) }
    }

    /// Whether a screen can be drawn on standard output.
    static var hasScreen: Bool {
        guard isatty(STDOUT_FILENO) == 1, isatty(STDIN_FILENO) == 1, let terminal = getenv("TERM") else { return false }
        let name = String(cString: terminal)
        return !name.isEmpty && name != "dumb"
    }

    static var outputIsTerminal: Bool { isatty(STDOUT_FILENO) == 1 }
    static var inputIsTerminal: Bool { isatty(STDIN_FILENO) == 1 }
    static var errorIsTerminal: Bool { isatty(STDERR_FILENO) == 1 }

    /// Runs a notebook, and says on standard error what could not be kept, or how what trains goes on.
    ///
    /// - Throws: the exit status of a program that a signal ended, or that could not keep everything.
    static func run(_ app: NotebookApp) throws {
        switch app.run() {
        case .left: break
        case .terminalLost: throw ExitCode(128 + SIGHUP)
        case .signal(let number): throw ExitCode(128 + number)
        case .failed(let problem):
            error("unroll: \(problem)\n")
            throw ExitCode.failure
        case .goesOn(let file):
            guard let process = Detached.start(["work", file]) else {
                error("unroll: No process could be started; `unroll work \(file)` continues.\n")
                throw ExitCode.failure
            }
            Detached.wait(for: process) { SessionActivity.holder(of: file)?.process == process }
            output("\(file) continues as process \(process); `unroll \(file)` shows it.\n")
        }
    }

    /// Makes a vanished reader an error of `write` and not the end of the process.
    static func ignoreBrokenPipe() {
        signal(SIGPIPE, SIG_IGN)
    }

    private static func write(_ text: String, to descriptor: Int32) {
        write(Array(text.utf8), to: descriptor)
    }

    private static func write(_ bytes: [UInt8], to descriptor: Int32) {
        var done = 0
        while done < bytes.count {
            let count = bytes.withUnsafeBytes { systemWrite(descriptor, $0.baseAddress?.advanced(by: done), $0.count - done) }
            if count >= 0 {
                done += count
            } else if errno == EPIPE, descriptor == STDOUT_FILENO {
                exit(128 + SIGPIPE)
            } else if errno != EINTR, errno != EAGAIN {
                guard descriptor == STDOUT_FILENO else { return }
                // Whoever reads what was written so far would take it for all.
                error("unroll: Standard output cannot be written: \(String(cString: strerror(errno))).\n")
                exit(EX_IOERR)
            }
        }
    }
}

private func systemWrite(_ descriptor: Int32, _ buffer: UnsafeRawPointer?, _ count: Int) -> Int {
    write(descriptor, buffer, count)
}
