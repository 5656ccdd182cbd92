import ArgumentParser
import Notebook

struct Run: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Runs all cells of a session; what they print goes to standard output.",
        discussion: """
            `mpirun -n 4 unroll run FILE` and `srun unroll run FILE` run it on several machines together, with the same bits, where unroll was built by \
            `swift build --traits MPI`. Each rank reads the session and its data; the first alone prints, records, writes files and keeps runs.
            """)

    @Argument(help: "A session's file, or - for standard input.", completion: .file(extensions: ["md"]))
    var file: String

    @Flag(help: "Write what the cells print into the file.")
    var record = false

    @Flag(help: "Write events for programs, a JSON object a line, in place of what the cells print.")
    var json = false

    @Option(
        name: .shortAndLong, help: ArgumentHelp("Write what cells print, or the events, into this file as it comes.", valueName: "file"),
        completion: .file())
    var output: String?

    @Option(
        help: ArgumentHelp(
            "Of several ranks: a file each, this name with the rank's number: what cells print there, and how long the rank waited for others.",
            valueName: "file"),
        completion: .file())
    var logPerRank: String?

    @Option(
        help: ArgumentHelp(
            "Of several ranks: into how many groups they are divided for the trials of sweep, repeat and cross_validate, which they train side by side.",
            valueName: "count"))
    var groups = 1

    @Option(help: ArgumentHelp("Of several ranks: how long to wait for one before it counts as dead.", valueName: "seconds"))
    var patience = 600

    @OptionGroup var options: SessionOptions

    func validate() throws {
        if let output, Standard.isSame(file, output) { throw ValidationError("\(output) is the session itself; --record writes into it.") }
        guard (1...1_000_000).contains(patience) else { throw ValidationError("--patience is a number of seconds, 1 to 1000000.") }
        guard groups > 0 else { throw ValidationError("--groups is a number of groups, 1 or more.") }
        if record, file == "-" { throw ValidationError("Standard input cannot be recorded into; give a file.") }
    }

    func run() throws {
        Standard.ignoreBrokenPipe()
        let ranks = try Ranks.start(patience: patience)
        defer {
            if let ranks, let logPerRank { ranks.log(into: "\(logPerRank).\(ranks.group.rank)") }
            ranks?.finish()
        }
        if let ranks, groups > ranks.group.size {
            if ranks.group.isFirst { Standard.error("unroll: \(ranks.group.size) ranks cannot be divided into \(groups) groups.\n") }
            throw ExitCode.validationFailure
        }
        if let ranks, file == "-" {
            if ranks.group.isFirst { Standard.error("unroll: Standard input reaches the first rank alone; give a file.\n") }
            throw ExitCode.validationFailure
        }
        if let ranks, !ranks.group.isFirst {
            try Standard.sendOutput(to: logPerRank.map { "\($0).\(ranks.group.rank)" } ?? "/dev/null")
        } else if let output {
            try Standard.sendOutput(to: output)
        }
        try PlainSession.run(file, record: record, asEvents: json, ranks: ranks?.group, groups: groups, options: options)
    }
}
