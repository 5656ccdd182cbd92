import ArgumentParser
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
                error("unroll: no process could be started; `unroll work \(file)` goes on\n")
                throw ExitCode.failure
            }
            Detached.wait(for: process) { SessionActivity.holder(of: file) != nil }
            output("\(file) goes on as process \(process); `unroll \(file)` looks at it\n")
        }
    }

    /// Makes a vanished reader an error of `write` and not the end of the process.
    static func ignoreBrokenPipe() {
        signal(SIGPIPE, SIG_IGN)
    }

    private static func write(_ text: String, to descriptor: Int32) {
        let bytes = Array(text.utf8)
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
                error("unroll: standard output cannot be written: \(String(cString: strerror(errno)))\n")
                exit(EX_IOERR)
            }
        }
    }
}

private func systemWrite(_ descriptor: Int32, _ buffer: UnsafeRawPointer?, _ count: Int) -> Int {
    write(descriptor, buffer, count)
}
