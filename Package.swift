// swift-tools-version: 6.1
import PackageDescription

/// OpenBLAS serves BLAS and LAPACK, but where the system has its own: CBLAS and CLAPACK are the one door to either.
#if canImport(Darwin)
  let openBLAS: String? = nil
#else
  let openBLAS: String? = "openblas"
#endif

let package = Package(
  name: "clientele",
  platforms: [.macOS(.v14), .iOS(.v17), .tvOS(.v17), .watchOS(.v10), .visionOS(.v1)],
  products: [
    .library(name: "ClienteleScoring", targets: ["ClienteleScoring"]),
    .executable(name: "clientele", targets: ["clientele"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
  ],
  targets: [
    // 1 · runtime: pure Swift, no system library, no Foundation beyond FoundationEssentials
    .target(name: "Tables"),
    .target(
      name: "ClienteleScoring",
      dependencies: ["Tables", .product(name: "Crypto", package: "swift-crypto")]),

    // 2 · numerics
    .systemLibrary(
      name: "CBLAS", pkgConfig: openBLAS, providers: [.apt(["libopenblas-dev"]), .yum(["openblas-devel"])]),
    .target(
      name: "CLAPACK", dependencies: ["CBLAS"],
      linkerSettings: [
        .linkedLibrary("openblas", .when(platforms: [.linux])),
        .linkedFramework("Accelerate", .when(platforms: [.macOS])),
      ]),
    .target(name: "CVectorMath"),
    .target(name: "LinearAlgebra", dependencies: ["CBLAS", "CLAPACK", "CVectorMath"]),
    .target(name: "Distributions"),

    // 3 · data from elsewhere
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"]), .brew(["zlib"])]),
    .target(name: "DataSources", dependencies: ["Tables", "CZlib"]),

    // 4 · learning and judgement
    .target(name: "Evaluation", dependencies: ["Tables", "CVectorMath", "Distributions"]),
    .target(
      name: "Registry",
      dependencies: ["ClienteleScoring", "Tables", .product(name: "Crypto", package: "swift-crypto")]),
    .target(
      name: "Training",
      dependencies: [
        "ClienteleScoring", "Tables", "LinearAlgebra", "CVectorMath", "Distributions", "Evaluation",
        .product(name: "Crypto", package: "swift-crypto"),
      ]),
    .target(name: "Reports"),

    // 5 · edge
    .target(
      name: "Commands",
      dependencies: [
        "Training", "Evaluation", "Registry", "Reports", "ClienteleScoring", "Tables", "DataSources",
        .product(name: "ArgumentParser", package: "swift-argument-parser"), "Yams",
      ]),
    .executableTarget(name: "clientele", dependencies: ["Commands"]),

    // benchmarks: no product, built with the package; see Benchmarks/README.md
    .executableTarget(
      name: "clientele-bench",
      dependencies: ["Training", "Evaluation", "ClienteleScoring", "Tables", "DataSources"],
      path: "Benchmarks/Sources/clientele-bench"),

    // tests
    .executableTarget(
      name: "scoring-client", dependencies: ["ClienteleScoring"], path: "Tests/Fixtures/ScoringClient"),
    .testTarget(name: "TablesTests", dependencies: ["Tables", "DataSources"], exclude: ["Reference"]),
    .testTarget(
      name: "ClienteleScoringTests", dependencies: ["ClienteleScoring", "Tables", "scoring-client"],
      exclude: ["Archive", "References"]),
    .testTarget(
      name: "LinearAlgebraTests", dependencies: ["LinearAlgebra", "CVectorMath"], exclude: ["References"]),
    .testTarget(name: "DistributionsTests", dependencies: ["Distributions"], exclude: ["References"]),
    .testTarget(name: "EvaluationTests", dependencies: ["Evaluation", "Tables"], exclude: ["References"]),
    .testTarget(
      name: "TrainingTests",
      dependencies: [
        "Training", "Evaluation", "ClienteleScoring", "Tables", "DataSources", "LinearAlgebra", "Distributions",
      ]),
    .testTarget(name: "ReportsTests", dependencies: ["Reports"], exclude: ["Golden"]),
    .testTarget(
      name: "Conformance",
      dependencies: [
        "Training", "ClienteleScoring", "Tables", "Distributions", .product(name: "Crypto", package: "swift-crypto"),
      ]),
    .testTarget(name: "RegistryTests", dependencies: ["Registry"]),
    .testTarget(name: "Tool", dependencies: ["clientele", "ClienteleScoring", "Tables"], exclude: ["Help"]),
  ],
  swiftLanguageModes: [.v6]
)
