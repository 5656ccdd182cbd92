import Files
import Foundation
import SystemPackage
import TestSupport
import Testing

@testable import Notebook

/// A session of sixty actions on a disk each of whose operations may be the last, be refused, or find no room: nothing
/// that was reported as kept is lost, nothing is found that never existed, and training continues to the same numbers.
@Suite(.serialized) struct PowerLossTests {
    /// The stride between the operations that are tried, from one that the seed selects: `UNROLL_CRASH_STRIDE`, 1 for
    /// all.
    private static let givenStride = ProcessInfo.processInfo.environment["UNROLL_CRASH_STRIDE"].flatMap(Int.init)
    private static let stride = max(1, givenStride ?? 450)
    /// The number of disks examined among those that may be found after a trial, if no stride is given; otherwise all
    /// are.
    private static let fewLooks = 6

    /// The result of the script without faults: the number of operations, and the output of the training runs.
    private struct Reference {
        var operations: Int
        var tables: [String: [String]]
    }

    private static let reference: Result<Reference, any Error> = Result {
        let disk = SimulatedDisk(folders: folders)
        let session = ScriptedSession(on: disk)
        session.work()
        let tables = Self.tables(of: session.manager)
        session.end()
        guard session.problems.isEmpty, tables.count == ScriptedSession.trainings.count else {
            throw Failure("\(session.problems) \(tables)")
        }
        return Reference(operations: disk.operationCount, tables: tables)
    }

    private struct Failure: Error {
        var text: String
        init(_ text: String) { self.text = text }
    }

    private static let folders: [FilePath] = ["/home", "/home/other"]

    /// Figures of a whole test, for display.
    private final class Figures {
        var points = 0
        var looks = 0
        var lost = 0
        var trainings = 0
        var otherTables = 0
        var problems = 0

        func show(_ what: String, of operations: Int) {
            print(
                "\(what): \(points) of \(operations) operations tried, \(looks) disks looked at, \(lost) times something lost, "
                    + "\(otherTables) of \(trainings) trainings to other numbers, \(problems) other problems; seed \(SeededGenerator.seed)")
        }
    }

    private static func tables(of manager: SessionManager?) -> [String: [String]] {
        guard let manager else { return [:] }
        var tables: [String: [String]] = [:]
        for cell in manager.state.cells where ScriptedSession.trainings.contains(cell.source) {
            tables[cell.source] = cell.output.plain.split(separator: "\n").map { String(RecordedOutput.comparable(String($0))) }
        }
        return tables
    }

    private static func points(of operations: Int) -> StrideTo<Int> {
        var generator = SeededGenerator()
        return Swift.stride(from: Int.random(in: 1...stride, using: &generator), to: operations + 1, by: stride)
    }

    /// The operation is the last, complete or half done; anything that was not synced may be missing.
    @Test(arguments: [true, false]) func nothingIsLostWithThePower(_ isWhole: Bool) throws {
        let reference = try Self.reference.get()
        let figures = Figures()
        for point in Self.points(of: reference.operations) {
            let disk = SimulatedDisk(folders: Self.folders)
            disk.set(.dies(at: point, isWhole: isWhole))
            let session = work(on: disk, figures, "death at \(point)")
            for found in found(on: disk) { look(at: session, on: found, figures, "death at \(point)") }
            try goOn(session, on: disk.afterDeath(), reference, figures, "death at \(point)")
        }
        figures.show("power lost, operation \(isWhole ? "whole" : "in part")", of: reference.operations)
    }

    /// The operation is refused, once or for a while; then the power fails.
    @Test(arguments: [1, 4]) func nothingIsLostWhereTheDiskRefuses(_ count: Int) throws {
        let reference = try Self.reference.get()
        let figures = Figures()
        for point in Self.points(of: reference.operations) {
            let disk = SimulatedDisk(folders: Self.folders)
            disk.set(.fails(at: point, code: .ioError, count: count))
            let session = work(on: disk, figures, "refusal at \(point)")
            for found in found(on: disk) { look(at: session, on: found, figures, "refusal at \(point)") }
            try goOn(session, on: disk.afterDeath(), reference, figures, "refusal at \(point)")
        }
        figures.show("operations refused, \(count) in turn", of: reference.operations)
    }

    /// From this operation on the disk is full; what could not be kept is kept as soon as there is room again.
    @Test func nothingIsLostWhereTheDiskIsFull() throws {
        let reference = try Self.reference.get()
        let figures = Figures()
        for point in Self.points(of: reference.operations) {
            let disk = SimulatedDisk(folders: Self.folders)
            disk.set(.isFull(at: point))
            let session = ScriptedSession(on: disk)
            session.work()
            for found in found(on: disk) { look(at: session, on: found, figures, "full from \(point) on") }
            disk.set(.none)
            session.noteKept()
            if let manager = session.manager, manager.wouldLoseChanges { session.fail("it is not kept though there is room again") }
            finish(session, figures, "full from \(point) on")
            for found in found(on: disk) { look(at: session, on: found, figures, "room again after \(point)") }
        }
        figures.show("disk full", of: reference.operations)
    }

    // MARK: One trial

    /// The states of the disk that may be found after a power failure: all, or the first, the last and some in between.
    private func found(on disk: SimulatedDisk) -> [SimulatedDisk] {
        let all = disk.afterDeath()
        guard Self.givenStride == nil, all.count > Self.fewLooks else { return all }
        var generator = SeededGenerator()
        let between = (1..<all.count - 1).shuffled(using: &generator).prefix(Self.fewLooks - 2).sorted()
        return ([0] + between + [all.count - 1]).map { all[$0] }
    }

    private func work(on disk: SimulatedDisk, _ figures: Figures, _ what: String) -> ScriptedSession {
        let session = ScriptedSession(on: disk)
        session.work()
        finish(session, figures, what)
        return session
    }

    private func finish(_ session: ScriptedSession, _ figures: Figures, _ what: String) {
        session.end()
        figures.points += 1
        figures.problems += session.problems.count
        #expect(session.problems.isEmpty, "\(what), seed \(SeededGenerator.seed)")
    }

    /// Checks that the disk has everything that was reported as kept.
    private func look(at session: ScriptedSession, on disk: SimulatedDisk, _ figures: Figures, _ what: String) {
        figures.looks += 1
        let found = Result { try OpenedSession.open(session.path, isNamed: true, on: disk).document }
        let isExplained = (try? found.get()).map { session.explains($0, atLeast: session.kept) } ?? false
        guard !isExplained else { return }
        figures.lost += 1
        let kept = session.moments[session.kept].parts
        Issue.record(
            """
            \(what), seed \(SeededGenerator.seed): kept was
            \(kept.map(\.description).joined(separator: "\n"))
            but found is
            \(found.map { FoundPart.all(of: $0).map(\.description).joined(separator: "\n") })
            """)
    }

    /// Opens the session on the first and the last of the possible states, where training continues.
    private func goOn(
        _ session: ScriptedSession, on disks: [SimulatedDisk], _ reference: Reference, _ figures: Figures, _ what: String
    ) throws {
        for disk in Set([0, disks.count - 1]).sorted().map({ disks[$0] }) {
            let manager = SessionManager(try OpenedSession.open(session.path, isNamed: true, on: disk))
            if manager.state.cells.contains(where: { ScriptedSession.trainings.contains($0.source) }) {
                manager.runAll()
                manager.waitUntilIdle()
            }
            for (source, table) in Self.tables(of: manager) {
                figures.trainings += 1
                guard table != reference.tables[source] else { continue }
                figures.otherTables += 1
                Issue.record("\(what), seed \(SeededGenerator.seed): \(source) gives\n\(table)\nfor\n\(reference.tables[source] ?? [])")
            }
        }
    }
}
