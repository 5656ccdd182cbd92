/// A word that begins a statement in Python or a command of its tools, and means nothing here.
package enum Keyword: String, Sendable, Equatable {
    case `import`, from
    case pip, conda
    case def, `class`, lambda, `return`
    case `for`, `while`
    case `if`, elif, `else`
    case with, `try`, del, assert

    /// What to do instead.
    var sentence: String {
        switch self {
        case .import, .from: "Nothing needs to be imported: every function is already there, and help() lists them."
        case .pip, .conda: "Nothing needs to be installed: every function is already there, and help() lists them."
        case .def, .class, .lambda, .return: "Functions cannot be defined in cells; help() lists all functions."
        case .for, .while:
            "There are no loops: `epochs: 20` in a call to train trains longer, and a list such as [16, 32] holds several values."
        case .if, .elif, .else, .with, .try, .del, .assert:
            "`\(rawValue)` has no meaning here; a cell holds names, such as net = gru(32), and calls, such as help()."
        }
    }
}
