import Foundation
import Synchronization

/// A program at the other end of a pseudo-terminal.
final class ProgramTerminal: Sendable {
    private let process = Process()
    private let main: Int32
    private let program: Int32
    private let received = Mutex(Received())
    private let news = DispatchSemaphore(value: 0)
    /// How long the program is waited for.
    private static let patience = 60.0

    private struct Received {
        /// What came since the last `wait`.
        var text: [UInt8] = []
        var bytes = 0
    }

    // What posix_openpt, unlockpt and ptsname do: macros and functions that Swift does not see.
    private static let unlock: UInt = 0x4004_5431
    private static let number: UInt = 0x8004_5430

    /// - Throws: `FrontBenchmark.Failure.noTerminal`, or where the program cannot be started.
    init(_ executable: String, _ arguments: [String], folder: URL, width: Int, height: Int) throws {
        main = open("/dev/ptmx", O_RDWR | O_NOCTTY)
        var locked: Int32 = 0
        var number: Int32 = 0
        guard main >= 0, ioctl(main, Self.unlock, &locked) == 0, ioctl(main, Self.number, &number) == 0 else {
            throw FrontBenchmark.Failure.noTerminal
        }
        program = open("/dev/pts/\(number)", O_RDWR | O_NOCTTY)
        guard program >= 0 else { throw FrontBenchmark.Failure.noTerminal }
        var size = winsize(ws_row: UInt16(height), ws_col: UInt16(width), ws_xpixel: 0, ws_ypixel: 0)
        _ = ioctl(main, UInt(TIOCSWINSZ), &size)
        process.executableURL = URL(filePath: executable)
        process.arguments = arguments
        process.currentDirectoryURL = folder
        process.environment = ProcessInfo.processInfo.environment.merging(
            ["TERM": "xterm-256color", "LC_ALL": "C.UTF-8", "XDG_STATE_HOME": folder.path]) { $1 }
        let handle = FileHandle(fileDescriptor: program)
        (process.standardInput, process.standardOutput, process.standardError) = (handle, handle, handle)
        try process.run()
        Thread.detachNewThread { [main, self] in
            var bytes = [UInt8](repeating: 0, count: 65_536)
            while true {
                let count = read(main, &bytes, bytes.count)
                guard count > 0 else { return }
                received.withLock { received in
                    received.text.append(contentsOf: bytes[..<count])
                    received.bytes += count
                }
                news.signal()
            }
        }
    }

    deinit { close(main) }

    /// How many bytes the program has sent.
    var bytes: Int { received.withLock { $0.bytes } }

    /// Memory that the program holds; 0 where the system does not say.
    var megabytes: Double {
        guard let text = try? String(contentsOfFile: "/proc/\(process.processIdentifier)/statm", encoding: .utf8) else { return 0 }
        let fields = text.split(separator: " ")
        guard fields.count > 1, let pages = Double(fields[1]) else { return 0 }
        return pages * Double(sysconf(Int32(_SC_PAGESIZE))) / 1e6
    }

    /// Sends keys.
    func type(_ text: String) {
        var bytes = Array(text.utf8)[...]
        while !bytes.isEmpty {
            let count = bytes.withUnsafeBytes { write(main, $0.baseAddress, $0.count) }
            guard count > 0 else { return }
            bytes = bytes.dropFirst(count)
        }
    }

    /// Returns as soon as the program has sent this text since the last time that this was called.
    ///
    /// - Throws: `FrontBenchmark.Failure.notShown` where it does not come.
    func wait(for text: String) throws {
        let wanted = Array(text.utf8)
        let end = ContinuousClock.now + .seconds(Self.patience)
        while ContinuousClock.now < end {
            let isThere = received.withLock { received in
                guard received.text.contains(wanted) else { return false }
                received.text = []
                return true
            }
            if isThere { return }
            _ = news.wait(timeout: .now() + .milliseconds(100))
        }
        throw FrontBenchmark.Failure.notShown(text)
    }

    /// Returns when the screen, drawn anew, shows this text.
    ///
    /// - Throws: `FrontBenchmark.Failure.notShown` where it does not come.
    func waitUntilScreen(shows text: String) throws {
        let end = ContinuousClock.now + .seconds(Self.patience)
        while ContinuousClock.now < end {
            received.withLock { $0.text = [] }
            type("\u{C}")
            Thread.sleep(forTimeInterval: 0.3)
            if received.withLock({ $0.text.contains(Array(text.utf8)) }) { return }
        }
        throw FrontBenchmark.Failure.notShown(text)
    }

    /// Ends the program at once, without a chance to save anything. To be called once, at the end.
    func end() {
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
        // Now the main end has nothing more to read, and the thread that reads it ends.
        close(program)
    }
}
