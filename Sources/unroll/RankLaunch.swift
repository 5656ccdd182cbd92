/// What the environment says of how the process was started.
struct RankLaunch: Equatable {
    /// Whether a launcher of MPI's has started it.
    let isRank: Bool
    /// Processes of the step of Slurm's that it belongs to; 1 outside of steps.
    private let stepTasks: Int
    /// Tasks of the allocation that it is in; 1 outside of allocations.
    private let allocatedTasks: Int

    /// What says a program that was built without MPI.
    static let missingTrait =
        "This process is one of several, but was built without MPI, so each would run the whole session: "
        + "`swift build -c release --traits MPI` builds it with MPI."

    init(_ environment: [String: String]) {
        func number(_ name: String) -> Int { environment[name].flatMap { Int($0) } ?? 1 }
        // Open MPI, any that speaks PMIx, and MPICH's launchers.
        isRank = ["OMPI_COMM_WORLD_RANK", "PMIX_RANK", "PMI_RANK"].contains { environment[$0] != nil }
        (stepTasks, allocatedTasks) = (number("SLURM_STEP_NUM_TASKS"), number("SLURM_NTASKS"))
    }

    /// Why processes that were started together do not find one another; nil where that is not so.
    var problem: String? {
        guard !isRank, stepTasks > 1 else { return nil }
        return
            "srun has started \(stepTasks) processes that know nothing of one another: use `srun --mpi=pmix` (`srun --mpi=list` lists "
            + "the choices), or mpirun in place of srun."
    }

    /// What is worth saying of a process that is alone; nil for nothing.
    var notice: String? {
        guard !isRank, stepTasks == 1, allocatedTasks > 1 else { return nil }
        return
            "This allocation has \(allocatedTasks) tasks, but this is a single process; `srun unroll run` or `mpirun unroll run` uses "
            + "all of them."
    }
}
