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
        guard !wouldLoseChanges() else { return }
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
        taking = Taking(path: path, process: holder.process, end: .now + .milliseconds(Self.patienceOfOthers))
        controller.model.message = "Waiting for process \(holder.process) to release the session …"
    }

    /// Whether something was changed here, where it cannot be kept; it is said what keeps it.
    private func wouldLoseChanges() -> Bool {
        guard manager.state.isModified else { return false }
        controller.model.message = "Your changes here would be lost; `:save other.md` keeps them."
        return true
    }

    /// A session that another process was asked to let go.
    struct Taking {
        var path: String
        var process: Int32
        /// When it is no longer waited for.
        var end: ContinuousClock.Instant
    }

    /// Goes on with a session that was asked for once it is free; to be called now and then.
    func followTaking() {
        guard let taking else { return }
        if manager.state.location != taking.path || manager.keepsRuns {
            // Another is open by now.
            self.taking = nil
        } else if wouldLoseChanges() {
            self.taking = nil
        } else if let opened = try? OpenedSession.open(taking.path), opened.isWritable {
            self.taking = nil
            let typed = controller.model.editor
            show(SessionManager(opened))
            controller.model.editor = typed
        } else if taking.end < .now {
            self.taking = nil
            controller.model.message = "Process \(taking.process) does not release it."
        }
    }

    /// Milliseconds that one notebook waits for another: to keep its state and let go, or to take what is let go.
    private static let patienceOfOthers = 20_000

    private static var host: String {
        var name = [CChar](repeating: 0, count: 256)
        return gethostname(&name, name.count - 1) == 0
            ? String(decoding: name.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self) : ""
    }
}
