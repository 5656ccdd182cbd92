import Foundation
import Synchronization

/// A program on a pseudo-terminal, for benchmarks and tests that type and read as a user would.
public final class PseudoTerminal: Sendable {
    /// Why a program cannot be run this way.
    public enum Failure: Error, Sendable {
        /// The system provides no pseudo-terminal.
        case noTerminal
    }

    private let process = Process()
    private let main: Int32
    private let program: Int32
    private let settings: termios
    private let received = Mutex(Received())
    private let news = DispatchSemaphore(value: 0)

    private struct Received {
        var output = Data()
        /// The number of output bytes up to the end of the last text waited for.
        var consumed = 0
    }

    // The requests behind posix_openpt, unlockpt and ptsname: macros and functions that Swift does not see.
    private static let unlock: UInt = 0x4004_5431
    private static let number: UInt = 0x8004_5430

    /// Starts a program on a terminal of a given size in characters. The program works in a folder that also holds what
    /// it keeps between sessions.
    ///
    /// - Throws: `Failure`, or what `Process` throws if the program cannot be started.
    public init(
        _ executable: URL, _ arguments: [String], folder: URL, width: Int, height: Int, environment: [String: String] = [:]
    ) throws {
        main = open("/dev/ptmx", O_RDWR | O_NOCTTY)
        var locked: Int32 = 0
        var number: Int32 = 0
        guard main >= 0, ioctl(main, Self.unlock, &locked) == 0, ioctl(main, Self.number, &number) == 0 else { throw Failure.noTerminal }
        program = open("/dev/pts/\(number)", O_RDWR | O_NOCTTY)
        guard program >= 0 else { throw Failure.noTerminal }
        settings = Self.settings(of: program)
        resize(width, height)
        process.executableURL = executable
        process.arguments = arguments
        process.currentDirectoryURL = folder
        process.environment = ProcessInfo.processInfo.environment
            .merging(["TERM": "xterm-256color", "LC_ALL": "C.UTF-8", "XDG_STATE_HOME": folder.path]) { $1 }
            .merging(environment) { $1 }
        let handle = FileHandle(fileDescriptor: program)
        (process.standardInput, process.standardOutput, process.standardError) = (handle, handle, handle)
        try process.run()
        Thread.detachNewThread { [main, weak self] in
            var bytes = [UInt8](repeating: 0, count: 65_536)
            while true {
                let count = read(main, &bytes, bytes.count)
                guard count > 0, let self else { return }
                received.withLock { $0.output.append(contentsOf: bytes[..<count]) }
                news.signal()
            }
        }
    }

    deinit {
        if process.isRunning { kill(process.processIdentifier, SIGKILL) }
        // The other end then has nothing more to read, and the thread that reads it ends.
        close(program)
        close(main)
    }

    // MARK: Input

    /// Types a text.
    public func type(_ text: String) {
        var bytes = Array(text.utf8)[...]
        while !bytes.isEmpty {
            let count = bytes.withUnsafeBytes { write(main, $0.baseAddress, $0.count) }
            guard count > 0 else { return }
            bytes = bytes.dropFirst(count)
        }
    }

    /// Resizes the terminal, in characters.
    public func resize(_ width: Int, _ height: Int) {
        var size = winsize(ws_row: UInt16(height), ws_col: UInt16(width), ws_xpixel: 0, ws_ypixel: 0)
        _ = ioctl(main, UInt(TIOCSWINSZ), &size)
        if process.isRunning { kill(process.processIdentifier, SIGWINCH) }
    }

    /// Sends a signal to the program.
    public func send(_ signal: Int32) { kill(process.processIdentifier, signal) }

    // MARK: Output

    /// Everything that the program has written, including control sequences.
    public var output: String { received.withLock { String(decoding: $0.output, as: UTF8.self) } }

    /// The number of bytes that the program has written.
    public var outputCount: Int { received.withLock { $0.output.count } }

    /// Whether the program writes a text, after all texts found by earlier calls, within some seconds; returns as soon
    /// as it has.
    public func waitForOutput(_ text: String, seconds: Double = 60) -> Bool {
        let wanted = Data(text.utf8)
        let end = ContinuousClock.now + .seconds(seconds)
        while ContinuousClock.now < end {
            let isThere = received.withLock { received in
                // Data's own search would scan all of the earlier output.
                guard received.output[received.consumed...].range(of: wanted) != nil else { return false }
                received.consumed = received.output.count
                return true
            }
            if isThere { return true }
            _ = news.wait(timeout: .now() + .milliseconds(100))
        }
        return false
    }

    /// Whether the screen, redrawn repeatedly, shows a text of one line within some seconds.
    public func shows(_ text: String, seconds: Double = 60) -> Bool {
        let end = ContinuousClock.now + .seconds(seconds)
        repeat {
            let before = outputCount
            type("\u{C}")
            Thread.sleep(forTimeInterval: 0.15)
            let drawn = received.withLock { String(decoding: $0.output[before...], as: UTF8.self) }
            if Self.text(ofDrawing: drawn).contains(text) { return true }
        } while ContinuousClock.now < end
        return false
    }

    /// The characters in a terminal's output, without colours; each cursor movement ends a line.
    static func text(ofDrawing output: String) -> String {
        output.replacing(/\u{1B}\[[0-9;]*m|\u{1B}\(B|\u{F}/, with: "").replacing(/\u{1B}\[[0-9;?]*[A-Za-z]/, with: "\n")
    }

    // MARK: Program

    /// Whether the program is still running.
    public var isRunning: Bool { process.isRunning }

    /// Waits for the program to end. Gives its exit status, or the signal that ended it; nil if it is still running
    /// after some seconds.
    public func end(seconds: Double = 180) -> Int32? {
        let end = ContinuousClock.now + .seconds(seconds)
        while process.isRunning {
            guard ContinuousClock.now < end else { return nil }
            Thread.sleep(forTimeInterval: 0.01)
        }
        return process.terminationStatus
    }

    /// Whether a signal ended the program.
    public var endedBySignal: Bool { !process.isRunning && process.terminationReason == .uncaughtSignal }

    /// The memory that the program occupies, in bytes; 0 if the system does not report it.
    public var residentBytes: Int {
        guard let text = try? String(contentsOfFile: "/proc/\(process.processIdentifier)/statm", encoding: .utf8) else { return 0 }
        let fields = text.split(separator: " ")
        guard fields.count > 1, let pages = Int(fields[1]) else { return 0 }
        return pages * sysconf(Int32(_SC_PAGESIZE))
    }

    /// Whether the terminal's settings are as they were before the program started.
    public var isAsBefore: Bool {
        let now = Self.settings(of: program)
        return now.c_iflag == settings.c_iflag && now.c_oflag == settings.c_oflag && now.c_cflag == settings.c_cflag
            && now.c_lflag == settings.c_lflag
    }

    private static func settings(of descriptor: Int32) -> termios {
        var settings = termios()
        tcgetattr(descriptor, &settings)
        return settings
    }
}
