import ArgumentParser

@main
struct Unroll: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "unroll",
        abstract: "A notebook for recurrent networks that lives in the terminal.",
        discussion: "`unroll FILE` opens the notebook; a session is a Markdown file.",
        version: "0.1.0",
        subcommands: [Open.self, Run.self, Replay.self, Work.self, Watch.self, Sessions.self, DataCommand.self, Bench.self],
        defaultSubcommand: Open.self)
}
