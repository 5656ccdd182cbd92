/// A contiguous range of the ranks that a link reaches.
struct PartLink: MessageLink {
    private let whole: any MessageLink
    private let members: Range<Int>

    init(_ whole: any MessageLink, _ members: Range<Int>) {
        (self.whole, self.members) = (whole, members)
    }

    var rank: Int { whole.rank - members.lowerBound }
    var size: Int { members.count }
    var hosts: [String] { Array(whole.hosts[members]) }

    func exchange<Element: MessageElement>(
        _ outgoing: [OutgoingMessage<Element>], _ incoming: [IncomingMessage]
    ) throws(RankFailure) -> [[Element]] {
        let first = members.lowerBound
        do throws(RankFailure) {
            return try whole.exchange(
                outgoing.map { OutgoingMessage(receiver: $0.receiver + first, elements: $0.elements) },
                incoming.map { IncomingMessage(sender: $0.sender + first, count: $0.count) })
        } catch {
            throw RankFailure(rank: error.rank - members.lowerBound, problem: error.problem)
        }
    }

    func perform(_ work: @escaping @Sendable () -> Void, beside other: () -> Void) { whole.perform(work, beside: other) }
    func hurry() { whole.hurry() }
    func tellRequest() { whole.tellRequest() }
    func takeRequest() -> Bool { whole.takeRequest() }

    /// Questions come from the ranks of all parts.
    func whenAsked(_ body: @escaping @Sendable (_ question: [UInt64]) -> [UInt32]) { whole.whenAsked(body) }
    /// The first rank of all parts answers.
    func ask(_ question: [UInt64], count: Int) throws(RankFailure) -> [UInt32] { try whole.ask(question, count: count) }

    func silentRanks(suspect: Int) -> [Int] {
        whole.silentRanks(suspect: suspect + members.lowerBound).filter(members.contains).map { $0 - members.lowerBound }
    }
}

extension RankGroup {
    /// Divides the ranks into this many contiguous parts of about equal size, each with at least one rank.
    public func parts(_ count: Int) -> [Range<Int>] {
        let count = max(1, min(count, size))
        return (0..<count).map { size * $0 / count..<size * ($0 + 1) / count }
    }

    /// The part that contains this rank, which computes independently. Orders and failures are shared with the whole group.
    public func part(of parts: [Range<Int>]) -> RankGroup {
        guard let own = parts.first(where: { $0.contains(rank) }) else { return self }
        return RankGroup(PartLink(link, own), whole: self, first: own.lowerBound)
    }
}
