import Dispatch
import Notebook
import Recurrent
import Synchronization

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Takes ^C and requests to end while a session runs without a screen: what trains keeps its state and ends after its step. A second signal ends the
/// program at once. Where several ranks run it, a signal to any one ends all after the same step.
final class Interruption {
    /// The exit status that says: the same command goes on (EX_TEMPFAIL).
    static let goOnLater: Int32 = 75
    /// Milliseconds that what runs has to end.
    static let patience = 10_000

    private let latest = Latest()
    private var sources: [any DispatchSourceSignal] = []

    private final class Latest: Sendable {
        let signal = Atomic<Int32>(0)
    }

    /// - Parameters:
    ///   - manager: whose cells are suspended.
    ///   - ranks: those that run them together; nil for this process alone.
    init(_ manager: SessionManager, _ ranks: RankGroup? = nil) {
        let queue = DispatchQueue(label: "unroll.signals")
        ranks?.whenEnding { manager.suspend(milliseconds: 0) }
        // Who goes away leaves the work to go on.
        Self.ignore(SIGHUP)
        for number in [SIGINT, SIGTERM, SIGUSR1] {
            Self.ignore(number)
            let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
            source.setEventHandler { [latest] in
                let isFirst = latest.signal.exchange(number, ordering: .relaxed) == 0
                if let ranks {
                    // Launchers hand signals on, and send their own: more than one comes.
                    return ranks.requestSuspension(hurries: number != SIGUSR1)
                }
                if !isFirst { exit(128 + number) }
                manager.suspend(milliseconds: 0)
            }
            source.resume()
            sources.append(source)
        }
    }

    /// The signal that has come; nil for none.
    var signal: Int32? {
        let signal = latest.signal.load(ordering: .relaxed)
        return signal == 0 ? nil : signal
    }

    private static func ignore(_ number: Int32) {
        #if canImport(Glibc)
            _ = Glibc.signal(number, SIG_IGN)
        #elseif canImport(Musl)
            _ = Musl.signal(number, SIG_IGN)
        #else
            _ = Darwin.signal(number, SIG_IGN)
        #endif
    }
}
