import Kernels

/// Some rows of the gradient of a weight.
struct GradientPiece: Sendable {
    var weight: Weight
    var first: Int
    var count: Int
    /// What is still to be done before the rows are complete.
    var left: Countdown

    var gradient: MatrixView? { weight.gradient?.view.rows(first, count) }
    /// What the blocks that are kept apart come to.
    var blocks: [MatrixView] { weight.separateSums.map { $0.view.rows(first, count) } }
    var numbers: Int { count * (weight.gradient?.view.columns ?? 0) }
}

extension RankGroup {
    /// Numbers of a message, about: few enough that ranks at the end of the line begin soon, many enough that a message costs little beside
    /// its numbers.
    private static let messageNumbers = 16_384

    /// Adds up the gradients of all blocks, in their order, at every rank.
    ///
    /// The sum over the blocks of the first rank goes from rank to rank, each adds its blocks to it, and the last has the gradient, which
    /// goes back the same way: the very additions that one process makes. It goes in pieces, so that all ranks are at work, and those of
    /// the gradient come back while sums still go: a rank sends and receives it twice at most, whatever the number of blocks and ranks,
    /// once in each direction of its way to a neighbour.
    ///
    /// - Parameters:
    ///   - pieces: in the order in which they become complete.
    ///   - work: computes them; what is complete is sent meanwhile.
    func sum(_ pieces: [GradientPiece], kernels: KernelTable, beside work: () -> Void) throws(RankFailure) {
        let messages = Self.messages(pieces)
        try communicate(beside: work) { (link) throws(RankFailure) in
            let (rank, size) = (link.rank, link.size)
            let (before, after) = (rank > 0 ? rank - 1 : nil, rank + 1 < size ? rank + 1 : nil)
            // What the round before leaves to be sent on, and back.
            var (sum, gradient): ([Float]?, [Float]?) = (nil, nil)
            // In round n the sum of message n - rank comes, and the gradient of that message which has been at all ranks after this one since.
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

        /// Returns when all of it is complete.
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
    /// The message at a place; nil where there is none.
    fileprivate func at(_ place: Int) -> Element? { indices.contains(place) ? self[place] : nil }
}
