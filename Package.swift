// swift-tools-version: 6.2
import PackageDescription

// The architecture in one place: who exists, and who may import whom. Imports go one way, from the programs down;
// programs never import each other. The check builds with `--explicit-target-dependency-import-check error`.

let package = Package(
    name: "guiche",
    platforms: [.macOS(.v15)],
    products: workers.map { .executable(name: $0, targets: [$0]) } + [.executable(name: "guiche", targets: ["guiche"])],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-async-algorithms", from: "1.1.4"),
        .package(url: "https://github.com/apple/swift-configuration", from: "1.4.0"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-metrics", from: "2.13.0"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/HdrHistogram/hdrhistogram-swift", from: "0.2.0"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
        .package(url: "https://github.com/swift-server/async-http-client", from: "1.37.0"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
        .package(url: "https://github.com/vapor/jwt-kit", from: "5.7.1"),
    ],
    targets: libraries + programs + tests)

// The house, from the ground up.
var libraries: [Target] {
    [
        .systemLibrary(name: "CRabbitMQ", pkgConfig: "librabbitmq", providers: [.apt(["librabbitmq-dev"])]),
        library("RabbitMQ", ["CRabbitMQ"]),
        library("Identifiers", []),
        library("Domain", ["Identifiers"]),
        library("Contracts", ["Domain", "Identifiers", crypto, yams]),
        library("Accounts", ["Contracts", crypto, cryptoExtras]),
        library("Stories", ["Contracts", "Domain", "Identifiers"]),
        library("Storage", ["Identifiers", grdb]),
        library(
            "Worker",
            [
                "Contracts", "Domain", "Identifiers", "RabbitMQ", "Storage", argumentParser, configuration,
                hummingbird, lifecycle, logging, metrics,
            ]),
    ]
}

// Each a program of its own, scalable on its own. A new worker is one folder and one line.
var workers: [String] {
    ["ingress", "bot-bridge", "router", "agent-presence", "protocol-writer", "web-gateway", "demo-bot"]
}

var programs: [Target] {
    [
        program("ingress", ["Domain", "Identifiers"]),
        program("bot-bridge", ["Domain", "Identifiers", httpClient, logging, metrics]),
        program("router", ["Domain", "Identifiers", "Storage", metrics]),
        program("agent-presence", ["Domain", "Identifiers", "Storage", grdb]),
        program("protocol-writer", ["Domain", "Identifiers", "Storage", grdb]),
        program(
            "web-gateway",
            [
                "Accounts", "Domain", "Identifiers", "RabbitMQ", "Stories", algorithms, crypto, hummingbird, jwt,
                logging, nioCore,
            ], resources: [.copy("Public")]),
        program("demo-bot", ["Domain", "Identifiers", logging]),
        program(
            "guiche",
            [
                "Accounts", "Domain", "Identifiers", "RabbitMQ", "Stories", "Storage", argumentParser, crypto,
                histogram,
                yams,
            ]),
    ]
}

var tests: [Target] {
    [
        test("RabbitMQ", []),
        test("Domain", ["Identifiers"]),
        test("Contracts", ["Domain", "Identifiers"]),
        test("Simulation", ["Domain", "Identifiers"], ofLibrary: false),
        test("Storage", ["Identifiers", grdb]),
        test("Worker", ["Contracts", "Domain", "Identifiers", "RabbitMQ", "Storage", grdb, lifecycle, logging]),
        test(
            "Router", ["router", "Contracts", "Domain", "Identifiers", "Storage", "Worker"], ofLibrary: false),
        test("Book", ["protocol-writer", "Contracts", "Domain", "Identifiers", "Storage", "Worker"], ofLibrary: false),
        test("Accounts", ["Contracts"]),
        test(
            "WebGateway", ["web-gateway", "Contracts", "Domain", "Identifiers", nioCore], ofLibrary: false),
        test("Bridge", ["bot-bridge", "Contracts", "Domain", "Identifiers"], ofLibrary: false),
        test("DemoBot", ["demo-bot", "Contracts", "Domain", "Identifiers"], ofLibrary: false),
        test(
            "Scenario", ["guiche", "Contracts", "Domain", "Identifiers", "RabbitMQ", "Worker"], ofLibrary: false),
        test(
            "Command", ["guiche", "Contracts", "Domain", "Identifiers", "RabbitMQ", "Storage", "Worker"],
            ofLibrary: false),
    ]
}

@MainActor
func library(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
    .target(name: name, dependencies: dependencies, swiftSettings: strict)
}

@MainActor
func program(_ name: String, _ dependencies: [Target.Dependency], resources: [Resource] = []) -> Target {
    .executableTarget(
        name: name, dependencies: ["Contracts", "Worker"] + dependencies, resources: resources, swiftSettings: strict)
}

/// The tests of the library of that name, or of whatever `dependencies` say.
@MainActor
func test(_ name: String, _ dependencies: [Target.Dependency], ofLibrary: Bool = true) -> Target {
    .testTarget(
        name: "\(name)Tests", dependencies: (ofLibrary ? [.init(stringLiteral: name)] : []) + dependencies,
        swiftSettings: strict)
}

/// Tests look inside, and everything is built once, in release.
var strict: [SwiftSetting] {
    [.swiftLanguageMode(.v6), .treatAllWarnings(as: .error), .unsafeFlags(["-enable-testing"])]
}

var algorithms: Target.Dependency { .product(name: "AsyncAlgorithms", package: "swift-async-algorithms") }
var argumentParser: Target.Dependency { .product(name: "ArgumentParser", package: "swift-argument-parser") }
var configuration: Target.Dependency { .product(name: "Configuration", package: "swift-configuration") }
var crypto: Target.Dependency { .product(name: "Crypto", package: "swift-crypto") }
var cryptoExtras: Target.Dependency { .product(name: "CryptoExtras", package: "swift-crypto") }
var grdb: Target.Dependency { .product(name: "GRDB", package: "GRDB.swift") }
var histogram: Target.Dependency { .product(name: "Histogram", package: "hdrhistogram-swift") }
var httpClient: Target.Dependency { .product(name: "AsyncHTTPClient", package: "async-http-client") }
var hummingbird: Target.Dependency { .product(name: "Hummingbird", package: "hummingbird") }
var jwt: Target.Dependency { .product(name: "JWTKit", package: "jwt-kit") }
var lifecycle: Target.Dependency { .product(name: "ServiceLifecycle", package: "swift-service-lifecycle") }
var logging: Target.Dependency { .product(name: "Logging", package: "swift-log") }
var metrics: Target.Dependency { .product(name: "Metrics", package: "swift-metrics") }
var nioCore: Target.Dependency { .product(name: "NIOCore", package: "swift-nio") }
var yams: Target.Dependency { .product(name: "Yams", package: "Yams") }
