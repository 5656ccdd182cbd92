import Files
import Foundation
import SessionStore
import TestSupport

@testable import Notebook

/// A session that a script works on, on a disk that fails: its state after each action, and how much of that was
/// reported as kept.
final class ScriptedSession {
    /// An action of a user. Places count cells and prose, from the end if negative.
    enum Action {
        case submit(String)
        case edit(Int, String)
        case delete(Int)
        case prose(String, before: Int)
        case code(String, before: Int)
        case run(Int)
        case runStale
        case save(to: String?)
        /// Begins training, and closes and reopens the session as soon as it has made a step.
        case trainAcrossReopening(String)
        case reopen
    }

    /// The state of the session after an action.
    struct Moment {
        var parts: [FoundPart]
        /// The store's number of changes, and the index of the store among those that the session has had.
        var accepted: Int
        var store: Int
    }

    /// All texts that were to be saved, and the number that were reported as saved.
    struct Savings {
        var texts: [String] = []
        var savedCount = 0

        mutating func noteSaved() { savedCount = texts.count }
    }

    private let disk: SimulatedDisk
    private(set) var manager: SessionManager?
    private(set) var path = ScriptedSession.firstPath
    private(set) var moments = [Moment(parts: [], accepted: 0, store: 0)]
    /// The last moment that was completely reported as kept.
    private(set) var kept = 0
    private(set) var savings: [String: Savings] = [:]
    /// Problems that occurred although the disk worked, or that were not reported.
    private(set) var problems: [String] = []
    private var storeCount = 0
    private var store: ObjectIdentifier?

    static let firstPath = "/home/session.md"
    static let secondPath = "/home/other/name.md"
    static let definitions = "data = strokes(train: 40, test: 10)\nnet = gru(3) | last | dense(10)"
    static let trainings = ["run = train(net, data, epochs: 2, batch: 20)", "later = train(net, data, epochs: 40, batch: 20)"]

    static let actions: [Action] =
        (0..<6).map { .submit("v\($0) = \($0)\nv\($0)") } + [
            .prose("# Title", before: 0), .save(to: nil), .code("[v0, v1]", before: 3), .run(3), .edit(2, "v1 = 10\nv1"), .runStale,
            .prose("Words between.", before: 4), .delete(5), .submit("w = [1, 2]\nw"), .edit(0, "# Another title"), .save(to: nil),
            .submit(definitions), .submit(trainings[0]), .submit("run.steps"), .delete(1), .submit("nonsense"), .edit(-1, "\"sense\""),
            .reopen,
            .submit("x = 1\nx"), .save(to: secondPath), .submit("x + 1"), .prose("More words.", before: -1), .edit(-1, "x + 2"),
            .trainAcrossReopening(trainings[1]), .submit("later.steps"), .save(to: nil), .code("y = 3", before: 2), .runStale, .delete(3),
        ]
        + (0..<12).flatMap { number -> [Action] in
            [.submit("z\(number) = \(number)\nz\(number)"), .edit(-1, "z\(number) = \(number + 1)\nz\(number)")]
        } + [
            .save(to: nil), .prose("The end.", before: -1), .delete(-1), .save(to: nil), .submit("\"last\""), .runStale,
            .edit(0, "# The last title"),
        ]

    init(on disk: SimulatedDisk) {
        self.disk = disk
    }

    /// Works through the script until its end, or until the disk is dead.
    func work() {
        open()
        for action in Self.actions where !disk.isDead {
            make(action)
            note()
        }
    }

    /// Checks again what is kept, for example after room has been made.
    func noteKept() {
        for _ in 0..<5 where manager?.flush() != nil {}
        note()
    }

    /// Records a problem.
    func fail(_ problem: String) { problems.append(problem) }

    /// Releases the session, as the end of its process does.
    func end() {
        weak let old = manager
        manager = nil
        if !eventually({ old == nil }) { problems.append("the session does not end") }
    }

    private func open() {
        var problem = "it is held"
        let isOpen = eventually(seconds: 20) {
            do {
                let opened = try OpenedSession.open(path, isNamed: true, on: disk)
                // A front would report that nothing can be kept, and the user tries again.
                guard opened.store != nil else {
                    // A user who reads that there is no room returns when there is.
                    if case .unwritable(let error)? = opened.obstacle, error.code == .noSpace { return true }
                    return disk.isDead
                }
                manager = SessionManager(opened)
            } catch {
                problem = "\(error)"
            }
            return manager != nil || disk.isDead
        }
        if !isOpen { problems.append("the session cannot be opened: \(problem)") }
    }

    private func make(_ action: Action) {
        // Nothing may hold the session while it is reopened.
        switch action {
        case .reopen: reopen()
        case .trainAcrossReopening(let source):
            manager.map { train(source, $0) }
            reopen()
        default: manager.map { make(action, $0) }
        }
    }

    /// Begins training, and suspends it as soon as it has made a step.
    private func train(_ source: String, _ manager: SessionManager) {
        manager.submit(source)
        note(isIdle: false)
        _ = eventually {
            manager.state.activeRun?.snapshot.step ?? 0 > 0 && manager.state.activeRun?.name == "later" || !manager.state.isBusy
        }
        _ = manager.suspend(milliseconds: 20_000)
        note(isIdle: false)
    }

    private func make(_ action: Action, _ manager: SessionManager) {
        let cells = manager.state.cells
        func cell(_ place: Int) -> CellID { cells[place < 0 ? cells.count + place : place].id }
        switch action {
        case .submit(let source): manager.submit(source)
        case .edit(let place, let source): manager.edit(cell(place), source)
        case .delete(let place): manager.delete(cell(place))
        case .prose(let text, let place): manager.insert(.prose, text, before: cell(place))
        case .code(let source, let place): manager.insert(.code, source, before: cell(place))
        case .run(let place): manager.run(cell(place))
        case .runStale: manager.runStale()
        case .save(let other):
            let target = other ?? path
            savings[target, default: Savings()].texts.append(manager.document.text)
            do {
                // The file may exist from an attempt that was not completed.
                try manager.save(to: other, overwriting: other != nil)
                savings[target, default: Savings()].noteSaved()
            } catch {}
            path = manager.state.location ?? path
        case .trainAcrossReopening, .reopen: break
        }
    }

    private func reopen() {
        // Nobody closes the session while something is reported as not kept.
        if manager?.wouldLoseChanges ?? false, !disk.isDead {
            for _ in 0..<5 where manager?.flush() != nil {}
            if manager?.wouldLoseChanges ?? false { return }
        }
        end()
        open()
    }

    /// Records the state of the session, and how much of it is kept.
    private func note(isIdle: Bool = true) {
        guard let manager else { return }
        if isIdle { manager.waitUntilIdle() }
        let isFlushed = manager.flush() == nil
        let (document, store, warning) = manager.core.withLock { ($0.session.document, $0.keeping.store, $0.keeping.warning) }
        guard let store else { return }
        if ObjectIdentifier(store) != self.store { (self.store, storeCount) = (ObjectIdentifier(store), storeCount + 1) }
        let progress = store.progress
        moments.append(Moment(parts: FoundPart.all(of: document), accepted: progress.accepted, store: storeCount))
        let latest = moments.indices.last { moments[$0].store == storeCount && moments[$0].accepted <= progress.kept }
        kept = max(kept, latest ?? 0)
        // While something runs, more changes may have arrived since.
        if isIdle, isFlushed != (progress.kept == progress.accepted) { problems.append("flush and progress do not agree: \(progress)") }
        if !isFlushed, !eventually(seconds: 5, { manager.state.warning != nil || store.progress.failure == nil }) {
            problems.append("what is not kept is not said: \(progress), \(warning ?? "no warning")")
        }
    }

    /// Whether a document has everything that was reported as kept, and nothing that never existed.
    func explains(_ document: Document, atLeast first: Int) -> Bool {
        let found = FoundPart.all(of: document)
        return moments.indices.dropFirst(first).contains { FoundPart.isBetween(moments[first].parts, found, moments[$0].parts) }
    }
}

/// A part of a document, without surrounding blank lines.
struct FoundPart: Equatable, CustomStringConvertible {
    var source: String
    var isCell: Bool
    var output: String?

    var description: String { "\(isCell ? "cell" : "prose") \(source.debugDescription) -> \(output?.debugDescription ?? "nil")" }

    static func all(of document: Document) -> [FoundPart] {
        var parts: [FoundPart] = []
        for element in document.elements {
            switch element {
            case .cell(let cell): parts.append(FoundPart(source: cell.source, isCell: true, output: cell.output))
            case .prose(let text):
                let lines = text.split(whereSeparator: \.isNewline).joined(separator: "\n")
                if lines.isEmpty { continue }
                if let last = parts.last, !last.isCell {
                    parts[parts.count - 1].source += "\n" + lines
                } else {
                    parts.append(FoundPart(source: lines, isCell: false))
                }
            }
        }
        return parts
    }

    /// Whether the parts found are the later ones, except for outputs that had changed since `earlier`.
    static func isBetween(_ earlier: [FoundPart], _ found: [FoundPart], _ later: [FoundPart]) -> Bool {
        guard found.count == later.count else { return false }
        return zip(found, later).allSatisfy { found, later in
            found == later || found.source == later.source && found.isCell == later.isCell && !earlier.contains(later)
        }
    }
}
