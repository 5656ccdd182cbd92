import Foundation
import Notebook

/// A session that shows a newcomer around, and ends with a network of which fewer than 10 % of the answers are wrong. It is shipped as
/// sessions/tour.md, with what it prints.
enum Tour {
    static var document: Document { Document(text) }

    /// How the tour is begun.
    enum Start: Sendable, Equatable {
        /// Where it was left.
        case asItWasLeft
        case anew
    }

    /// The tour, of which all that changes is kept; nothing is where its file cannot be, or another notebook has it open.
    ///
    /// - Parameter path: of its file, which has what every tour begins with; nil for none.
    static func opened(_ start: Start, at path: String?) -> OpenedSession {
        guard let path else { return OpenedSession(document) }
        do {
            let file = URL(filePath: path)
            if (try? String(contentsOf: file, encoding: .utf8)) != text {
                try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
                try text.write(to: file, atomically: true, encoding: .utf8)
            }
            if start == .anew {
                try OpenedSession.openUnnamed(at: path).discard()
            }
            let opened = try OpenedSession.openUnnamed(at: path)
            if opened.isWritable { return opened }
            opened.close()
        } catch {}
        return OpenedSession(document)
    }

    static let text = """
        # A tour

        In seven cells, you build a network that reads digits and misreads fewer than one in ten. Esc goes from the line below to the cells,
        j and k move from one to the next, and r runs the selected one. The cells that it needs run first.

        First the data: handwritten digits, drawn by the program, each with 28 rows of 28 grey values. The network learns from 4,000 of them
        and is tested on another 1,000.

        ```unroll
        digits = strokes(train: 4000, test: 1000)
        ```

        This is what the network will see. It reads one row after another, from the top.

        ```unroll
        digits.test[3]
        ```

        Layers are joined by `|`. Here, 64 gated units read the rows, `last` keeps their state after the last one, and `dense` turns it into
        a score for each of the ten digits.

        ```unroll
        net = gru(64) | last | dense(10)
        ```

        Now it learns. Beside the cells, or above them, you see the loss fall, and the network's answer for one digit if the picture
        ended at each row. `]` shows another digit, `v` another view, `h` explains how to read it, and `z` gives it the whole screen.

        ```unroll
        run = train(net, digits, epochs: 2, batch: 50, optimizer: adam(0.005))
        ```

        Two epochs are too few. Continue training from there: the curve continues as well.

        ```unroll
        more = train(run, epochs: 4)
        ```

        How many are wrong now, and which are mistaken for which?

        ```unroll
        evaluate(more)
        ```

        Here is one digit, with the network's opinion at each row.

        ```unroll
        predict(more, digits.test[3])
        ```

        The rest is yours. Return edits a cell: try `lstm` in place of `gru`, or 16 units in place of 64. `a` lists all runs and overlays them,
        ^P lists everything that can be done, and `help()` every function.

        """
}
