/// How one of several cooperating processes reaches the others. Each is a rank, counted from 0; all call the same operations in the same
/// order.
///
/// Messages between two ranks arrive in the order in which they were sent.
public protocol MessageLink: Sendable {
    /// The rank of this process.
    var rank: Int { get }
    /// The number of processes.
    var size: Int { get }
    /// The host name of each rank.
    var hosts: [String] { get }

    /// Sends and receives messages at the same time. Call only inside `perform`.
    ///
    /// - Parameters:
    ///   - outgoing: the messages to send, at most one for each rank.
    ///   - incoming: the messages to receive, at most one from each rank.
    /// - Returns: the received messages, in the order of `incoming`.
    /// - Throws: `RankFailure` if one of these ranks does not respond in time.
    func exchange<Element: MessageElement>(
        _ outgoing: [OutgoingMessage<Element>], _ incoming: [IncomingMessage]
    ) throws(RankFailure) -> [[Element]]

    /// Calls `work` in a context where messages can be sent, and concurrently `other` on the calling thread; returns when both are done.
    func perform(_ work: @escaping @Sendable () -> Void, beside other: () -> Void)

    /// Requests that waiting for other ranks be cut short: this process is about to end.
    func hurry()

    /// Tells all other ranks, soon, that this one was asked to end the current work. Returns at once.
    func tellRequest()

    /// Whether another rank has made such a request since the last call. Call only inside `perform`.
    func takeRequest() -> Bool

    /// Registers the answer to questions from other ranks, which may arrive at any time.
    ///
    /// - Parameter body: computes the answer, concurrently with all other work; its length must be the `count` passed to `ask`.
    func whenAsked(_ body: @escaping @Sendable (_ question: [UInt64]) -> [UInt32])

    /// Asks the first rank, which answers whatever else it is doing. Call only inside `perform`.
    ///
    /// - Parameters:
    ///   - question: the argument for the first rank's `whenAsked` handler.
    ///   - count: the number of elements of the answer.
    /// - Throws: `RankFailure` if the first rank does not respond in time.
    func ask(_ question: [UInt64], count: Int) throws(RankFailure) -> [UInt32]

    /// Finds out which ranks no longer respond, after one has failed to. Call only inside `perform`; takes a moment.
    ///
    /// - Parameter suspect: the rank that did not respond.
    /// - Returns: the ranks that do not respond, as far as this rank can know.
    func silentRanks(suspect: Int) -> [Int]
}

/// A message to another rank.
public struct OutgoingMessage<Element: MessageElement>: Sendable {
    /// The rank that receives it.
    public var receiver: Int
    /// Its elements.
    public var elements: [Element]
}

/// A message that is expected from another rank.
public struct IncomingMessage: Sendable {
    /// The rank that sends it.
    public var sender: Int
    /// The number of its elements.
    public var count: Int
}

extension MessageLink {
    /// Sends and receives one message at the same time. Call only inside `perform`.
    ///
    /// - Parameters:
    ///   - message: the message to send; ignored if there is no receiver.
    ///   - receiver: the rank that receives it; nil to send nothing.
    ///   - sender: the rank to receive a message from; nil to receive nothing.
    ///   - count: the number of elements to receive.
    /// - Returns: the received message; empty if there is no sender.
    /// - Throws: `RankFailure` if one of the two does not respond in time.
    func exchange<Element: MessageElement>(
        _ message: [Element], to receiver: Int?, from sender: Int?, count: Int
    ) throws(RankFailure) -> [Element] {
        let received = try exchange(
            receiver.map { [OutgoingMessage(receiver: $0, elements: message)] } ?? [],
            sender.map { [IncomingMessage(sender: $0, count: count)] } ?? [])
        return received.first ?? []
    }
}

/// An element of a message.
public protocol MessageElement: BitwiseCopyable, Sendable {}

extension Float: MessageElement {}
extension UInt8: MessageElement {}
extension UInt32: MessageElement {}
extension UInt64: MessageElement {}

/// A rank that can no longer take part.
public struct RankFailure: Error, Sendable, Equatable {
    /// The reason.
    public enum Problem: Sendable, Equatable {
        /// The rank has not responded for this many seconds.
        case silence(seconds: Int)
        /// The rank had not responded when this process was told to end.
        case unanswered
        /// The messaging library reported an error, with this description.
        case library(String)
        /// The rank has opened another session than the first rank.
        case otherSession
        /// The rank is about to train with other data or settings than the first rank.
        case otherRun
    }

    /// The rank.
    public var rank: Int
    /// Why it can no longer take part.
    public var problem: Problem

    /// A failure of this rank.
    public init(rank: Int, problem: Problem) {
        (self.rank, self.problem) = (rank, problem)
    }
}
