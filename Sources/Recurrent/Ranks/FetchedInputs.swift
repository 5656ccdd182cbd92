import Datasets
import Dispatch
import Synchronization

/// Inputs that are stored at the first rank; this rank fetches those that it computes with.
///
/// If the first rank does not respond, the inputs are zeros; the group then fails before they affect any result.
final class FetchedInputs: InputSource {
    private let ranks: RankGroup
    private let number: UInt64
    private let form: SequenceDataset.Inputs
    private let state = Mutex(State())
    private let queue = DispatchQueue(label: "unroll inputs", qos: .userInitiated)

    private struct State {
        /// Inputs that were requested ahead of time.
        var expected: [Expected] = []
        /// All inputs, if something had to examine them all.
        var whole: SequenceDataset.Inputs?
    }

    private final class Expected: Sendable {
        let steps: [Range<Int>]
        let inputs = Mutex<SequenceDataset.Inputs?>(nil)
        let isThere = DispatchSemaphore(value: 0)

        init(_ steps: [Range<Int>]) { self.steps = steps }
    }

    /// The greatest number of elements in a message.
    private static let greatestMessage = 1 << 20

    /// - Parameters:
    ///   - ranks: the whole group, not a part.
    ///   - number: the number of the storage at the first rank.
    ///   - form: the inputs without numbers.
    init(_ ranks: RankGroup, number: UInt64, form: SequenceDataset.Inputs) {
        (self.ranks, self.number, self.form) = (ranks, number, form)
    }

    func inputs(of steps: [Range<Int>]) -> SequenceDataset.Inputs {
        let (whole, expected) = state.withLock { state in
            let place = state.expected.firstIndex { $0.steps == steps }
            return (state.whole, place.map { state.expected.remove(at: $0) })
        }
        if let whole { return whole.rows(steps) }
        if let expected {
            expected.isThere.wait()
            if let inputs = expected.inputs.withLock({ $0.take() }) { return inputs }
        }
        return fetch(steps, isAwaited: true)
    }

    func allInputs(_ count: Int) -> SequenceDataset.Inputs {
        if let whole = state.withLock({ $0.whole }) { return whole }
        let inputs = fetch([0..<count], isAwaited: true)
        state.withLock { $0.whole = inputs }
        return inputs
    }

    func expect(_ steps: [Range<Int>]) {
        let expected = Expected(steps)
        state.withLock { $0.expected.append(expected) }
        queue.async { [self] in
            let inputs = fetch(steps, isAwaited: false)
            expected.inputs.withLock { $0 = inputs }
            expected.isThere.signal()
        }
    }

    /// Releases all inputs that are not in use.
    func forget() { state.withLock { ($0.expected, $0.whole) = ([], nil) } }

    /// Returns when no inputs are being fetched.
    func settle() { queue.sync {} }

    private func fetch(_ steps: [Range<Int>], isAwaited: Bool) -> SequenceDataset.Inputs {
        var words: [UInt32] = []
        words.reserveCapacity(steps.reduce(0) { $0 + $1.count } * form.width)
        for message in messages(steps) {
            let count = message.reduce(0) { $0 + $1.count } * form.width
            let question = [number] + message.flatMap { [UInt64($0.lowerBound), UInt64($0.upperBound)] }
            let answer = try? ranks.communicate(isAwaited: isAwaited) { (link) throws(RankFailure) in try link.ask(question, count: count) }
            words += answer ?? [UInt32](repeating: 0, count: count)
        }
        return form.with(words)
    }

    /// The steps, divided into messages.
    private func messages(_ steps: [Range<Int>]) -> [[Range<Int>]] {
        let most = max(1, Self.greatestMessage / form.width)
        var (messages, last, count): ([[Range<Int>]], [Range<Int>], Int) = ([], [], 0)
        for range in steps {
            var start = range.lowerBound
            while start < range.upperBound {
                let next = min(range.upperBound, start + most - count)
                last.append(start..<next)
                (count, start) = (count + next - start, next)
                if count == most {
                    messages.append(last)
                    (last, count) = ([], 0)
                }
            }
        }
        return last.isEmpty ? messages : messages + [last]
    }
}
