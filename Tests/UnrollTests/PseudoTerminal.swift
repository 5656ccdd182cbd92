import Foundation
import Synchronization
import TestSupport

/// The program at the other end of a pseudo-terminal.
final class PseudoTerminal: Sendable {
    enum Problem: Error {
        case noTerminal
    }

    let process = Process()
    private let main: Int32
    private let program: Int32
    private let settings: termios
    private let received = Mutex(Data())

    // What posix_openpt, unlockpt and ptsname do: macros and functions that Swift does not see.
    private static let unlock: UInt = 0x4004_5431
    private static let number: UInt = 0x8004_5430

    init(_ executable: URL, _ arguments: [String], folder: URL, width: Int, height: Int) throws {
        main = open("/dev/ptmx", O_RDWR | O_NOCTTY)
        var locked: Int32 = 0
        var number: Int32 = 0
        guard main >= 0, ioctl(main, Self.unlock, &locked) == 0, ioctl(main, Self.number, &number) == 0 else { throw Problem.noTerminal }
        program = open("/dev/pts/\(number)", O_RDWR | O_NOCTTY)
        guard program >= 0 else { throw Problem.noTerminal }
        settings = Self.settings(of: program)
        resize(width, height)
        process.executableURL = executable
        process.arguments = arguments
        process.currentDirectoryURL = folder
        process.environment = ProcessInfo.processInfo.environment.merging(
            ["TERM": "xterm-256color", "LC_ALL": "C.UTF-8", "XDG_STATE_HOME": folder.path, "UNROLL_THREADS": "2"]) { $1 }
        let handle = FileHandle(fileDescriptor: program)
        (process.standardInput, process.standardOutput, process.standardError) = (handle, handle, handle)
        try process.run()
        Thread.detachNewThread { [main, self] in
            var bytes = [UInt8](repeating: 0, count: 65_536)
            while true {
                let count = read(main, &bytes, bytes.count)
                guard count > 0 else { return }
                received.withLock { $0.append(contentsOf: bytes[..<count]) }
            }
        }
    }

    deinit {
        if process.isRunning { process.terminate() }
        close(program)
        close(main)
    }

    /// All that the program wrote so far.
    var output: String { received.withLock { String(decoding: $0, as: UTF8.self) } }

    func type(_ text: String) {
        var bytes = Array(text.utf8)[...]
        while !bytes.isEmpty {
            let count = bytes.withUnsafeBytes { write(main, $0.baseAddress, $0.count) }
            guard count > 0 else { return }
            bytes = bytes.dropFirst(count)
        }
    }

    func resize(_ width: Int, _ height: Int) {
        var size = winsize(ws_row: UInt16(height), ws_col: UInt16(width), ws_xpixel: 0, ws_ypixel: 0)
        _ = ioctl(main, UInt(TIOCSWINSZ), &size)
        if process.isRunning { kill(process.processIdentifier, SIGWINCH) }
    }

    func send(_ signal: Int32) { kill(process.processIdentifier, signal) }

    /// - Returns: whether it became true in time.
    func wait(_ seconds: Double = 60, until isTrue: (PseudoTerminal) throws -> Bool) rethrows -> Bool {
        try eventually(seconds: seconds, every: .milliseconds(20)) { try isTrue(self) }
    }

    /// Whether the screen, drawn anew, shows a text before the time is over.
    func shows(_ text: String, within seconds: Double = 60) -> Bool {
        wait(seconds) { terminal in
            let before = terminal.received.withLock { $0.count }
            terminal.type("\u{C}")
            usleep(150_000)
            return terminal.received.withLock { String(decoding: $0.dropFirst(before), as: UTF8.self) }.contains(text)
        }
    }

    /// The exit code; nil where it does not end.
    func end() -> Int32? {
        wait { !$0.process.isRunning } ? process.terminationStatus : nil
    }

    /// Whether the terminal is set as it was before the program started.
    var isAsBefore: Bool {
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
