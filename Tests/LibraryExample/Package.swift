// swift-tools-version: 6.2
import PackageDescription

// A separate package, as others would write it, where the path would be the address of a repository.
let package = Package(
    name: "LibraryExample",
    dependencies: [.package(name: "Unroll", path: "../..")],
    targets: [
        .executableTarget(
            name: "LibraryExample",
            dependencies: [.product(name: "Recurrent", package: "Unroll"), .product(name: "Datasets", package: "Unroll")])
    ],
    swiftLanguageModes: [.v6]
)
