/// All of the catalogue as a Markdown document: `sessions/reference.md`.
package struct ReferencePage: Sendable {
    private let catalogue: Catalogue
    private let help: HelpPage

    package init(_ catalogue: Catalogue) {
        self.catalogue = catalogue
        help = HelpPage(catalogue)
    }

    /// The whole page.
    package var markdown: String {
        var parts = [
            """
            # Reference

            Every function and member of the cell language, as described by `help(name)`. This page is generated from the same descriptions.

            Statements are `name = expression` or an expression, each on lines of its own. Expressions are numbers (`12`, `-0.5`, `1e-3`,
            `1_000`), texts (`"data/digits"`), lists (`[1, 2]`), ranges (`0..10`, without the 10), names, calls (`gru(32, reset: before)`),
            members (`digits.test`), elements (`digits.test[17]`, counted from 0, or from the end as `[-1]`) and layers joined by `|`. A `#`
            starts a comment. A statement continues on the next line inside brackets, and where a line begins or ends with `|`.

            Names of layers (`gru`, `last`), of calls without brackets (`crf`), and `true`, `false` and `none` cannot be given to values. All other
            names can, those of functions too: before brackets they mean the function, elsewhere the value.
            """
        ]
        for group in catalogue.groups {
            let entries = help.entries(of: group)
            guard !entries.isEmpty else { continue }
            parts.append("## " + group.title)
            parts += entries.map(section)
        }
        return parts.joined(separator: "\n\n") + "\n"
    }

    private func section(_ function: Signature) -> String {
        var parts = ["### `\(function.written)`", function.sentence]
        if !function.parameters.isEmpty {
            let rows = function.parameters.map { parameter in
                let cells = ["`\(parameter.name)`", parameter.sentence, help.values(parameter)]
                return "| " + cells.map { $0.replacing("|", with: "\\|") }.joined(separator: " | ") + " |"
            }
            parts.append((["| parameter | meaning | values |", "|---|---|---|"] + rows).joined(separator: "\n"))
        }
        parts.append("Returns \(help.gives(function)).")
        parts.append(function.example.split(separator: "\n" as Character).map { "    " + $0 }.joined(separator: "\n"))
        return parts.joined(separator: "\n\n")
    }
}
