import CellLanguage
import Datasets
import FoundationEssentials

/// A run by the name that it has in a session, written as `session.md:run`. Cells are evaluated as far as the name needs them, and training is taken as the session keeps
/// it beside its file: nothing is trained, and a notebook that has the session open is not disturbed.
struct SessionRun {
    private let path: String
    private let name: String

    /// nil where this does not name a session and a run in it.
    init?(_ text: String) {
        guard let colon = text.lastIndex(of: ":"), colon != text.startIndex else { return nil }
        (path, name) = (String(text[..<colon]), String(text[text.index(after: colon)...]))
        guard !FileManager.default.fileExists(atPath: text), FileManager.default.fileExists(atPath: path) else { return nil }
    }

    /// - Parameter assignments: such as `folder="data"`, in place of what the session assigns to the name.
    /// - Throws: `RunError` where the session cannot be read, has no such name, or it is no run that has been trained to its end.
    func run(assignments: [String] = []) throws(RunError) -> TrainedRun {
        let (opened, overrides): (OpenedSession, [String: String])
        do {
            opened = try OpenedSession.openToApply(path)
            overrides = try Overrides.parse(assignments, for: opened.document)
        } catch {
            throw RunError("\(error)")
        }
        let session = SessionManager(opened, overrides: overrides)
        guard let cell = session.definition(of: name) else {
            throw RunError("No cell of \(path) gives a value to \(name)." + session.sentenceOfRuns)
        }
        session.run(cell)
        session.waitUntilIdle()
        if let failed = session.state.cells.first(where: { $0.status == .failed }) {
            throw RunError("\(path) fails before it reaches \(name).\n\(failed.output.plain)")
        }
        guard var run = session.value(of: name, in: cell)?.object(TrainedRun.self), let known = run.knownData else {
            throw RunError("\(name) is not a run of \(path)." + session.sentenceOfRuns)
        }
        // As much as a file of the run would say of its data.
        run.data = DataPair(name: known.name, train: DataDescription(known).empty(named: known.name), test: nil)
        return run
    }

    /// What is wrong with a session that is given without a name; nil for what is no session.
    static func misuse(of path: String) -> String? {
        guard path.hasSuffix(".md"), let opened = try? OpenedSession.openToApply(path) else { return nil }
        let names = SessionManager(opened).namesOfRuns
        guard let last = names.last else { return "\(path) is a session, and trains nothing." }
        return "\(path) is a session: say which of its runs to use, as in \(path):\(last)."
    }
}

extension SessionManager {
    /// The last cell that gives a value to this name; nil where none does.
    fileprivate func definition(of name: String) -> CellID? {
        core.withLock { core in core.session.entries.last { $0.code?.dependencies.definitions.contains(name) ?? false }?.id }
    }

    /// What a cell made of a name when it ran; nil where it has not, or failed.
    fileprivate func value(of name: String, in cell: CellID) -> Value? {
        core.withLock { core in core.session.index(of: cell).flatMap { core.session.entries[$0].values[name] } }
    }

    fileprivate var sentenceOfRuns: String { namesOfRuns.isEmpty ? "" : " Its runs are \(namesOfRuns.joined(separator: ", "))." }

    /// Names that a training is given to, in their order.
    fileprivate var namesOfRuns: [String] {
        core.withLock { core in
            core.session.entries.flatMap { $0.code?.parsed.statements ?? [] }.compactMap { statement in
                guard case .call(let call) = statement.value.kind, call.name.text == TrainingFunctions.train.signature.name else {
                    return nil
                }
                return statement.name?.text
            }
        }
    }
}
