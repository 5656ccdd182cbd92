import Foundation
import TestSupport
import Testing

/// `unroll run` as one of several processes.
@Suite struct RankCommandTests {
    private let session = "```unroll\n1 + 1\n```\n"

    @Test func aForgottenLauncherIsNoticed() throws {
        let result = try Program.run(["run", "-"], input: session, environment: ["SLURM_NTASKS": "4"])
        #expect(result.output == "2\n" && result.code == 0)
        #expect(result.error.hasPrefix("unroll: This allocation has 4 tasks, but this is a single process; `srun unroll run`"))
        #expect(try Program.run(["run", "-"], input: session, environment: ["SLURM_NTASKS": "1"]).error.isEmpty)
    }

    @Test func processesThatKnowNothingOfOneAnotherDoNotRun() throws {
        let alone = try Program.run(["run", "-"], input: session, environment: ["SLURM_NTASKS": "4", "SLURM_STEP_NUM_TASKS": "4"])
        #expect(alone.code == 64 && alone.output.isEmpty)
        #expect(alone.error.hasPrefix("unroll: srun has started 4 processes that know nothing of one another: use `srun --mpi=pmix`"))
        let bare = try Program.run(["run", "-"], input: session, environment: ["PMIX_RANK": "0"])
        #expect(bare.code == 64 && bare.output.isEmpty)
        #expect(bare.error.hasPrefix("unroll: This process is one of several, but was built without MPI"))
    }

    /// A program that was built with the trait `MPI`; nil if there is none.
    private static let programWithMPI = ProcessInfo.processInfo.environment["UNROLL_MPI_PROGRAM"]

    /// Runs a session with MPI: a run of twelve steps whose weights are saved.
    private func weights(ranks: Int, in folder: URL) throws -> Data {
        let file = folder.appending(path: "weights.safetensors")
        try """
        ```unroll
        digits = strokes(train: 200, test: 50)
        run = train(gru(12) | dropout(0.2) | last | dense(10), digits, epochs: 3, batch: 50, optimizer: adam(0.01))
        save(run, "\(file.path)", format: keras)
        ```
        """.write(to: folder.appending(path: "session.md"), atomically: true, encoding: .utf8)
        try? FileManager.default.removeItem(at: folder.appending(path: ".unroll"))
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments =
            ["mpirun", "--oversubscribe", "--bind-to", "none", "-n", "\(ranks)", Self.programWithMPI ?? "", "run"]
            + ["session.md", "--output", "out.txt", "--patience", "60"]
        process.currentDirectoryURL = folder
        process.environment = ProcessInfo.processInfo.environment.merging(
            ["OMPI_ALLOW_RUN_AS_ROOT": "1", "OMPI_ALLOW_RUN_AS_ROOT_CONFIRM": "1", "UNROLL_THREADS": "1"]) { $1 }
        try process.run()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0)
        let output = try String(contentsOf: folder.appending(path: "out.txt"), encoding: .utf8)
        #expect(output.components(separatedBy: "wrote ").count == 2, "the first rank alone prints")
        return try Data(contentsOf: file)
    }

    @Test(.enabled(if: programWithMPI != nil)) func ranksGiveTheSameBits() throws {
        try withTemporaryFolder { folder in
            let alone = try weights(ranks: 1, in: folder)
            #expect(try weights(ranks: 2, in: folder) == alone)
        }
    }
}
