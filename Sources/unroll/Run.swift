import ArgumentParser
import Notebook

struct Run: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Runs all cells of a session; their output goes to standard output.",
        discussion: """
            `mpirun -n 4 unroll run FILE` and `srun unroll run FILE` run it on several machines together, with the same bits, if unroll was built by \
            `swift build --traits MPI`. Each rank reads the session; only the first reads data, prints, records, writes files and stores runs.
            """)

    @Argument(help: "A session file, or - for standard input.", completion: .file(extensions: ["md"]))
    var file: String

    @Flag(help: "Write the output of the cells into the file.")
    var record = false

    @Flag(help: "Write events for programs, one JSON object per line, in place of the output of the cells.")
    var json = false

    @Option(
        name: .shortAndLong,
        help: ArgumentHelp("Write the output of the cells, or the events, to this file as it comes.", valueName: "file"),
        completion: .file())
    var output: String?

    @Option(
        help: ArgumentHelp(
            "With several ranks: one file for each, with this name and the number of the rank, for the output of cells there and how "
                + "long the rank waited for others.",
            valueName: "file"),
        completion: .file())
    var logPerRank: String?

    @Option(
        help: ArgumentHelp(
            "With several ranks: the number of groups that train the trials of sweep, repeat and cross_validate side by side.",
            valueName: "count"))
    var groups = 1

    @Option(help: ArgumentHelp("With several ranks: how long to wait for one before it counts as dead.", valueName: "seconds"))
    var patience = 600

    @OptionGroup var options: SessionOptions

    func validate() throws {
        if let output, Standard.isSame(file, output) { throw ValidationError("\(output) is the session itself; --record writes into it.") }
        guard (1...1_000_000).contains(patience) else { throw ValidationError("--patience must be 1 to 1000000 seconds.") }
        guard groups > 0 else { throw ValidationError("--groups must be 1 or more.") }
        if record, file == "-" { throw ValidationError("--record cannot write into standard input; give a file.") }
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
            if ranks.group.isFirst { Standard.error("unroll: Standard input reaches only the first rank; give a file.\n") }
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
