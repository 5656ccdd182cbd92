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
    /// Numbers of a message, about: few enough that ranks at the end of the line begin soon, many enough that a message costs little beside its numbers.
    private static let messageNumbers = 16_384

    /// Adds up the gradients of all blocks, in their order, at every rank.
    ///
    /// The sum over the blocks of the first rank goes from rank to rank, each adds its blocks to it, and the last has the gradient, which goes back the same way: the very additions that one
    /// process makes. It goes in pieces, so that all ranks are at work, and a rank sends and receives the gradient twice at most, whatever the number of blocks and ranks.
    ///
    /// - Parameters:
    ///   - pieces: in the order in which they become complete.
    ///   - work: computes them; what is complete is sent meanwhile.
    func sum(_ pieces: [GradientPiece], kernels: KernelTable, beside work: () -> Void) throws(RankFailure) {
        let messages = Self.messages(pieces)
        try communicate(beside: work) { (link) throws(RankFailure) in
            let (before, after) = (link.rank > 0 ? link.rank - 1 : nil, link.rank + 1 < link.size ? link.rank + 1 : nil)
            // A message comes while the one before it goes on.
            var outgoing: [Float] = []
            for place in 0...messages.count {
                let incoming = place < messages.count ? messages[place] : nil
                let received = try link.exchange(
                    outgoing, to: place > 0 ? after : nil, from: incoming == nil ? nil : before, count: incoming?.numbers ?? 0)
                incoming?.wait()
                if before != nil { incoming?.set(received) }
                incoming?.addBlocks(kernels)
                outgoing = after == nil ? [] : incoming?.values ?? []
            }
            for place in 0...messages.count {
                let incoming = place < messages.count ? messages[place] : nil
                let received = try link.exchange(
                    outgoing, to: place > 0 ? before : nil, from: incoming == nil ? nil : after, count: incoming?.numbers ?? 0)
                if after != nil { incoming?.set(received) }
                outgoing = before == nil ? [] : after == nil ? incoming?.values ?? [] : received
            }
        }
    }

    private struct Message: Sendable {
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
