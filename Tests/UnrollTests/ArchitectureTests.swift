import Foundation
import Testing

/// Which module may import which. The chapter on the architecture in the README describes what each contains.
@Suite struct ArchitectureTests {
    /// All modules, with those that they may import.
    private static let dependencies: [String: Set<String>] = [
        "CNcurses": [], "CZlib": [], "CProcessorHints": [], "CMatrixUnit": [], "CSignalStack": [], "CMPI": [],
        "TextFormatting": [],
        "Kernels": ["CProcessorHints"],
        "KernelsPortable": ["Kernels"], "KernelsAVX2": ["Kernels"], "KernelsAVX512": ["Kernels"],
        "KernelsMatrix": ["CMatrixUnit", "Kernels", "KernelsAVX512"],
        "Datasets": ["Kernels", "CZlib"],
        "Recurrent": ["CSignalStack", "Datasets", "Files", "Kernels", "KernelsPortable", "KernelsAVX2", "KernelsAVX512", "KernelsMatrix"],
        "MessagePassing": ["CMPI", "Recurrent"],
        "CellLanguage": ["TextFormatting"],
        "Charts": ["TextFormatting"],
        "Files": [],
        "Exchange": ["Recurrent", "Datasets"],
        "SessionStore": ["Files"],
        "Notebook": [
            "CSignalStack", "CellLanguage", "Charts", "Exchange", "Recurrent", "Datasets", "SessionStore", "Files", "TextFormatting",
        ],
        "TerminalUI": ["Notebook", "CellLanguage", "Charts", "Files", "TextFormatting", "CNcurses"],
        "TerminalDriver": [],
        "Benchmarks": ["TerminalUI", "Notebook", "Charts", "Recurrent", "TerminalDriver"],
        "unroll": ["Benchmarks", "MessagePassing", "TerminalUI", "Notebook", "Recurrent", "TextFormatting"],
    ]
    private static let sources = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "Sources")

    @Test func everyModuleIsPlanned() throws {
        let modules = try FileManager.default.contentsOfDirectory(atPath: Self.sources.path).filter { !$0.hasPrefix(".") }
        #expect(Set(modules) == Set(Self.dependencies.keys))
    }

    @Test func modulesImportWhatIsPlanned() throws {
        for (module, allowed) in Self.dependencies {
            for (file, imported) in try imports(of: module) where Self.dependencies[imported] != nil {
                #expect(allowed.contains(imported), "\(file) imports \(imported)")
            }
        }
    }

    /// A dependency that is allowed but not used is out of date.
    @Test func whatIsPlannedIsUsed() throws {
        for (module, allowed) in Self.dependencies {
            let used = Set(try imports(of: module).map(\.module))
            #expect(allowed.subtracting(used).isEmpty, "\(module) does not import \(allowed.subtracting(used).sorted())")
        }
    }

    private func imports(of module: String) throws -> [(file: String, module: String)] {
        let folder = Self.sources.appending(path: module)
        let files = FileManager.default.enumerator(atPath: folder.path)?.compactMap { $0 as? String } ?? []
        return try files.filter { $0.hasSuffix(".swift") }.flatMap { file in
            try String(contentsOf: folder.appending(path: file), encoding: .utf8).split(separator: "\n").compactMap { line in
                let words = line.split(separator: " ")
                guard let place = words.firstIndex(of: "import"), place < 3, place + 1 < words.count, !line.hasPrefix("//") else {
                    return nil
                }
                return (module + "/" + file, String(words[place + 1]))
            }
        }
    }
}
