import CNcurses
import CSignalStack
import Foundation

// Opens the screen as the notebook does, then overflows the stack of this thread or, with an argument, of another: for
// a test of the state in which the terminal is left.

@inline(never) @_optimize(none)
func deep(_ depth: Int) -> Int { depth == .max ? 0 : deep(depth + 1) + 1 }

if screenOpen() != 0 {
    if CommandLine.arguments.count > 1 {
        Thread.detachNewThread {
            signalStackUse()
            print(deep(0))
        }
        while true { pause() }
    }
    print(deep(0))
}
