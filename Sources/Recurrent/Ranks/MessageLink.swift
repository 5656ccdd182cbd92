/// How one of several processes that compute together reaches the others. Each is a rank, counted from 0; all call the same operations in the same order.
///
/// What is sent between two ranks arrives in the order in which it was sent.
public protocol MessageLink: Sendable {
    /// Which of the processes this is.
    var rank: Int { get }
    /// How many there are.
    var size: Int { get }
    /// The machine of each rank.
    var hosts: [String] { get }

    /// Sends messages, and receives others at the same time. To be called inside `perform` alone.
    ///
    /// - Parameters:
    ///   - outgoing: what is sent, one message a rank at most.
    ///   - incoming: what is received, one message a rank at most.
    /// - Returns: what was received, in the order of `incoming`.
    /// - Throws: `RankFailure` where one of these ranks does not answer in time.
    func exchange<Element: MessageElement>(
        _ outgoing: [OutgoingMessage<Element>], _ incoming: [IncomingMessage]
    ) throws(RankFailure) -> [[Element]]

    /// Calls `work` where messages can be sent, and `other` here at the same time; returns when both are done.
    func perform(_ work: @escaping @Sendable () -> Void, beside other: () -> Void)

    /// Asks to wait for others no longer than a moment: this process is to end soon.
    func hurry()

    /// Tells all other ranks, soon, that this one was asked to end what runs. Returns at once.
    func tellRequest()

    /// Whether another rank has told so since this was asked last. To be called inside `perform` alone.
    func takeRequest() -> Bool

    /// Gives what other ranks ask this one, from now on, whenever they do.
    ///
    /// - Parameter body: what is answered, called beside all else that is done; `ask` says of which count.
    func whenAsked(_ body: @escaping @Sendable (_ question: [UInt64]) -> [UInt32])

    /// Asks the first rank, which answers whatever it does. To be called inside `perform` alone.
    ///
    /// - Parameters:
    ///   - question: what `whenAsked` is called with there.
    ///   - count: elements of the answer.
    /// - Throws: `RankFailure` where it does not answer in time.
    func ask(_ question: [UInt64], count: Int) throws(RankFailure) -> [UInt32]

    /// Finds out which ranks no longer answer, after one has not. To be called inside `perform` alone; takes a moment.
    ///
    /// - Parameter suspect: the rank that did not answer.
    /// - Returns: those that do not answer, as far as this rank can know.
    func silentRanks(suspect: Int) -> [Int]
}

/// A message to another rank.
public struct OutgoingMessage<Element: MessageElement>: Sendable {
    /// The rank that it goes to.
    public var receiver: Int
    /// What it says.
    public var elements: [Element]
}

/// A message that is expected of another rank.
public struct IncomingMessage: Sendable {
    /// The rank that it comes from.
    public var sender: Int
    /// Elements that it has.
    public var count: Int
}

extension MessageLink {
    /// Sends a message, and receives one at the same time. To be called inside `perform` alone.
    ///
    /// - Parameters:
    ///   - message: what is sent; of no meaning where there is no receiver.
    ///   - receiver: the rank that it goes to; nil where nothing is sent.
    ///   - sender: the rank that another one comes from; nil where nothing is received.
    ///   - count: elements of the message that is received.
    /// - Returns: what was received; empty where there is no sender.
    /// - Throws: `RankFailure` where one of the two does not answer in time.
    func exchange<Element: MessageElement>(
        _ message: [Element], to receiver: Int?, from sender: Int?, count: Int
    ) throws(RankFailure) -> [Element] {
        let received = try exchange(
            receiver.map { [OutgoingMessage(receiver: $0, elements: message)] } ?? [],
            sender.map { [IncomingMessage(sender: $0, count: count)] } ?? [])
        return received.first ?? []
    }
}

/// What messages are made of.
public protocol MessageElement: BitwiseCopyable, Sendable {}

extension Float: MessageElement {}
extension UInt8: MessageElement {}
extension UInt32: MessageElement {}
extension UInt64: MessageElement {}

/// A rank with which nothing can be computed any more.
public struct RankFailure: Error, Sendable, Equatable {
    /// What is known of it.
    public enum Problem: Sendable, Equatable {
        /// It has not answered for so many seconds.
        case silence(seconds: Int)
        /// It had not answered yet when this process was told to end.
        case unanswered
        /// The library that carries messages says so.
        case library(String)
        /// It reads another session than the first rank.
        case otherSession
        /// It is about to train with other data or settings than the first rank.
        case otherRun
    }

    /// Which rank.
    public var rank: Int
    /// What is the matter with it.
    public var problem: Problem

    /// A failure of this rank.
    public init(rank: Int, problem: Problem) {
        (self.rank, self.problem) = (rank, problem)
    }
}
