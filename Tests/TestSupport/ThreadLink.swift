import Dispatch
import Foundation
import Recurrent
import Synchronization

/// Ranks that are threads of one process.
public final class ThreadLink: MessageLink {
    /// The number of this thread.
    public let rank: Int
    private let exchange: Exchange
    /// The number of messages after which this rank stops responding; nil for never.
    private let lifetime: Int?
    private let sent = Atomic(0)
    /// How long to wait for a message, in seconds.
    private static let patience = 20.0

    /// The number of threads.
    public var size: Int { exchange.size }
    /// A name for each thread.
    public var hosts: [String] { (0..<size).map { "thread \($0)" } }

    /// Messages in transit.
    private final class Exchange: Sendable {
        struct State {
            /// Messages by sender and receiver.
            var messages: [Int: [any Sendable]] = [:]
            var dead: Set<Int> = []
            /// The first rank's answers to questions.
            var answer: (@Sendable ([UInt64]) -> [UInt32])?
            /// The number of elements of all answers.
            var asked = 0
        }
        let size: Int
        let state = Mutex(State())
        init(size: Int) { self.size = size }
    }

    private init(rank: Int, _ exchange: Exchange, lifetime: Int?) {
        (self.rank, self.exchange, self.lifetime) = (rank, exchange, lifetime)
    }

    /// Runs the same work at several ranks concurrently.
    ///
    /// - Parameters:
    ///   - mortal: a rank that stops responding after this many messages; nil for none.
    ///   - body: the work, given the rank's link.
    /// - Returns: the result of each rank.
    public static func ranks<Result: Sendable>(
        _ size: Int, mortal: (rank: Int, messages: Int)? = nil, _ body: @escaping @Sendable (ThreadLink) throws -> Result
    ) throws -> [Result] {
        let exchange = Exchange(size: size)
        let results = Mutex<[Int: Swift.Result<Result, any Error>]>([:])
        let group = DispatchGroup()
        for rank in 0..<size {
            group.enter()
            let link = ThreadLink(rank: rank, exchange, lifetime: mortal?.rank == rank ? mortal?.messages : nil)
            Thread.detachNewThread {
                let result = Swift.Result { try body(link) }
                results.withLock { $0[rank] = result }
                group.leave()
            }
        }
        group.wait()
        return try results.withLock { results in try results.sorted { $0.key < $1.key }.map { try $0.value.get() } }
    }

    /// Puts messages where the other threads find them.
    public func exchange<Element: MessageElement>(
        _ outgoing: [OutgoingMessage<Element>], _ incoming: [IncomingMessage]
    ) throws(RankFailure) -> [[Element]] {
        if let lifetime, sent.add(1, ordering: .relaxed).newValue > lifetime {
            exchange.state.withLock { _ = $0.dead.insert(rank) }
            throw RankFailure(rank: rank, problem: .unanswered)
        }
        for message in outgoing {
            exchange.state.withLock { $0.messages[rank * size + message.receiver, default: []].append(message.elements) }
        }
        return try incoming.map { message throws(RankFailure) in try receive(from: message.sender) }
    }

    private func receive<Element: MessageElement>(from sender: Int) throws(RankFailure) -> [Element] {
        let end = Date.now + Self.patience
        while Date.now < end {
            let (found, isDead) = exchange.state.withLock { state -> ([Element]?, Bool) in
                let place = sender * size + rank
                guard state.messages[place]?.isEmpty == false else { return (nil, !state.dead.isEmpty) }
                return (state.messages[place]?.removeFirst() as? [Element], false)
            }
            if let found { return found }
            if isDead { break }
            usleep(20)
        }
        throw RankFailure(rank: sender, problem: .silence(seconds: Int(Self.patience)))
    }

    /// Calls `work` on a separate thread.
    public func perform(_ work: @escaping @Sendable () -> Void, beside other: () -> Void) {
        let done = DispatchSemaphore(value: 0)
        Thread.detachNewThread {
            work()
            done.signal()
        }
        other()
        done.wait()
    }
    /// Does nothing.
    public func hurry() {}
    /// Does nothing: ranks only exchange messages.
    public func tellRequest() {}
    /// Always false: ranks only exchange messages.
    public func takeRequest() -> Bool { false }
    /// Registers the first rank's answers.
    public func whenAsked(_ body: @escaping @Sendable (_ question: [UInt64]) -> [UInt32]) { exchange.state.withLock { $0.answer = body } }
    /// Answers on this thread, on behalf of the first rank.
    public func ask(_ question: [UInt64], count: Int) throws(RankFailure) -> [UInt32] {
        let answer = exchange.state.withLock { state in
            state.asked += count
            return state.dead.contains(0) ? nil : state.answer
        }
        guard let words = answer?(question), words.count == count else { throw RankFailure(rank: 0, problem: .unanswered) }
        return words
    }
    /// The number of elements that ranks have requested from the first.
    public var askedCount: Int { exchange.state.withLock { $0.asked } }
    /// The ranks that have stopped responding.
    public func silentRanks(suspect: Int) -> [Int] { exchange.state.withLock { $0.dead.sorted() } }
}
