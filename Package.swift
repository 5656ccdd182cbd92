// swift-tools-version: 6.2
import PackageDescription

// Clang's -march also sets the instructions that Swift's own code generation may use. The kernels are
// optimised in debug builds too, so that the tests run at the speed of the product.
#if arch(x86_64)
    let avx2: [SwiftSetting] = [.unsafeFlags(["-Ounchecked", "-Xcc", "-fno-math-errno", "-Xcc", "-march=x86-64-v3"])]
    let avx512: [SwiftSetting] = [.unsafeFlags(["-Ounchecked", "-Xcc", "-fno-math-errno", "-Xcc", "-march=x86-64-v4"])]
#else
    let avx2: [SwiftSetting] = [.unsafeFlags(["-Ounchecked"])]
    let avx512 = avx2
#endif
let optimisedInDebug: [SwiftSetting] = [.unsafeFlags(["-O"], .when(configuration: .debug))]
let portable: [SwiftSetting] = [.unsafeFlags(["-Ounchecked", "-Xcc", "-fno-math-errno"])]

let package = Package(
    name: "Unroll",
    products: [
        .executable(name: "unroll", targets: ["unroll"]),
        .library(name: "Recurrent", targets: ["Recurrent"]),
        .library(name: "Datasets", targets: ["Datasets"]),
    ],
    traits: [
        .trait(name: "MPI", description: "Runs sessions on several machines together; needs libopenmpi-dev or libmpich-dev.")
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-collections", from: "1.6.0"),
        .package(url: "https://github.com/apple/swift-system", from: "1.8.0"),
    ],
    targets: [
        // From the bottom up: a target imports only targets above it in this list.
        .systemLibrary(name: "CNcurses", providers: [.apt(["libncurses-dev"])]),
        .systemLibrary(name: "CZlib", providers: [.apt(["zlib1g-dev"])]),
        .systemLibrary(name: "CProcessorHints"),
        .systemLibrary(name: "CMatrixUnit"),
        .systemLibrary(name: "CSignalStack"),
        .systemLibrary(name: "CMPI", pkgConfig: "mpi-c", providers: [.apt(["libopenmpi-dev"])]),
        .target(name: "TextFormatting"),
        .target(
            name: "Files", dependencies: [.product(name: "SystemPackage", package: "swift-system")], swiftSettings: [.unsafeFlags(["-O"])]),
        .target(
            name: "Kernels", dependencies: ["CProcessorHints"], swiftSettings: [.unsafeFlags(["-Ounchecked", "-Xcc", "-fno-math-errno"])]),
        .target(name: "KernelsPortable", dependencies: ["Kernels"], swiftSettings: portable),
        .target(name: "KernelsAVX2", dependencies: ["Kernels"], swiftSettings: avx2),
        .target(name: "KernelsAVX512", dependencies: ["Kernels"], swiftSettings: avx512),
        .target(name: "KernelsMatrix", dependencies: ["Kernels", "KernelsAVX512", "CMatrixUnit"], swiftSettings: avx512),
        .target(name: "Datasets", dependencies: ["Kernels", "CZlib"], swiftSettings: [.unsafeFlags(["-O"])]),
        .target(
            name: "Recurrent",
            dependencies: [
                "CSignalStack", "Kernels", "KernelsPortable", "KernelsAVX2", "KernelsAVX512", "KernelsMatrix", "Datasets", "Files",
                .product(name: "SystemPackage", package: "swift-system"),
            ], swiftSettings: optimisedInDebug),
        // Empty without the trait.
        .target(
            name: "MessagePassing",
            dependencies: [.target(name: "Recurrent"), .target(name: "CMPI", condition: .when(traits: ["MPI"]))]),
        .target(name: "Charts", dependencies: ["TextFormatting"]),
        .target(
            name: "CellLanguage",
            dependencies: [
                "TextFormatting",
                .product(name: "OrderedCollections", package: "swift-collections"),
                .product(name: "HashTreeCollections", package: "swift-collections"),
            ], swiftSettings: optimisedInDebug),
        .target(name: "Exchange", dependencies: ["Recurrent", "Datasets"], swiftSettings: optimisedInDebug),
        .target(name: "SessionStore", dependencies: ["Files", .product(name: "SystemPackage", package: "swift-system")]),
        .target(
            name: "Notebook",
            dependencies: [
                "CSignalStack", "CellLanguage", "Exchange", "Recurrent", "Datasets", "Charts", "SessionStore", "Files", "TextFormatting",
                .product(name: "SystemPackage", package: "swift-system"),
                .product(name: "HeapModule", package: "swift-collections"),
            ]),
        .target(
            name: "TerminalUI",
            dependencies: [
                "Notebook", "CellLanguage", "Charts", "Files", "TextFormatting", "CNcurses",
                .product(name: "SystemPackage", package: "swift-system"),
            ]),
        .target(name: "TerminalDriver"),
        .target(name: "Benchmarks", dependencies: ["TerminalUI", "Notebook", "Charts", "Recurrent", "TerminalDriver"]),
        .executableTarget(
            name: "unroll",
            dependencies: [
                "Benchmarks", "TerminalUI", "Notebook", "Recurrent", "TextFormatting",
                .target(name: "MessagePassing", condition: .when(traits: ["MPI"])),
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ]),

        .target(
            name: "TestSupport", dependencies: ["Recurrent", "Charts", "Files", .product(name: "SystemPackage", package: "swift-system")],
            path: "Tests/TestSupport", swiftSettings: [.unsafeFlags(["-O"])]),
        .testTarget(
            name: "KernelsTests",
            dependencies: ["Kernels", "KernelsPortable", "KernelsAVX2", "KernelsAVX512", "Recurrent", "TestSupport"],
            exclude: ["Fixtures"], swiftSettings: [.unsafeFlags(["-O"])]),
        .testTarget(name: "DatasetsTests", dependencies: ["Datasets", "TestSupport"]),
        .testTarget(
            name: "RecurrentTests", dependencies: ["Recurrent", "TestSupport"], resources: [.copy("Fixtures")]),
        .testTarget(name: "CellLanguageTests", dependencies: ["CellLanguage", "TestSupport"]),
        .testTarget(name: "ChartsTests", dependencies: ["Charts", "TestSupport"], exclude: ["Goldens"]),
        .testTarget(
            name: "ExchangeTests", dependencies: ["Exchange", "Recurrent", "Datasets", "TestSupport"], exclude: ["Python"]),
        .testTarget(name: "SessionStoreTests", dependencies: ["SessionStore", "Files", "TestSupport"]),
        .testTarget(
            name: "NotebookTests", dependencies: ["Notebook", "CellLanguage", "SessionStore", "Files", "TextFormatting", "TestSupport"],
            exclude: ["Python"]),
        .testTarget(
            name: "TerminalUITests",
            dependencies: ["TerminalUI", "Notebook", "CellLanguage", "Charts", "TextFormatting", "CNcurses", "TestSupport"],
            exclude: ["Goldens"]
        ),
        .testTarget(
            name: "CrashTests",
            dependencies: [
                "unroll", "Notebook", "SessionStore", "Files", "TerminalDriver", "TestSupport",
                .product(name: "SystemPackage", package: "swift-system"),
            ]),
        .testTarget(
            name: "FuzzTests",
            dependencies: ["Datasets", "Recurrent", "CellLanguage", "Notebook", "SessionStore", "Files", "TestSupport"],
            path: "Tests/Fuzz", swiftSettings: [.unsafeFlags(["-O"])]),
        .testTarget(name: "BenchmarksTests", dependencies: ["Benchmarks", "Recurrent", "TestSupport"]),
        .executableTarget(name: "CrashingScreen", dependencies: ["CNcurses", "CSignalStack"], path: "Tests/CrashingScreen"),
        // A package of its own, whose source is built here again with the modules that are already built.
        .executableTarget(
            name: "LibraryExample", dependencies: ["Recurrent", "Datasets"], path: "Tests/LibraryExample/Sources/LibraryExample"),
        .testTarget(
            name: "UnrollTests", dependencies: ["unroll", "CrashingScreen", "LibraryExample", "Recurrent", "TerminalDriver", "TestSupport"]),
    ],
    swiftLanguageModes: [.v6]
)
