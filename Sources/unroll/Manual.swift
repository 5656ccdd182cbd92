import ArgumentParser

struct Manual: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Writes the manual page for man to standard output, or completions for a shell.",
        discussion: "unroll manual > /usr/local/share/man/man1/unroll.1")

    @Option(help: "Write completions for this shell instead of the page: bash, zsh or fish.")
    var completions: Shell?

    enum Shell: String, ExpressibleByArgument, CaseIterable {
        case bash, zsh, fish

        fileprivate var kind: CompletionShell {
            switch self {
            case .bash: .bash
            case .zsh: .zsh
            case .fish: .fish
            }
        }
    }

    func run() throws {
        Standard.ignoreBrokenPipe()
        Standard.table(try completions.map { Unroll.completionScript(for: $0.kind) } ?? ManualPage(of: Unroll.self).text)
    }
}
