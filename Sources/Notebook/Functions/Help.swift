import CellLanguage

/// What there is to read.
enum HelpFunctions {
    static let all: [Function] = [help]

    static let help = Function.whenRun(
        "help", .help, "Lists all functions; with a name, explains it.",
        parameters: [.optional("name", .functionName, "A function or member.")],
        example: "help(gru)"
    ) { (arguments, _) throws(CellError) in
        let pages = HelpPage(.notebook)
        guard let name = try arguments.optionalText("name") else { return Page(pages.overview) }
        guard let page = pages.about(name) else { throw CellError(Catalogue.notebook.unknownEntry(name)) }
        return Page(page)
    }
}
