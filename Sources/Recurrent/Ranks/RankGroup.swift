import Kernels
import Synchronization

/// Processes that compute runs together, each some blocks of every batch. Results are the same bits for any number of them.
///
/// All ranks go through the same operations in the same order. Once one does not answer, every operation fails.
public final class RankGroup: Sendable {
    let link: any MessageLink
    /// The group of which this is a part, and this part's first rank in it; nil where it is none.
    private let whole: (group: RankGroup, first: Int)?
    private let state = Mutex(State())
    /// What cells have made, of which the first rank has all.
    let data = SharedStorages()

    private struct State {
        var failure: RankFailure?
        var silent: [Int] = []
        var step = 0
        var waited = Duration.zero
        var wantsSuspension = false
        var isEnding = false
        var onEnd: (@Sendable () -> Void)?
        var onFailure: (@Sendable (RankFailure) -> Void)?
        var onRemark: (@Sendable (RankRemark) -> Void)?
        /// What was said, which is not said again.
        var remarks: [RankRemark] = []
    }

    /// Those that a link reaches.
    public init(_ link: any MessageLink) {
        self.link = link
        whole = nil
        if link.rank == 0 { link.whenAsked { [data] in data.answer($0) } }
    }

    init(_ link: any MessageLink, whole: RankGroup, first: Int) {
        self.link = link
        self.whole = (whole, first)
    }

    /// Which of the ranks this is.
    public var rank: Int { link.rank }
    /// How many there are.
    public var size: Int { link.size }
    /// Whether this rank is the one that prints, records and keeps.
    public var isFirst: Bool { link.rank == 0 }
    /// Whether the first rank does not answer any more, and this is the first of those that do: it keeps what would be lost.
    public var isSuccessor: Bool {
        state.withLock { state in
            state.failure != nil && state.silent.contains(0) && (0..<size).first { !state.silent.contains($0) } == rank
        }
    }
    /// The machine of each rank.
    public var hosts: [String] { link.hosts }

    /// Why nothing can be computed together any more; nil while all is well.
    public var failure: RankFailure? { state.withLock { $0.failure } ?? whole?.group.failure }
    /// The ranks that do not answer, where that has been found out.
    public var silentRanks: [Int] { state.withLock { $0.silent } }
    /// How long this rank has waited for messages, while there was nothing else to do.
    public var waited: Duration { state.withLock { $0.waited } }
    /// The step that training was at last.
    public var step: Int { state.withLock { $0.step } }

    var share: RankShare { RankShare(rank: rank, size: size) }

    func note(step: Int) {
        state.withLock { $0.step = step }
        whole?.group.note(step: step)
    }

    /// - Parameter body: called once, where nothing can be computed together any more.
    public func whenFailing(_ body: @escaping @Sendable (RankFailure) -> Void) { state.withLock { $0.onFailure = body } }

    private func note(_ failure: RankFailure, silent: [Int]) {
        let body = state.withLock { state in
            (state.failure, state.silent) = (failure, silent)
            return state.onFailure.take()
        }
        body?(failure)
        whole.map { group, first in
            group.note(RankFailure(rank: failure.rank + first, problem: failure.problem), silent: silent.map { $0 + first })
        }
    }

    // MARK: Ending together

    /// Asks all ranks to end what runs, so that it can go on later: at the same step everywhere.
    ///
    /// - Parameter hurries: whether this process is to end soon, so that others can be waited for no longer than a moment.
    public func requestSuspension(hurries: Bool) {
        state.withLock { $0.wantsSuspension = true }
        if hurries { link.hurry() }
        link.tellRequest()
    }

    /// Another rank has been asked to end what runs.
    private func noteRequest() {
        if let whole { whole.group.noteRequest() } else { state.withLock { $0.wantsSuspension = true } }
    }

    /// Whether all ranks have agreed to end what runs, or cannot go on together.
    public var isEnding: Bool { state.withLock { $0.isEnding } }

    /// Whether that was asked for here, or elsewhere as far as is known here.
    var isSuspensionRequested: Bool { state.withLock { $0.wantsSuspension } || whole?.group.isSuspensionRequested ?? false }

    /// - Parameter body: called once, at each rank, when all have agreed to end what runs, or cannot go on together.
    public func whenEnding(_ body: @escaping @Sendable () -> Void) { state.withLock { $0.onEnd = body } }

    /// To be called when all have agreed to end what runs.
    func end() {
        let body = state.withLock { state in
            state.isEnding = true
            return state.onEnd.take()
        }
        body?()
        whole?.group.end()
    }

    /// Waits until all ranks have come so far.
    ///
    /// - Returns: whether they go on: none is told to end what runs, and all answer.
    @discardableResult
    public func meet() -> Bool {
        data.forget()
        // A part of the ranks may have ended what it ran already.
        let orders = try? agree(RankOrders(wantsSuspension: isSuspensionRequested || isEnding))
        return orders.map { !$0.wantsSuspension } ?? false
    }

    /// Waits until no rank needs another any more. To be called before the ranks end.
    public func close() {
        data.settle()
        meet()
    }

    /// Ends what all run, since this rank cannot begin. To be called where others compare what they are about to do.
    public func leave() {
        try? compare("", otherwise: .otherSession)
    }

    /// What all ranks are told together.
    func agree(_ own: RankOrders) throws(RankFailure) -> RankOrders {
        let all = try gather(own.encoded, counts: [Int](repeating: RankOrders.count, count: size))
        return agreed(all)
    }

    /// The orders of all ranks, one after the other. Where they say so, what runs ends.
    func agreed(_ all: [UInt64]) -> RankOrders {
        let orders = RankOrders(
            all: stride(from: 0, to: all.count, by: RankOrders.count).map { all[$0..<min(all.count, $0 + RankOrders.count)] })
        if orders.wantsSuspension { end() }
        return orders
    }

    /// Makes sure that all ranks are about to do the same.
    ///
    /// - Parameters:
    ///   - text: says what this rank is about to do.
    ///   - problem: what is wrong with a rank that is about to do something else than the first.
    /// - Throws: `RankFailure` where one does not answer, or is about to do something else.
    public func compare(_ text: String, otherwise problem: RankFailure.Problem) throws(RankFailure) {
        var hash = XXHash64()
        hash.update(text)
        let all = try gather([hash.value], counts: [Int](repeating: 1, count: size))
        guard let other = all.firstIndex(where: { $0 != all[0] }) else { return }
        let failure = RankFailure(rank: other, problem: problem)
        note(failure, silent: [])
        end()
        throw failure
    }

    // MARK: Remarks

    /// - Parameter body: called with what is worth saying of how work is shared out.
    public func whenRemarking(_ body: @escaping @Sendable (RankRemark) -> Void) { state.withLock { $0.onRemark = body } }

    /// Says so where batches have fewer blocks than there are ranks.
    func check(batch: Int) {
        let blocks = BatchBlock.count(sequences: batch)
        guard blocks < size else { return }
        let remark = RankRemark.fewBlocks(
            batch: batch, blocks: blocks, ranks: size, sufficient: BatchBlock.leastSequences(blocks: size))
        say(remark)
    }

    /// Most sequences, about, of the part of a batch that a rank computes.
    func greatestShare(of sequences: Int) -> Int {
        let blocks = BatchBlock.count(sequences: sequences)
        return min(sequences, (blocks + size - 1) / size * ((sequences + blocks - 1) / blocks))
    }

    private func say(_ remark: RankRemark) {
        if let whole { return whole.group.say(remark) }
        let body = state.withLock { state in state.remarks.contains(remark) ? nil : state.onRemark }
        state.withLock { $0.remarks.append(remark) }
        body?(remark)
    }

    // MARK: Messages

    /// What all ranks give, in their order, at every rank.
    ///
    /// Each sends what it has to a rank 1, 2, 4, ... places before it (J. Bruck et al., "Efficient algorithms for all-to-all communications in multiport
    /// message-passing systems", 1997, section 4).
    ///
    /// - Parameter counts: how many elements each gives.
    /// - Complexity: O(log ranks) messages, each result once.
    func gather<Element: MessageElement>(_ own: [Element], counts: [Int]) throws(RankFailure) -> [Element] {
        try communicate { (link) throws(RankFailure) in
            let (rank, size) = (link.rank, link.size)
            var parts = [own]
            while parts.count < size {
                let distance = parts.count
                let more = min(distance, size - distance)
                let sender = (rank + distance) % size
                let expected = (0..<more).map { counts[(sender + $0) % size] }
                var received = try link.exchange(
                    Array(parts.prefix(more).joined()), to: (rank - distance + size) % size, from: sender,
                    count: expected.reduce(0, +))[...]
                for count in expected {
                    parts.append(Array(received.prefix(count)))
                    received = received.dropFirst(count)
                }
            }
            // The first part is this rank's.
            return (0..<size).flatMap { parts[($0 - rank + size) % size] }
        }
    }

    /// What each rank tells, at every rank, in their order.
    ///
    /// - Parameter numbers: as many at each.
    public func tell(_ numbers: [UInt64]) throws(RankFailure) -> [[UInt64]] {
        let all = try gather(numbers, counts: [Int](repeating: numbers.count, count: size))
        return (0..<size).map { Array(all[$0 * numbers.count..<($0 + 1) * numbers.count]) }
    }

    /// What one rank gives, at every rank.
    ///
    /// - Parameters:
    ///   - bytes: of no meaning at other ranks.
    ///   - source: the rank that gives it.
    public func share(_ bytes: [UInt8], of source: Int = 0) throws(RankFailure) -> [UInt8] {
        try communicate { (link) throws(RankFailure) in
            // From rank to rank, those before the source last.
            let place = (link.rank - source + link.size) % link.size
            let before = place > 0 ? (link.rank - 1 + link.size) % link.size : nil
            let after = place + 1 < link.size ? (link.rank + 1) % link.size : nil
            let count = try link.exchange([UInt64(bytes.count)], to: nil, from: before, count: 1).first ?? UInt64(bytes.count)
            _ = try link.exchange([count], to: after, from: nil, count: 0)
            var result: [UInt8] = before == nil ? bytes : []
            var sent = 0
            while sent < Int(count) {
                let next = min(Int(count), sent + Self.pieceBytes)
                if before != nil { result += try link.exchange([UInt8](), to: nil, from: before, count: next - sent) }
                _ = try link.exchange(Array(result[sent..<next]), to: after, from: nil, count: 0)
                sent = next
            }
            return result
        }
    }

    /// Bytes of a message, at most, of those that are passed on.
    private static let pieceBytes = 1 << 20

    /// Calls `body` where messages can be sent. Its failure is the group's.
    ///
    /// - Parameters:
    ///   - work: is done here meanwhile.
    ///   - isAwaited: whether there is nothing else to do here until it is done.
    func communicate<Result: Sendable>(
        beside work: () -> Void = {}, isAwaited: Bool = true, _ body: @escaping @Sendable (any MessageLink) throws(RankFailure) -> Result
    ) throws(RankFailure) -> Result {
        if let failure { throw failure }
        let outcome = Mutex<Swift.Result<Result, RankFailure>?>(nil)
        var start = ContinuousClock.now
        let sending: @Sendable () -> Void = { [link] in
            if link.takeRequest() { self.noteRequest() }
            do throws(RankFailure) {
                let result = try body(link)
                outcome.withLock { $0 = .success(result) }
            } catch {
                let silent = link.silentRanks(suspect: error.rank)
                self.note(error, silent: silent)
                outcome.withLock { $0 = .failure(error) }
            }
        }
        link.perform(sending) {
            work()
            start = .now
        }
        let waited = ContinuousClock.now - start
        if isAwaited { state.withLock { $0.waited += waited } }
        guard let result = outcome.withLock({ $0 }) else { preconditionFailure("work that was performed has an outcome") }
        if case .failure = result { end() }
        return try result.get()
    }
}
