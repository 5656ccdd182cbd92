import CNcurses

// Opens the screen as the notebook does, and spends its stack: for a test of what is left of the terminal then.

@inline(never) @_optimize(none)
func deep(_ depth: Int) -> Int { depth == .max ? 0 : deep(depth + 1) + 1 }

if screenOpen() != 0 { print(deep(0)) }
