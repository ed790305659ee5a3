// swift-tools-version: 6.3
import PackageDescription

/// One strictness for every target of ours: see Documentation/decisions/0001-house.md.
let strict: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    .treatAllWarnings(as: .error),
]

/// At their own speed in debug builds, too: without optimisation the reader takes a minute for a page, and the rules, which nearly
/// every test has work, take most of the suites' time.
let fast: [SwiftSetting] = [.unsafeFlags(["-O"], .when(configuration: .debug))]

/// The libraries from PyPI that `bin/setup` unpacks into `.deps/lib`: linked from there, and found when the program runs in
/// a checkout (`.build/<triple>/<configuration>`) or as installed, with `lib` beside the program's folder.
/// Of zbar, Debian's runtime library is enough; its headers would bring seventy packages.
let unpacked: [LinkerSetting] = [
    .unsafeFlags([
        "-L\(Context.packageDirectory)/.deps/lib", "-l:libzbar.so.0",
        "-Xlinker", "-rpath=$ORIGIN/../lib", "-Xlinker", "-rpath=$ORIGIN/../../../.deps/lib",
    ])
]

let package = Package(
    name: "ghiseu",
    products: [
        .executable(name: "ghiseu", targets: ["ghiseu"]), .executable(name: "ghiseu-intake", targets: ["ghiseu-intake"]),
    ],
    dependencies: [
        .package(url: "https://github.com/hummingbird-project/hummingbird", exact: "2.28.1"),
        .package(url: "https://github.com/groue/GRDB.swift", exact: "7.10.0"),
        .package(url: "https://github.com/jpsim/Yams", exact: "6.2.2"),
        .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
        .package(url: "https://github.com/apple/swift-asn1", exact: "1.7.4"),
        .package(url: "https://github.com/apple/swift-certificates", exact: "1.21.1"),
        .package(url: "https://github.com/apple/swift-crypto", exact: "4.5.2"),
        .package(url: "https://github.com/apple/swift-http-types", exact: "1.8.0"),
        .package(url: "https://github.com/apple/swift-log", exact: "1.16.2"),
        .package(url: "https://github.com/apple/swift-nio", exact: "2.101.2"),
        .package(url: "https://github.com/apple/swift-nio-ssl", exact: "2.37.6"),
        .package(url: "https://github.com/swift-server/async-http-client", exact: "1.37.0"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", exact: "2.13.0"),
        .package(url: "https://github.com/swiftlang/swift-subprocess", exact: "1.0.2"),
    ],
    targets: [
        .systemLibrary(name: "CArgon2", pkgConfig: "libargon2", providers: [.apt(["libargon2-dev"])]),
        .systemLibrary(name: "CQPDF", pkgConfig: "libqpdf", providers: [.apt(["libqpdf-dev"])]),
        .systemLibrary(name: "COpenSSL", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),
        .systemLibrary(name: "CQREncode", pkgConfig: "libqrencode", providers: [.apt(["libqrencode-dev"])]),
        .systemLibrary(name: "CCurl", pkgConfig: "libcurl", providers: [.apt(["libcurl4-openssl-dev"])]),
        .systemLibrary(name: "CPostgres", pkgConfig: "libpq", providers: [.apt(["libpq-dev"])]),
        .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
        .systemLibrary(name: "CMalloc"),
        .systemLibrary(name: "CLeptonica", pkgConfig: "lept", providers: [.apt(["libleptonica-dev"])]),
        .systemLibrary(name: "CZBar", providers: [.apt(["libzbar0"])]),
        .systemLibrary(name: "COpenVINO"),
        .systemLibrary(name: "CPdfium"),
        .target(
            name: "Rulebook",
            dependencies: [.product(name: "Yams", package: "Yams")],
            swiftSettings: strict + fast),
        .target(
            name: "Store",
            dependencies: [
                "Rulebook", "CPostgres", .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "GRDBSQLite", package: "GRDB.swift"),
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "AsyncHTTPClient", package: "async-http-client"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
            ],
            swiftSettings: strict),
        .target(
            name: "Documents",
            dependencies: [
                "Rulebook", "CQPDF", "COpenSSL", "CQREncode",
                .product(name: "X509", package: "swift-certificates"),
                .product(name: "SwiftASN1", package: "swift-asn1"),
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "_CryptoExtras", package: "swift-crypto"),
                .product(name: "Subprocess", package: "swift-subprocess"),
            ],
            swiftSettings: strict),
        .target(
            name: "Intake",
            dependencies: [
                "Rulebook", "CLeptonica", "CZBar", "COpenVINO", "CPdfium",
            ],
            swiftSettings: strict + fast, linkerSettings: unpacked),
        .target(
            name: "Office",
            dependencies: [
                "Rulebook", "Store", "Documents", "CArgon2", "CCurl",
                .product(name: "AsyncHTTPClient", package: "async-http-client"),
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
                .product(name: "Subprocess", package: "swift-subprocess"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOFoundationCompat", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
            ],
            swiftSettings: strict),
        .target(
            name: "Web",
            dependencies: [
                "Office", "Rulebook", "Store", "Documents", "CZlib",
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "Logging", package: "swift-log"),
            ],
            swiftSettings: strict),
        .target(name: "ContentFiles", dependencies: ["Rulebook"], swiftSettings: strict),
        .executableTarget(
            name: "ghiseu-intake",
            dependencies: ["Intake", "ContentFiles", .product(name: "ArgumentParser", package: "swift-argument-parser")],
            swiftSettings: strict),
        .executableTarget(
            name: "ghiseu",
            dependencies: [
                "Rulebook", "ContentFiles", "Store", "Documents", "Office", "Web", "CMalloc",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "HummingbirdCore", package: "hummingbird"),
                .product(name: "HummingbirdTLS", package: "hummingbird"),
                .product(name: "NIOSSL", package: "swift-nio-ssl"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
                .product(name: "UnixSignals", package: "swift-service-lifecycle"),
            ],
            swiftSettings: strict),
        .target(
            name: "TestKit",
            dependencies: [
                "Rulebook", "Store", "Documents", "Office", .product(name: "Logging", package: "swift-log"),
            ],
            path: "Tests/TestKit", swiftSettings: strict),
        .testTarget(name: "RulebookTests", dependencies: ["Rulebook", "TestKit"], swiftSettings: strict),
        .testTarget(
            name: "StoreTests",
            dependencies: ["Store", "Rulebook", "TestKit", .product(name: "NIOCore", package: "swift-nio")], swiftSettings: strict),
        .testTarget(
            name: "DocumentsTests", dependencies: ["Documents", "Rulebook", "TestKit"], exclude: ["Samples"], swiftSettings: strict),
        .testTarget(
            name: "IntakeTests", dependencies: ["Intake", "Documents", "Office", "Rulebook", "TestKit"], exclude: ["Foreign"],
            swiftSettings: strict),
        .testTarget(name: "OfficeTests", dependencies: ["Office", "Documents", "Store", "Rulebook", "TestKit"], swiftSettings: strict),
        .testTarget(
            name: "WebTests",
            dependencies: [
                "Web", "Office", "Rulebook", "Store", "TestKit",
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "HummingbirdTesting", package: "hummingbird"),
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "Logging", package: "swift-log"),
            ], swiftSettings: strict),
        .testTarget(name: "ContentTests", dependencies: ["Rulebook", "TestKit"], swiftSettings: strict),
    ]
)
