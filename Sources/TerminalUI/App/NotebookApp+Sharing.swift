import Foundation
import Notebook

/// One session, several notebooks: letting it go, and taking it over.
extension NotebookApp {
    /// Another notebook takes the session over: here it can only be looked at from now on.
    func handOver(_ signals: EndSignals) {
        signals.forget()
        guard let path = manager.state.location, manager.holder == nil else { return }
        manager.suspend(milliseconds: Self.patienceOfOthers)
        manager.flush()
        manager.close()
        show(SessionManager(document: manager.document))
        let end = ContinuousClock.now + .milliseconds(Self.patienceOfOthers)
        repeat {
            // Let go of, it is the other's to take; whoever opens it first goes on.
            Thread.sleep(forTimeInterval: 0.3)
            guard let opened = try? OpenedSession.open(path) else { break }
            if opened.isWritable, ContinuousClock.now < end {
                opened.close()
                continue
            }
            show(SessionManager(opened))
            break
        } while true
        controller.model.message = "Another notebook has taken this session over."
    }

    /// Asks the notebook that has the session open to let it go, and goes on with it here.
    func take() {
        guard let path = manager.state.location, !manager.keepsRuns else {
            controller.model.message = "This session is already open here."
            return
        }
        guard !manager.state.isModified else {
            controller.model.message = "Your changes here would be lost; `:save other.md` keeps them."
            return
        }
        // Whoever had it open may have closed it since.
        if let opened = try? OpenedSession.open(path), opened.isWritable { return show(SessionManager(opened)) }
        guard let holder = manager.holder ?? SessionActivity.holder(of: path) else {
            controller.model.message = "This session cannot be taken over: nothing can be stored beside \(path)."
            return
        }
        guard holder.host == ProcessInfo.processInfo.hostName || holder.host == Self.host else {
            controller.model.message = "It is open on \(holder.host): take it over on that machine."
            return
        }
        guard kill(holder.process, SIGUSR1) == 0 else {
            controller.model.message = "Process \(holder.process) cannot be contacted: \(String(cString: strerror(errno)))."
            return
        }
        let end = ContinuousClock.now + .milliseconds(Self.patienceOfOthers)
        while ContinuousClock.now < end {
            Thread.sleep(forTimeInterval: 0.1)
            guard let opened = try? OpenedSession.open(path), opened.isWritable else { continue }
            show(SessionManager(opened))
            return
        }
        controller.model.message = "Process \(holder.process) does not release it."
    }

    /// Milliseconds that one notebook waits for another: to keep its state and let go, or to take what is let go.
    private static let patienceOfOthers = 20_000

    private static var host: String {
        var name = [CChar](repeating: 0, count: 256)
        return gethostname(&name, name.count - 1) == 0
            ? String(decoding: name.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self) : ""
    }
}
