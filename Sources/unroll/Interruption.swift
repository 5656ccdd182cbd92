import Dispatch
import Notebook
import Synchronization

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Turns ^C and a request to end into the end of what a session runs; a second one ends the program.
final class Interruption {
    private let signals = SignalCount()
    private var sources: [any DispatchSourceSignal] = []

    init(_ manager: SessionManager) {
        let queue = DispatchQueue(label: "unroll.signals")
        for number in [SIGINT, SIGTERM, SIGHUP] {
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
            source.setEventHandler { [signals] in
                if signals.next() > 1 { exit(130) }
                manager.interrupt()
            }
            source.resume()
            sources.append(source)
        }
    }

    var hasHappened: Bool { signals.count > 0 }
}

private final class SignalCount: Sendable {
    private let number = Atomic(0)

    var count: Int { number.load(ordering: .relaxed) }
    func next() -> Int { number.add(1, ordering: .relaxed).newValue }
}
