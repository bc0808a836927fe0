import ArgumentParser
import Configuration

/// The flags every worker has; each beats the environment variable of the same name.
struct Flags: ParsableArguments {
    @Option(help: "The broker (GUICHE_AMQP_URL).") var amqpURL: String?
    @Option(help: "The certificates to trust with amqps (GUICHE_AMQP_CA_FILE).") var amqpCAFile: String?
    @Option(help: "The directory file (GUICHE_DIRECTORY).") var directory: String?
    @Option(help: "The store's folder as sqlite:/path (GUICHE_STORE).") var store: String?
    @Option(help: "In front of every exchange's and queue's name (GUICHE_PREFIX).") var prefix: String?
    @Option(help: "Partitions of each stream; fixed at installation (GUICHE_PARTITIONS).") var partitions: String?
    @Option(help: "Health and metrics on loopback; 0 is off (GUICHE_OPS_PORT).") var opsPort: String?
    @Option(help: "The web gateway's port (GUICHE_WEB_PORT).") var webPort: String?
    @Option(help: "The address the web gateway listens on (GUICHE_WEB_HOST).") var webHost: String?
    @Option(help: "How many proxies in front of the web gateway write X-Forwarded-For (GUICHE_WEB_PROXIES).")
    var webProxies: String?
    @Option(help: "Seconds to wait for a broker that does not listen yet (GUICHE_CONNECT_PATIENCE).")
    var connectPatience: String?
    @Option(help: "trace, debug, info, notice, warning, error or critical (LOG_LEVEL).") var logLevel: String?
    @Option(help: "text or json (LOG_FORMAT).") var logFormat: String?

    private var given: [String: String?] {
        [
            "guiche.amqp.url": amqpURL, "guiche.amqp.ca.file": amqpCAFile, "guiche.directory": directory,
            "guiche.store": store, "guiche.prefix": prefix, "guiche.partitions": partitions,
            "guiche.ops.port": opsPort, "guiche.web.port": webPort, "guiche.web.host": webHost,
            "guiche.web.proxies": webProxies, "guiche.connect.patience": connectPatience,
            "log.level": logLevel, "log.format": logFormat,
        ]
    }

    /// What was given, as the first place to look.
    var provider: InMemoryProvider {
        var values: [AbsoluteConfigKey: ConfigValue] = [:]
        for case (let name, let text?) in given {
            let key = AbsoluteConfigKey(name.split(separator: ".").map(String.init))
            values[key] = ConfigValue(.string(text), isSecret: name == "guiche.amqp.url")
        }
        return InMemoryProvider(name: "flags", values: values)
    }
}
