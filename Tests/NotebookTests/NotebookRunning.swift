import Foundation
import Testing

@testable import Notebook

/// Runs cells to their end, one after another.
///
/// - Returns: the status and the printed text of each.
func runCells(_ sources: [String], overrides: [String: String] = [:]) -> [(status: CellStatus, output: String)] {
    var document = Document()
    document.elements = sources.map { .cell(DocumentCell(source: $0)) }
    let manager = SessionManager(document: document, location: nil, overrides: overrides)
    manager.runAll()
    manager.waitUntilIdle()
    return manager.state.cells.map { ($0.status, $0.output.plain) }
}

/// The output of the last of these cells; the others must succeed.
func output(of sources: String..., sourceLocation: SourceLocation = #_sourceLocation) -> String {
    let results = runCells(sources)
    for (index, result) in results.dropLast().enumerated() {
        #expect(result.status == .done, "\(sources[index])\n\(result.output)", sourceLocation: sourceLocation)
    }
    return results.last?.output ?? ""
}
