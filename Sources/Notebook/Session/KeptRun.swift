import Files
import FoundationEssentials
import Recurrent
import SessionStore
import TextFormatting

/// A training run that the session's store keeps: its state while it goes on, or all that it gave.
public struct KeptRun: Sendable, Equatable {
    /// What `:forget` knows it by: a few letters and digits.
    public var name: String
    /// What it is and how far it came, such as `gru(64) | last | dense(10)  strokes  60 epochs  error 4.50 %`.
    public var description: String
    /// The size of its file, in bytes.
    public var bytes: Int
    let file: SessionStore.RunFile

    /// - Parameter now: in seconds since 1970.
    fileprivate init(_ file: SessionStore.RunFile, in store: SessionStore, name: String, now: Double) {
        self.file = file
        self.name = name
        bytes = file.bytes
        let summary = store.readBeginning(of: file, count: CheckpointSummary.headCount).flatMap(CheckpointSummary.init)
        let age = file.age.first.map { Figures.duration(max(0, now - Double($0))) + " ago" }
        description = [summary?.sentence ?? "damaged", Figures.bytes(file.bytes), age ?? ""].filter { !$0.isEmpty }.joined(separator: "  ")
    }
}

extension CheckpointSummary {
    fileprivate var sentence: String {
        let network = layers.map(\.written).joined(separator: " | ")
        let extent = isEnd ? Figures.count(epoch, "epoch") : "at epoch \(min(epoch + 1, epochs)) of \(epochs)"
        let test = latest?.test
        let figure = test?.error.map { "error \(Figures.percent($0))" } ?? test.map { "test loss \(Figures.loss($0.loss))" }
        return [network, data, extent, figure ?? ""].filter { !$0.isEmpty }.joined(separator: "  ")
    }
}

/// The runs that are kept beside the session's file.
extension SessionManager {
    /// All that are kept, the latest first. Reads the beginning of each file: not for the thread that draws.
    public func keptRuns() -> [KeptRun] {
        guard let store = core.withLock({ $0.keeping.store }) else { return [] }
        let files = store.runFiles()
        let now = Date.now.timeIntervalSince1970
        let digests = Set(files.map(\.digest))
        return files.map { file in KeptRun(file, in: store, name: Self.shortName(file.digest, among: digests), now: now) }
    }

    /// The shortest beginning of a digest that is no other's, of four letters at least.
    private static func shortName(_ digest: String, among all: Set<String>) -> String {
        let count = (4...max(4, digest.count)).first { count in !all.contains { $0 != digest && $0.hasPrefix(digest.prefix(count)) } }
        return String(digest.prefix(count ?? digest.count))
    }

    /// Looks what is kept of runs; the answer comes later, as the state's `keptRuns`.
    public func lookForKeptRuns() {
        workers.async { [weak self] in
            guard let self else { return }
            let (runs, limit) = (keptRuns(), core.withLock { $0.keeping.store }?.runLimit)
            core.withLock { $0.noteKeptRuns(runs, limit: limit) }
        }
    }

    /// Removes what is kept of a run, or of all that have ended; the document stays as it is. What comes of it is told later, as the state's message.
    ///
    /// - Parameter name: a run's name, `KeptRun.name`; nil for all that have ended.
    public func forgetRun(_ name: String?) {
        workers.async { [weak self] in
            guard let self, let store = core.withLock({ $0.keeping.store }) else { return }
            let runs = keptRuns().filter { run in name.map { !$0.isEmpty && run.file.digest.hasPrefix($0) } ?? (run.file.stage == .finished)
            }
            for run in runs { store.removeRun(run.file.digest, run.file.stage) }
            let freed = Figures.bytes(runs.reduce(0) { $0 + $1.bytes })
            let isNone =
                name == nil ? "No finished run is stored." : "No stored run has a name that begins with \(name ?? ""); `:runs` lists them."
            core.withLock { $0.tell(runs.isEmpty ? isNone : "Forgot \(Figures.count(runs.count, "run")), \(freed).") }
        }
    }

    /// Sets how many bytes the runs that have ended may take together: the oldest go first. What comes of it is told later, as the state's message.
    public func limitRuns(toBytes bytes: Int) {
        workers.async { [weak self] in
            guard let self, let store = core.withLock({ $0.keeping.store }) else { return }
            do throws(StoreError) {
                try store.setRunLimit(bytes)
                core.withLock { $0.tell("From now on, finished runs may take \(Figures.bytes(bytes)).") }
            } catch {
                core.withLock { $0.tell("The limit cannot be stored: \(error.reason).") }
            }
        }
    }
}
