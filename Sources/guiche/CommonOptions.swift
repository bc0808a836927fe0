import ArgumentParser
import Domain
import Foundation
import Worker

/// Beside ``Domain``'s word for a customer's choice, this is the command line's.
typealias Option<Value> = ArgumentParser.Option<Value>

/// What every command can be told; each flag beats the environment variable of the same name (contract page,
/// "Environment").
struct CommonOptions: ParsableArguments {
    @Option(help: "The broker (GUICHE_AMQP_URL).") var amqpURL: String?
    @Option(help: "The certificates to trust with amqps (GUICHE_AMQP_CA_FILE).") var amqpCAFile: String?
    @Option(help: "The file with the broker user of each program (GUICHE_AMQP_USERS).") var amqpUsers: String?
    @Option(help: "The directory file (GUICHE_DIRECTORY).") var directory: String?
    @Option(help: "The store's folder as sqlite:/path (GUICHE_STORE).") var store: String?
    @Option(help: "In front of every exchange's and queue's name (GUICHE_PREFIX).") var prefix: String?
    @Option(help: "Partitions of each stream; fixed at installation (GUICHE_PARTITIONS).") var partitions: String?
    @Option(help: "Seconds to wait for a broker that does not listen yet (GUICHE_CONNECT_PATIENCE).")
    var connectPatience: String?

    /// The environment of this process with the flags written over it: what the children of `up` get, too.
    var environment: [String: String] {
        var merged = ProcessInfo.processInfo.environment
        for case (let name, let value?) in given { merged[name] = value }
        if let path = merged["GUICHE_DIRECTORY"], !path.isEmpty {
            merged["GUICHE_DIRECTORY"] = URL(fileURLWithPath: path).path
        }
        return merged
    }

    private var given: [(String, String?)] {
        [
            ("GUICHE_AMQP_URL", amqpURL), ("GUICHE_AMQP_CA_FILE", amqpCAFile),
            ("GUICHE_AMQP_USERS", amqpUsers), ("GUICHE_DIRECTORY", directory), ("GUICHE_STORE", store),
            ("GUICHE_PREFIX", prefix), ("GUICHE_PARTITIONS", partitions),
            ("GUICHE_CONNECT_PATIENCE", connectPatience),
        ]
    }

    /// The settings of a command: where the broker users are given, its own is in the broker's address.
    ///
    /// - Throws: a sentence naming the variable and what is wrong with it.
    func settings() throws -> Settings { try login().settings }

    /// The same, and the users that `guiche up` hands to the programs; nil where everybody uses the address as it is.
    func login() throws -> (settings: Settings, users: BrokerUsers?) {
        var settings = try Settings(environment: environment)
        guard let file = settings.brokerUsers else { return (settings, nil) }
        let users = try BrokerUsers(file: file)
        settings.endpoint = try users.endpoint(of: BrokerUsers.command, at: settings.endpoint)
        return (settings, users)
    }
}
