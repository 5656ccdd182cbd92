import ArgumentParser
import Foundation
import Recurrent
import TextFormatting

#if MPI
    import MessagePassing
#endif

/// The processes that `mpirun` or `srun` has started, of which this is one.
struct Ranks {
    let group: RankGroup
    private let start = ContinuousClock.now
    /// Ends together with all others.
    private let finishing: () -> Void
    /// Ends where not all can: waits until the first has kept what it has.
    private let leaving: () -> Void

    /// Most seconds that the first rank is left to write what it has, after one has failed.
    private static let secondsForTheFirst = 30

    /// Finds the others; nil where this process is alone. Says what is amiss in how it was started.
    ///
    /// - Parameter patience: seconds that a rank is waited for before it is taken for dead.
    /// - Throws: the exit status, where processes were started that cannot find one another.
    static func start(patience: Int) throws -> Ranks? {
        let launch = RankLaunch(ProcessInfo.processInfo.environment)
        if let notice = launch.notice { Standard.error("unroll: \(notice)\n") }
        guard launch.isRank else {
            guard let problem = launch.problem else { return nil }
            Standard.error("unroll: \(problem)\n")
            throw ExitCode.validationFailure
        }
        #if MPI
            do throws(MPILink.StartError) {
                let link = try MPILink(patience: .seconds(patience))
                guard link.size > 1 else {
                    link.finish()
                    return nil
                }
                let group = RankGroup(link)
                if group.isFirst { group.whenRemarking { Standard.error("unroll: \($0.sentence)\n") } }
                group.whenFailing { [unowned group] failure in
                    // The first of those that are left says it.
                    guard (0..<group.size).first(where: { !group.silentRanks.contains($0) }) == group.rank else { return }
                    Standard.error("unroll: \(failure.sentence(in: group))\n")
                }
                return Ranks(group) {
                    group.close()
                    link.finish()
                } leaving: {
                    if group.isFirst || group.isSuccessor {
                        link.dismissOthers()
                    } else {
                        link.waitForDismissal(seconds: secondsForTheFirst)
                    }
                }
            } catch {
                Standard.error("unroll: \(error.sentence)\n")
                throw ExitCode.failure
            }
        #else
            Standard.error("unroll: \(RankLaunch.missingTrait)\n")
            throw ExitCode.validationFailure
        #endif
    }

    private init(_ group: RankGroup, finishing: @escaping () -> Void, leaving: @escaping () -> Void) {
        (self.group, self.finishing, self.leaving) = (group, finishing, leaving)
    }

    /// Adds what became of this rank to its file.
    func log(into file: String) {
        let (all, waited) = (ContinuousClock.now - start, group.waited)
        func seconds(_ duration: Duration) -> String { Figures.fixed(duration / .seconds(1), 1) }
        let line =
            "rank \(group.rank) of \(group.size) on \(group.hosts[group.rank]): \(Figures.count(Processor.threads, "thread")), "
            + "\(Figures.count(group.step, "step")); of \(seconds(all)) s it waited \(seconds(waited)) s for messages\n"
        Standard.append(line, to: file)
    }

    /// Ends together with the others. Where one does not answer any more this process ends at once, with what says that the same command goes on; all but the
    /// first, or the next where the first has died, leave that one time to keep its state.
    func finish() {
        guard let failure = group.failure, !failure.isOfAll else { return finishing() }
        if group.isFirst || group.isSuccessor { Standard.error("unroll: The same command resumes from there.\n") }
        leaving()
        // Whoever ends in order would wait for those that do not answer.
        _exit(Interruption.goOnLater)
    }
}

extension RankFailure {
    /// Whether all ranks know of it, and none is lost.
    var isOfAll: Bool { problem == .otherSession || problem == .otherRun }

    /// - Parameter group: in which it was found out.
    fileprivate func sentence(in group: RankGroup) -> String {
        func name(_ rank: Int) -> String {
            "Rank \(rank)" + (group.hosts.indices.contains(rank) ? " (\(group.hosts[rank]))" : "")
        }
        let silent = group.silentRanks
        let step = group.step > 0 ? " at step \(Figures.grouped(group.step))" : ""
        let who = silent.isEmpty ? name(rank) : silent.map(name).joined(separator: ", ")
        return switch problem {
        case .silence(let seconds): "\(who) did not answer for \(seconds) s\(step)."
        case .unanswered:
            silent.isEmpty ? "\(who) had not answered\(step) when this process was told to end." : "\(who) does not answer\(step)."
        case .library(let text): "\(who) cannot be reached\(step): \(text)."
        case .otherSession: "\(name(rank)) reads a different session from the first rank: all need the same file."
        case .otherRun: "\(name(rank)) has different data from the first rank: all need the same files."
        }
    }
}

extension RankRemark {
    fileprivate var sentence: String {
        switch self {
        case .fewBlocks(let batch, let blocks, let ranks, let sufficient):
            "A batch of \(Figures.count(batch, "sequence")) has \(Figures.count(blocks, "block")) to share out, and there are \(ranks) "
                + "ranks: some have nothing to do; batch: \(sufficient) would be enough."
        }
    }
}

#if MPI
    extension MPILink.StartError {
        fileprivate var sentence: String {
            switch self {
            case .library(let text): "MPI cannot start: \(text)."
            case .threads:
                "This MPI allows no threads besides the one that passes messages (MPI_THREAD_FUNNELED), but training needs threads that "
                    + "compute."
            }
        }
    }
#endif
