import Kernels

/// Some rows of the gradient of a weight.
struct GradientPiece: Sendable {
    var weight: Weight
    var first: Int
    var count: Int
    /// The remaining tasks before the rows are complete.
    var left: Countdown

    var gradient: MatrixView? { weight.gradient?.view.rows(first, count) }
    /// The sums of the blocks that are kept separately.
    var blocks: [MatrixView] { weight.separateSums.map { $0.view.rows(first, count) } }
    var numbers: Int { count * (weight.gradient?.view.columns ?? 0) }
}

extension RankGroup {
    /// The approximate number of elements in a message: few enough that the last ranks begin soon, and many enough that
    /// the cost of a message is small compared with its contents.
    private static let messageNumbers = 16_384

    /// Adds up the gradients of all blocks, in order, at every rank.
    ///
    /// The sum over the first rank's blocks passes from rank to rank, and each adds its own blocks. The last rank then
    /// has the gradient, which returns the same way: these are exactly the additions of a single process. The data is
    /// divided into messages, so that all ranks work at once, and gradients return while other sums are still on their
    /// way. Each rank sends and receives the data at most twice, once in each direction, whatever the number of blocks
    /// and ranks.
    ///
    /// - Parameters:
    ///   - pieces: the pieces in the order in which they become complete.
    ///   - kernels: the kernels for the additions.
    ///   - work: computes the pieces; complete ones are sent meanwhile.
    func sum(_ pieces: [GradientPiece], kernels: KernelTable, beside work: () -> Void) throws(RankFailure) {
        let messages = Self.messages(pieces)
        try communicate(beside: work) { (link) throws(RankFailure) in
            let (rank, size) = (link.rank, link.size)
            let (before, after) = (rank > 0 ? rank - 1 : nil, rank + 1 < size ? rank + 1 : nil)
            // The sum to pass on, and the gradient to return, from the previous round.
            var (sum, gradient): ([Float]?, [Float]?) = (nil, nil)
            // In round n, a rank receives the sum of message n - rank, and the gradient of the message that has since
            // reached all later ranks.
            for round in 0..<messages.count + 2 * size - 1 {
                let (coming, returning) = (messages.at(round - rank), after == nil ? nil : messages.at(round + rank + 2 - 2 * size))
                var (outgoing, incoming): ([OutgoingMessage<Float>], [IncomingMessage]) = ([], [])
                if let after, let sum { outgoing.append(OutgoingMessage(receiver: after, elements: sum)) }
                if let before, let gradient { outgoing.append(OutgoingMessage(receiver: before, elements: gradient)) }
                if let before, let coming { incoming.append(IncomingMessage(sender: before, count: coming.numbers)) }
                if let after, let returning { incoming.append(IncomingMessage(sender: after, count: returning.numbers)) }
                var received = try link.exchange(outgoing, incoming)[...]
                (sum, gradient) = (nil, nil)
                if let coming {
                    coming.wait()
                    if before != nil, let values = received.popFirst() { coming.set(values) }
                    coming.addBlocks(kernels)
                    if after == nil { gradient = coming.values } else { sum = coming.values }
                }
                if let returning, let values = received.popFirst() {
                    returning.set(values)
                    gradient = values
                }
            }
        }
    }

    fileprivate struct Message: Sendable {
        var pieces: [GradientPiece] = []
        var numbers = 0

        var values: [Float] {
            if pieces.count == 1 { return pieces[0].gradient?.values ?? [] }
            var values: [Float] = []
            values.reserveCapacity(numbers)
            for piece in pieces { values += piece.gradient?.values ?? [] }
            return values
        }

        /// Returns when all of its pieces are complete.
        func wait() { for piece in pieces { piece.left.wait() } }

        func set(_ values: [Float]) {
            if pieces.count == 1 { return pieces[0].gradient?.set(values) ?? () }
            var place = 0
            for piece in pieces {
                piece.gradient?.set(Array(values[place..<place + piece.numbers]))
                place += piece.numbers
            }
        }

        func addBlocks(_ kernels: KernelTable) {
            for piece in pieces {
                guard let gradient = piece.gradient else { continue }
                for block in piece.blocks { kernels.add(block, to: gradient) }
            }
        }
    }

    private static func messages(_ pieces: [GradientPiece]) -> [Message] {
        var messages: [Message] = []
        for piece in pieces {
            if let last = messages.last, last.numbers + piece.numbers <= messageNumbers {
                messages[messages.count - 1].pieces.append(piece)
                messages[messages.count - 1].numbers += piece.numbers
            } else {
                messages.append(Message(pieces: [piece], numbers: piece.numbers))
            }
        }
        return messages
    }
}

extension [RankGroup.Message] {
    /// The message at this index; nil if there is none.
    fileprivate func at(_ place: Int) -> Element? { indices.contains(place) ? self[place] : nil }
}
