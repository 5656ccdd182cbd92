import Dispatch
import Foundation
import Synchronization

/// Signals that ask the program to end or to let its session go, turned into something that `poll` sees.
final class EndSignals {
    private let number = Number()
    private var sources: [any DispatchSourceSignal] = []
    private var ends: [Int32] = [-1, -1]

    private final class Number: Sendable {
        let latest = Atomic<Int32>(0)
    }

    init() {
        pipe(&ends)
        let (latest, end) = (number, ends[1])
        for number in [SIGTERM, SIGHUP, SIGINT, SIGUSR1] {
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: .global(qos: .userInteractive))
            source.setEventHandler {
                latest.latest.store(number, ordering: .relaxed)
                _ = [UInt8(0)].withUnsafeBytes { write(end, $0.baseAddress, 1) }
            }
            source.resume()
            sources.append(source)
        }
    }

    var descriptor: Int32 { ends[0] }

    /// The signal that came last; nil where none has come.
    var latest: Int32? {
        let latest = number.latest.load(ordering: .relaxed)
        return latest == 0 ? nil : latest
    }

    func note(_ signal: Int32) { number.latest.store(signal, ordering: .relaxed) }

    /// Waits for the next.
    func forget() {
        number.latest.store(0, ordering: .relaxed)
        var byte: UInt8 = 0
        _ = read(ends[0], &byte, 1)
    }

    func cancel() {
        for source in sources { source.cancel() }
        for end in ends where end >= 0 { close(end) }
    }
}
