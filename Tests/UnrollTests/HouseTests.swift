import Foundation
import Testing

/// The plan of the house: which room may import which.
@Suite struct HouseTests {
    /// From the ground floor up; a room imports only from those before it.
    private static let floors: [[String]] = [
        ["CNcurses", "CZlib", "CPrefetch", "TextFormatting"], ["Kernels"], ["KernelsPortable", "KernelsAVX2", "KernelsAVX512"],
        ["Datasets"], ["Recurrent"], ["Charts"],
        ["Notebook"],
        ["TerminalUI"], ["unroll"],
    ]
    private static let sources = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "Sources")

    @Test func everyRoomHasItsFloor() throws {
        let rooms = try FileManager.default.contentsOfDirectory(atPath: Self.sources.path).filter { !$0.hasPrefix(".") }
        #expect(Set(rooms) == Set(Self.floors.joined()))
    }

    @Test func roomsImportFromBelow() throws {
        for (height, floor) in Self.floors.enumerated() {
            let forbidden = Set(Self.floors[height...].joined())
            for room in floor {
                for (file, module) in try imports(of: room) {
                    #expect(!forbidden.contains(module), "\(file) imports \(module)")
                }
            }
        }
    }

    /// Only those who need it know of the system library: one room each.
    @Test func systemLibrariesHaveOneReader() throws {
        for (library, reader) in [("CNcurses", "TerminalUI"), ("CZlib", "Datasets"), ("CPrefetch", "Kernels")] {
            for room in Self.floors.joined() where room != reader {
                #expect(try !imports(of: room).contains { $0.module == library }, "\(room) imports \(library)")
            }
        }
    }

    /// What is drawn is values of its own: charts know no networks and no data, nor does the front that shows them.
    @Test func picturesKnowNoNetworks() throws {
        for room in ["Charts", "TerminalUI"] {
            for (file, module) in try imports(of: room) {
                #expect(!["Recurrent", "Datasets", "Kernels"].contains(module), "\(file) imports \(module)")
            }
        }
    }

    private func imports(of room: String) throws -> [(file: String, module: String)] {
        let folder = Self.sources.appending(path: room)
        let files = FileManager.default.enumerator(atPath: folder.path)?.compactMap { $0 as? String } ?? []
        return try files.filter { $0.hasSuffix(".swift") }.flatMap { file in
            try String(contentsOf: folder.appending(path: file), encoding: .utf8).split(separator: "\n").compactMap { line in
                let words = line.split(separator: " ")
                guard let place = words.firstIndex(of: "import"), place < 2, place + 1 < words.count else { return nil }
                return (room + "/" + file, String(words[place + 1]))
            }
        }
    }
}
