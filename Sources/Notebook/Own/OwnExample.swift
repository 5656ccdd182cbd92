import CellLanguage
import Datasets
import Dispatch
import Recurrent
import Synchronization

/// A made-up example of a run: asked on any thread, answered in the background. Of questions that come while one is answered the latest counts.
public final class OwnExample: Sendable {
    /// What is made up at first.
    public let first: OwnInput
    /// Columns of a picture; of a series, channels.
    public let width: Int
    /// Rows of a picture.
    public let height: Int
    /// What a channel is called; empty where channels have no names.
    public let channels: [String]
    /// Whether a text is read character by character, of which a line break may be one.
    public let readsCharacters: Bool
    private let reader: OwnExampleReader
    private let state = Mutex(State())
    private let work = DispatchGroup()
    private let queue = DispatchQueue(label: "unroll.own", qos: .userInitiated)

    private struct State {
        var asked: OwnInput?
        var isAtWork = false
        var answer: OwnAnswer?
    }

    init(_ reader: OwnExampleReader) throws(OwnExampleProblem) {
        self.reader = reader
        first = try reader.first()
        (width, height) = reader.size
        channels = reader.example.dataset.storage.details.featureNames
        readsCharacters = reader.readsCharacters
    }

    /// A picture of a letter from the data that the run is watched on.
    ///
    /// - Parameter number: of the pictures that there are, which; after the last comes the first again.
    /// - Returns: row by row; nil where there is none.
    public func picture(of letter: String, number: Int) -> [Float]? { reader.picture(of: letter, number: number) }

    /// Whether pictures come from all examples: of a run that an earlier process has left one is kept, until its data has been read again.
    public var hasAllData: Bool { reader.hasAllData }

    /// Asks what the run says. Returns at once.
    public func ask(_ input: OwnInput) {
        let begins = state.withLock { state in
            state.asked = input
            defer { state.isAtWork = true }
            return !state.isAtWork
        }
        guard begins else { return }
        queue.async(group: work) { [self] in answerAll() }
    }

    private func answerAll() {
        while let input = state.withLock({ state -> OwnInput? in
            defer { state.asked = nil }
            if state.asked == nil { state.isAtWork = false }
            return state.asked
        }) {
            let answer = reader.answer(input)
            state.withLock { $0.answer = answer }
        }
    }

    /// The latest answer; nil before the first.
    public var answer: OwnAnswer? { state.withLock { $0.answer } }

    /// Whether an answer is still to come.
    public var isAtWork: Bool { state.withLock { $0.isAtWork } }

    /// Waits for the answer to what was asked last.
    public func wait() { work.wait() }
}

extension SessionManager {
    /// A made-up example for a run that trains or has ended, here or in an earlier process: then weights come from the disk.
    ///
    /// - Throws: why there can be none.
    public func ownExample(for run: LiveRun) throws(OwnExampleProblem) -> OwnExample {
        let (active, ended, trained, isFollowed) = core.withLock { core in
            let values = core.session.index(of: run.cell).map { core.session.entries[$0].values } ?? [:]
            let active = core.active.flatMap { $0.cell == run.cell && (run.number == 0 || $0.number == run.number) ? $0 : nil }
            return (
                active, active == nil ? core.followed?.run?.ended ?? (run.number > 0 ? core.lookAt(run.number) : nil) : nil,
                values.values.compactMap { $0.object(TrainedRun.self) }.first { $0.name == run.name }, core.isFollowing
            )
        }
        guard let example = run.watchedExample else {
            throw OwnExampleProblem(sentence: "The run has no data to make an example from.")
        }
        if let training = active?.run { return try OwnExample(OwnExampleReader(model: { () in training.model }, example: example)) }
        if let ended { return try OwnExample(reader(of: ended, example)) }
        guard let trained else {
            throw OwnExampleProblem(
                sentence: isFollowed
                    ? "This run belongs to another notebook; `:take` takes over the session."
                    : "The weights of this run are no longer here: run its cell again.")
        }
        return try OwnExample(OwnExampleReader(model: { () in trained.model }, example: example))
    }

    private func reader(of ended: RunHistory.Ended, _ example: SequenceExample) -> OwnExampleReader {
        let (number, fetched) = (ended.live.number, FetchedModel())
        var reader = OwnExampleReader(
            model: { [weak self] () throws(OwnExampleProblem) in
                try fetched.model { () throws(RunReviewer.Obstacle) in
                    guard let self else { throw RunReviewer.Obstacle(sentence: "The session is closed.", key: []) }
                    return try self.material(of: ended, needsData: false, unless: nil) { _ in }.model
                }
            }, example: example)
        reader.data = { [weak self] in
            self?.core.withLock { ($0.followed?.run?.live ?? $0.history.live(number))?.watchedExample?.dataset }
        }
        // Letters are typed as the data has them.
        if case .glyphs = example.presentation, !reader.hasAllData { lookAgain(at: .all, of: number) }
        return reader
    }
}

/// Weights that are fetched when they are first asked for.
private final class FetchedModel: Sendable {
    private let known = Mutex<Model?>(nil)

    func model(_ fetch: () throws(RunReviewer.Obstacle) -> Model) throws(OwnExampleProblem) -> Model {
        if let model = known.withLock({ $0 }) { return model }
        do throws(RunReviewer.Obstacle) {
            let model = try fetch()
            known.withLock { $0 = model }
            return model
        } catch {
            throw OwnExampleProblem(sentence: error.sentence)
        }
    }
}
