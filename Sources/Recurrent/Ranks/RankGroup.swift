import Kernels
import Synchronization

/// Processes that compute runs together: each computes some blocks of every batch. Results have the same bits for any number of processes.
///
/// All ranks perform the same operations in the same order. Once one does not respond, every operation fails.
public final class RankGroup: Sendable {
    let link: any MessageLink
    /// The group that this is a part of, and the rank in it of this part's first rank; nil if it is not a part.
    private let whole: (group: RankGroup, first: Int)?
    private let state = Mutex(State())
    /// Data made by cells; the first rank has all of it.
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
        /// Remarks that were made and are not repeated.
        var remarks: [RankRemark] = []
    }

    /// The processes that a link connects.
    public init(_ link: any MessageLink) {
        self.link = link
        whole = nil
        if link.rank == 0 { link.whenAsked { [data] in data.answer($0) } }
    }

    init(_ link: any MessageLink, whole: RankGroup, first: Int) {
        self.link = link
        self.whole = (whole, first)
    }

    /// The rank of this process.
    public var rank: Int { link.rank }
    /// The number of ranks.
    public var size: Int { link.size }
    /// Whether this rank is the one that prints and saves.
    public var isFirst: Bool { link.rank == 0 }
    /// Whether the first rank no longer responds and this is the first of those that do: it saves what would otherwise be lost.
    public var isSuccessor: Bool {
        state.withLock { state in
            state.failure != nil && state.silent.contains(0) && (0..<size).first { !state.silent.contains($0) } == rank
        }
    }
    /// The host name of each rank.
    public var hosts: [String] { link.hosts }

    /// Why the ranks can no longer compute together; nil if they can.
    public var failure: RankFailure? { state.withLock { $0.failure } ?? whole?.group.failure }
    /// The ranks that do not respond, once that is known.
    public var silentRanks: [Int] { state.withLock { $0.silent } }
    /// How long this rank has waited for messages without other work to do.
    public var waited: Duration { state.withLock { $0.waited } }
    /// The latest training step.
    public var step: Int { state.withLock { $0.step } }

    var share: RankShare { RankShare(rank: rank, size: size) }

    func note(step: Int) {
        state.withLock { $0.step = step }
        whole?.group.note(step: step)
    }

    /// Registers a handler for the failure of the group.
    ///
    /// - Parameter body: called once, when the ranks can no longer compute together.
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

    /// Asks all ranks to end the current run, at the same step everywhere, so that it can be resumed later.
    ///
    /// - Parameter hurries: whether this process is about to end, so that it cannot wait long for others.
    public func requestSuspension(hurries: Bool) {
        state.withLock { $0.wantsSuspension = true }
        if hurries { link.hurry() }
        link.tellRequest()
    }

    /// Another rank has requested the end of the current run.
    private func noteRequest() {
        if let whole { whole.group.noteRequest() } else { state.withLock { $0.wantsSuspension = true } }
    }

    /// Whether all ranks have agreed to end the current run, or can no longer compute together.
    public var isEnding: Bool { state.withLock { $0.isEnding } }

    /// Whether the end was requested here, or by another rank as far as is known here.
    var isSuspensionRequested: Bool { state.withLock { $0.wantsSuspension } || whole?.group.isSuspensionRequested ?? false }

    /// Registers a handler for the end of the current run.
    ///
    /// - Parameter body: called once at each rank, when all have agreed to end the current run, or can no longer compute together.
    public func whenEnding(_ body: @escaping @Sendable () -> Void) { state.withLock { $0.onEnd = body } }

    /// Must be called when all ranks have agreed to end the current run.
    func end() {
        let body = state.withLock { state in
            state.isEnding = true
            return state.onEnd.take()
        }
        body?()
        whole?.group.end()
    }

    /// Waits until all ranks have reached this point.
    ///
    /// - Returns: whether the work continues: no rank was asked to end it, and all respond.
    @discardableResult
    public func meet() -> Bool {
        data.forget()
        // Some of the ranks may already have ended their own work.
        let orders = try? agree(RankOrders(wantsSuspension: isSuspensionRequested || isEnding))
        return orders.map { !$0.wantsSuspension } ?? false
    }

    /// Waits until no rank needs another any more. Call it before the process ends.
    public func close() {
        data.settle()
        meet()
    }

    /// Ends the work of all ranks, since this rank cannot begin. Call it where the other ranks call `compare`.
    public func leave() {
        try? compare("", otherwise: .otherSession)
    }

    /// The combined orders of all ranks.
    func agree(_ own: RankOrders) throws(RankFailure) -> RankOrders {
        let all = try gather(own.encoded, counts: [Int](repeating: RankOrders.count, count: size))
        return agreed(all)
    }

    /// Combines the orders of all ranks, concatenated. Ends the current run if one of them asks for it.
    func agreed(_ all: [UInt64]) -> RankOrders {
        let orders = RankOrders(
            all: stride(from: 0, to: all.count, by: RankOrders.count).map { all[$0..<min(all.count, $0 + RankOrders.count)] })
        if orders.wantsSuspension { end() }
        return orders
    }

    /// Checks that all ranks are about to do the same.
    ///
    /// - Parameters:
    ///   - text: describes the work that this rank is about to do.
    ///   - problem: the problem of a rank that is about to do something other than the first.
    /// - Throws: `RankFailure` if a rank does not respond, or is about to do something else.
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

    /// Registers a handler for remarks.
    ///
    /// - Parameter body: called with remarks on how work is divided.
    public func whenRemarking(_ body: @escaping @Sendable (RankRemark) -> Void) { state.withLock { $0.onRemark = body } }

    /// Remarks on batches with fewer blocks than there are ranks.
    func check(batch: Int) {
        let blocks = BatchBlock.count(sequences: batch)
        guard blocks < size else { return }
        let remark = RankRemark.fewBlocks(
            batch: batch, blocks: blocks, ranks: size, sufficient: BatchBlock.leastSequences(blocks: size))
        say(remark)
    }

    /// The approximate greatest number of sequences in the part of a batch that a rank computes.
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

    /// Gathers the elements of all ranks, in order, at every rank.
    ///
    /// In each round a rank sends its elements to the rank 1, 2, 4, ... places before it (J. Bruck et al., "Efficient algorithms for
    /// all-to-all communications in multiport message-passing systems", 1997, section 4).
    ///
    /// - Parameter counts: the number of elements of each rank.
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

    /// Gathers numbers from each rank at every rank, in order.
    ///
    /// - Parameter numbers: the same number of elements at each rank.
    public func tell(_ numbers: [UInt64]) throws(RankFailure) -> [[UInt64]] {
        let all = try gather(numbers, counts: [Int](repeating: numbers.count, count: size))
        return (0..<size).map { Array(all[$0 * numbers.count..<($0 + 1) * numbers.count]) }
    }

    /// Broadcasts bytes from one rank to all.
    ///
    /// - Parameters:
    ///   - bytes: the bytes to send; ignored at other ranks.
    ///   - source: the rank that sends them.
    public func share(_ bytes: [UInt8], of source: Int = 0) throws(RankFailure) -> [UInt8] {
        try communicate { (link) throws(RankFailure) in
            // Passed on from rank to rank; those before the source come last.
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

    /// The greatest size of the messages that are passed on, in bytes.
    private static let pieceBytes = 1 << 20

    /// Calls `body` in a context where messages can be sent. Its failure becomes that of the group.
    ///
    /// - Parameters:
    ///   - work: work to do here in the meantime.
    ///   - isAwaited: whether this rank has nothing else to do until it is done.
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
