import Dispatch
import Foundation
import Recurrent
import Synchronization

/// Ranks that are threads of one process.
public final class ThreadLink: MessageLink {
    /// Which of the threads this is.
    public let rank: Int
    private let exchange: Exchange
    /// Messages after which this rank answers no more; nil for never.
    private let lifetime: Int?
    private let sent = Atomic(0)
    /// Of messages, the last that a rank has waited for.
    private static let patience = 20.0

    /// How many there are.
    public var size: Int { exchange.size }
    /// A name for each.
    public var hosts: [String] { (0..<size).map { "thread \($0)" } }

    /// What is on its way.
    private final class Exchange: Sendable {
        struct State {
            /// By sender and receiver.
            var messages: [Int: [any Sendable]] = [:]
            var dead: Set<Int> = []
            /// What the first rank answers.
            var answer: (@Sendable ([UInt64]) -> [UInt32])?
            /// Elements of all that was asked for.
            var asked = 0
        }
        let size: Int
        let state = Mutex(State())
        init(size: Int) { self.size = size }
    }

    private init(rank: Int, _ exchange: Exchange, lifetime: Int?) {
        (self.rank, self.exchange, self.lifetime) = (rank, exchange, lifetime)
    }

    /// Does the same at so many ranks at once.
    ///
    /// - Parameters:
    ///   - mortal: a rank that answers no more after so many messages; nil for none.
    ///   - body: is given the rank's link.
    /// - Returns: what each rank comes to.
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

    /// Puts a message where the other thread finds it.
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

    /// Calls `work` on a thread of its own.
    public func perform(_ work: @escaping @Sendable () -> Void, beside other: () -> Void) {
        let done = DispatchSemaphore(value: 0)
        Thread.detachNewThread {
            work()
            done.signal()
        }
        other()
        done.wait()
    }
    /// Nobody is in a hurry.
    public func hurry() {}
    /// Nothing is told but in messages.
    public func tellRequest() {}
    /// Nothing is told but in messages.
    public func takeRequest() -> Bool { false }
    /// Takes what the first rank answers.
    public func whenAsked(_ body: @escaping @Sendable (_ question: [UInt64]) -> [UInt32]) { exchange.state.withLock { $0.answer = body } }
    /// Answers here, in the name of the first rank.
    public func ask(_ question: [UInt64], count: Int) throws(RankFailure) -> [UInt32] {
        let answer = exchange.state.withLock { state in
            state.asked += count
            return state.dead.contains(0) ? nil : state.answer
        }
        guard let words = answer?(question), words.count == count else { throw RankFailure(rank: 0, problem: .unanswered) }
        return words
    }
    /// Elements of all that ranks have asked the first for.
    public var askedCount: Int { exchange.state.withLock { $0.asked } }
    /// Those that have come to the end of their life.
    public func silentRanks(suspect: Int) -> [Int] { exchange.state.withLock { $0.dead.sorted() } }
}
