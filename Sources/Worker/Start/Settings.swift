import ArgumentParser
import Configuration
import Contracts
import Foundation
import Logging
import RabbitMQ

/// Everything a worker can be told from outside (contract page, "Environment"), read once at start.
public struct Settings: Sendable {
    public enum LogFormat: String, Sendable {
        case text
        case json
    }

    /// The broker; its password is never printed.
    public var endpoint: Endpoint
    /// The certificates to trust with `amqps`; nil for the system's.
    public var authorityFile: String?
    /// The path of the file with the broker users of the programs; for `guiche`, which hands each program its own.
    public var brokerUsers: String?
    /// The path of the directory file.
    public var directory: String?
    /// Where the store is, as it was given.
    public var store: String?
    public var topology: Topology
    /// 0 is off.
    public var opsPort: Int
    public var webPort: Int
    /// The address the web gateway listens on.
    public var webHost: String
    /// What signs the cookies of the web gateway's accounts; nil: something new at every start. Never printed.
    public var webSecret: String?
    /// How many proxies in front of the web gateway write `X-Forwarded-For`; 0: none is believed.
    public var webProxies: Int
    /// How long a broker that does not listen yet is waited for at start.
    public var connectPatience: Duration
    public var logLevel: Logger.Level
    public var logFormat: LogFormat
    /// A crash point of the tests, see ``CrashPoint``.
    public var crashAt: String?

    /// The shortest web secret, in characters: as many bits as the signature has (RFC 7518, section 3.2).
    public static let shortestSecret = 32

    /// Reads flags and environment of this process. `--help` prints the flags and ends the process.
    ///
    /// - Throws: ``SettingsError`` naming the variable and what is wrong with it.
    public static func ofProcess() throws -> Settings {
        let flags = Flags.parseOrExit()
        return try Settings(flags: flags, environment: ProcessInfo.processInfo.environment)
    }

    /// Reads an environment alone, e.g. in a command that has flags of its own.
    public init(environment: [String: String]) throws {
        try self.init(flags: Flags.parse([]), environment: environment)
    }

    init(flags: Flags, environment: [String: String]) throws {
        let secrets = SecretsSpecifier<String, String>.specific(["GUICHE_AMQP_URL", "GUICHE_WEB_SECRET"])
        let reader = SettingsReader(
            ConfigReader(providers: [
                flags.provider,
                EnvironmentVariablesProvider(environmentVariables: environment, secretsSpecifier: secrets),
            ]))
        endpoint = try reader.endpoint()
        authorityFile = reader.text("guiche.amqp.ca.file")
        brokerUsers = reader.text("guiche.amqp.users")
        directory = reader.text("guiche.directory")
        store = reader.text("guiche.store")
        topology = Topology(
            prefix: try reader.prefix(),
            partitions: try reader.number(
                "guiche.partitions", in: 1...Topology.maximumPartitions, default: Topology.defaultPartitions))
        opsPort = try reader.number("guiche.ops.port", in: 0...65_535, default: 0)
        webPort = try reader.number("guiche.web.port", in: 0...65_535, default: 8_080)
        webHost = reader.text("guiche.web.host") ?? "127.0.0.1"
        webSecret = try reader.secret("guiche.web.secret", atLeast: Self.shortestSecret)
        webProxies = try reader.number("guiche.web.proxies", in: 0...8, default: 0)
        connectPatience = .seconds(try reader.number("guiche.connect.patience", in: 0...86_400, default: 60))
        logLevel = try reader.choice("log.level", default: .info)
        logFormat = try reader.choice("log.format", default: .text)
        crashAt = reader.text("guiche.crash.at")
    }
}

/// Reads one setting at a time and says what is wrong with it.
private struct SettingsReader {
    private let reader: ConfigReader

    init(_ reader: ConfigReader) { self.reader = reader }

    private static func variable(_ key: String) -> String {
        key.replacing(".", with: "_").uppercased()
    }

    func text(_ key: String) -> String? {
        reader.string(forKey: ConfigKey(key.split(separator: ".").map(String.init)))
            .flatMap { $0.isEmpty ? nil : $0 }
    }

    func number(_ key: String, in range: ClosedRange<Int>, default usual: Int) throws -> Int {
        guard let text = text(key) else { return usual }
        guard let number = Int(text), range.contains(number) else {
            throw SettingsError(
                Self.variable(key),
                "must be a whole number from \(range.lowerBound) to \(range.upperBound), not \"\(text)\"")
        }
        return number
    }

    func secret(_ key: String, atLeast length: Int) throws -> String? {
        guard let text = text(key) else { return nil }
        guard text.utf8.count >= length else {
            throw SettingsError(Self.variable(key), "must have at least \(length) characters")
        }
        return text
    }

    func choice<Choice: RawRepresentable<String>>(_ key: String, default usual: Choice) throws -> Choice {
        guard let text = text(key) else { return usual }
        guard let choice = Choice(rawValue: text.lowercased()) else {
            throw SettingsError(Self.variable(key), "has no choice \"\(text)\"")
        }
        return choice
    }

    func prefix() throws -> String {
        let text = text("guiche.prefix") ?? Topology.defaultPrefix
        let isFine =
            text.utf8.count <= 64
            && text.utf8.allSatisfy { byte in
                let character = Character(UnicodeScalar(byte))
                return byte < 128 && (character.isLetter || character.isNumber || "_-.".contains(character))
            }
        guard isFine else {
            throw SettingsError("GUICHE_PREFIX", "is 1 to 64 characters of A-Z a-z 0-9 _ - and dots")
        }
        return text
    }

    func endpoint() throws -> Endpoint {
        do {
            return try Endpoint(text("guiche.amqp.url") ?? "amqp://guest:guest@127.0.0.1:5672/")
        } catch {
            throw SettingsError("GUICHE_AMQP_URL", "can't be used: \(error.sentence)")
        }
    }
}
