import Foundation
import TestSupport
import Testing

/// Ranks on two machines, and under Slurm. These tests take minutes and need a prepared machine:
/// `UNROLL_CLUSTER_TESTS=namespaces`, run by root, makes two machines of this one; `slurm` uses the cluster that `srun`
/// finds, of two nodes that share the folder of temporary files, and if both are this machine, also
/// `OMPI_MCA_btl_tcp_if_include=lo`. `UNROLL_MPI_PROGRAM` is the program, built with the trait `MPI`.
@Suite(.serialized) struct ClusterTests {
    private static let environment = ProcessInfo.processInfo.environment
    /// With symbolic links resolved, as `/proc` names running programs.
    private static let program = environment["UNROLL_MPI_PROGRAM"].map { URL(filePath: $0).resolvingSymlinksInPath().path }
    private static let chosen = (environment["UNROLL_CLUSTER_TESTS"] ?? "").split(separator: ",").map(String.init)
    private static func has(_ name: String) -> Bool { program != nil && chosen.contains(name) }

    /// A run whose weights are saved.
    private static func session(epochs: Int, in folder: URL) throws {
        try """
        ```unroll
        digits = strokes(train: 400, test: 50)
        run = train(gru(12) | dropout(0.2) | last | dense(10), digits, epochs: \(epochs), batch: 100, optimizer: adam(0.002))
        save(run, "\(folder.path)/weights.safetensors", format: keras)
        ```
        """.write(to: folder.appending(path: "session.md"), atomically: true, encoding: .utf8)
        forget(in: folder)
    }

    /// Removes saved runs and their weights.
    private static func forget(in folder: URL) {
        for name in [".unroll", "weights.safetensors"] { try? FileManager.default.removeItem(at: folder.appending(path: name)) }
    }

    private static func weights(in folder: URL) throws -> Data { try Data(contentsOf: folder.appending(path: "weights.safetensors")) }

    /// The weights of a run by a single process.
    private static func alone(in folder: URL) throws -> Data {
        let result = try run([], in: folder)
        try #require(result.code == 0, "\(result.error)")
        defer { forget(in: folder) }
        return try weights(in: folder)
    }

    /// Runs the session.
    ///
    /// - Parameter victim: a rank that is killed after this many seconds, if the run takes that long; nil for none.
    private static func run(
        _ launcher: [String], in folder: URL, patience: Int = 60, victim: (rank: Int, after: Double)? = nil
    ) throws -> Program.Result {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = launcher + [program ?? "", "run", "session.md", "--patience", "\(patience)"]
        process.currentDirectoryURL = folder
        process.environment = environment.merging([
            "OMPI_ALLOW_RUN_AS_ROOT": "1", "OMPI_ALLOW_RUN_AS_ROOT_CONFIRM": "1", "UNROLL_THREADS": "1",
        ]) { $1 }
        let (output, error) = (folder.appending(path: "out.txt"), folder.appending(path: "error.txt"))
        for file in [output, error] { try Data().write(to: file) }
        process.standardOutput = try FileHandle(forWritingTo: output)
        process.standardError = try FileHandle(forWritingTo: error)
        try process.run()
        if let victim {
            // The time counts from when the rank exists, since a busy machine takes a while to start it.
            while process.isRunning, processes(ofRank: victim.rank, in: folder).isEmpty { Thread.sleep(forTimeInterval: 0.05) }
            Thread.sleep(forTimeInterval: victim.after)
            for id in processes(ofRank: victim.rank, in: folder) { _ = Foundation.kill(id, SIGKILL) }
        }
        process.waitUntilExit()
        return Program.Result(
            output: try String(contentsOf: output, encoding: .utf8), error: try String(contentsOf: error, encoding: .utf8),
            code: process.terminationStatus)
    }

    /// The process of a rank of a run in this folder.
    private static func processes(ofRank rank: Int, in folder: URL) -> [Int32] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
        return names.compactMap { Int32($0) }.filter { id in
            guard let bytes = FileManager.default.contents(atPath: "/proc/\(id)/environ"),
                (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/\(id)/exe")) == program,
                (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/\(id)/cwd")) == folder.resolvingSymlinksInPath().path
            else { return false }
            let variables = bytes.split(separator: 0).map { String(decoding: $0, as: UTF8.self) }
            return variables.contains("PMIX_RANK=\(rank)")
        }
    }

    /// The step at which the others noticed the death; nil if they had no time to.
    private static func step(in error: String) -> Int? {
        guard let found = error.firstMatch(of: /at step ([0-9,]+)/) else { return nil }
        return Int(found.1.filter { $0 != "," })
    }

    // MARK: Two machines

    @Test(.enabled(if: has("namespaces"), "needs UNROLL_CLUSTER_TESTS=namespaces and UNROLL_MPI_PROGRAM"), arguments: [2, 3, 8])
    func twoMachinesGiveTheSameBits(_ ranks: Int) throws {
        try withTemporaryFolder { folder in
            defer { TwoHosts.remove() }
            let hosts = try TwoHosts(in: folder)
            try Self.session(epochs: 20, in: folder)
            let alone = try Self.alone(in: folder)
            let result = try Self.run(hosts.launcher(ranks: ranks), in: folder)
            #expect(result.code == 0, "\(result.error)")
            #expect(try Self.weights(in: folder) == alone)
        }
    }

    /// Each rank in turn is killed, including the first, twenty times in all: the computed state is available when the
    /// same command is run again, and the bits are those of an undisturbed run.
    @Test(.enabled(if: has("namespaces"), "needs UNROLL_CLUSTER_TESTS=namespaces and UNROLL_MPI_PROGRAM"))
    func nothingIsLostWhereRanksAreKilled() throws {
        try withTemporaryFolder { folder in
            defer { TwoHosts.remove() }
            let hosts = try TwoHosts(in: folder)
            try Self.session(epochs: 12000, in: folder)
            let alone = try Self.alone(in: folder)
            var (kills, steps): (Int, [Int]) = (0, [])
            while kills < 20 {
                let after = 1.5 + Double(kills % 5) / 4
                let result = try Self.run(hosts.launcher(ranks: 3), in: folder, victim: (kills % 3, after))
                kills += 1
                try #require(result.code != 0, "the run ended before it could be killed")
                if let step = Self.step(in: result.error) { steps.append(step) }
            }
            #expect(steps.count == kills && steps == steps.sorted(), "\(steps)")
            let result = try Self.run(hosts.launcher(ranks: 2), in: folder)
            #expect(result.code == 0, "\(result.error)")
            #expect(try Self.weights(in: folder) == alone)
        }
    }

    // MARK: Slurm

    /// One rank per machine: if there are more, PMIx kills all of them with one.
    private static let srun = ["srun", "--nodes=2", "--ntasks-per-node=1", "--mpi=pmix", "--no-kill", "--kill-on-bad-exit=0"]

    @Test(.enabled(if: has("slurm"), "needs UNROLL_CLUSTER_TESTS=slurm and UNROLL_MPI_PROGRAM"))
    func slurmStartsRanksThatGiveTheSameBits() throws {
        try withTemporaryFolder { folder in
            try Self.session(epochs: 20, in: folder)
            let alone = try Self.alone(in: folder)
            let result = try Self.run(Self.srun, in: folder)
            #expect(result.code == 0, "\(result.error)")
            #expect(try Self.weights(in: folder) == alone)
        }
    }

    /// Slurm, if told to, gives the others time to save the state of a run when one of its ranks is killed.
    @Test(.enabled(if: has("slurm"), "needs UNROLL_CLUSTER_TESTS=slurm and UNROLL_MPI_PROGRAM"), arguments: [0, 1])
    func slurmLeavesTheOthersTheTimeToKeepTheState(_ rank: Int) throws {
        try withTemporaryFolder { folder in
            try Self.session(epochs: 4000, in: folder)
            let alone = try Self.alone(in: folder)
            let killed = try Self.run(Self.srun, in: folder, patience: 5, victim: (rank, 4))
            #expect(killed.code == 137 && Self.step(in: killed.error) ?? 0 > 1, "\(killed)")
            #expect(killed.error.contains("unroll: Rank \(rank)") && killed.error.contains("unroll: The same command resumes from there."))
            let result = try Self.run(Self.srun, in: folder)
            #expect(result.code == 0, "\(result.error)")
            #expect(try Self.weights(in: folder) == alone)
        }
    }
}
