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
    /// A made-up example for a run that has ended here or trains.
    ///
    /// - Throws: why there can be none.
    public func ownExample(for run: LiveRun) throws(OwnExampleProblem) -> OwnExample {
        let (active, trained, isFollowed) = core.withLock { core in
            let values = core.session.index(of: run.cell).map { core.session.entries[$0].values } ?? [:]
            return (core.active, values.values.compactMap { $0.object(TrainedRun.self) }.first { $0.name == run.name }, core.isFollowing)
        }
        guard !isFollowed else { throw OwnExampleProblem(sentence: "This run is another notebook's; `:take` takes the session over.") }
        guard let example = run.watchedExample else {
            throw OwnExampleProblem(sentence: "The run has no data that an example could be like.")
        }
        if let trained { return try OwnExample(OwnExampleReader(model: { trained.model }, example: example)) }
        guard let active, active.cell == run.cell, active.name == run.name else {
            throw OwnExampleProblem(sentence: "The weights of this run are no longer here: run its cell again.")
        }
        let training = active.run
        return try OwnExample(OwnExampleReader(model: { training.model }, example: example))
    }
}
