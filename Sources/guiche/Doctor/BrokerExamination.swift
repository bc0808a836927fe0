import RabbitMQ
import Worker

/// Whether the broker answers, lets us in, and is one we can stand on.
struct BrokerExamination {
    static let subject = "broker"
    /// The first version with dead-lettering at least once and with time limits in quorum queues (broker facts page).
    static let oldest = (major: 3, minor: 10)

    private let settings: Settings

    init(_ settings: Settings) { self.settings = settings }

    func findings() async -> [Finding] {
        do {
            let broker = try await Broker.connect(settings, name: "guiche doctor", log: { _ in }) { $0.broker }
            return [Self.verdict(product: broker?.product ?? "", version: broker?.version ?? "", settings.endpoint)]
        } catch let error as RabbitMQError {
            return [.error(Self.subject, error.sentence, advice: Self.advice(error, settings.endpoint))]
        } catch {
            return [.error(Self.subject, "\(error)", advice: "Look at the broker's log.")]
        }
    }

    static func verdict(product: String, version: String, _ endpoint: Endpoint) -> Finding {
        let name = "\(product.isEmpty ? "A broker without a name" : product) \(version)"
        let numbers = version.split(separator: ".").prefix(2).map { Int($0) ?? 0 }
        guard product == "RabbitMQ", numbers.count == 2 else {
            return .warning(
                subject, "\(name) answers at \(endpoint).", advice: "Use RabbitMQ: nothing else was ever tried.")
        }
        guard (numbers[0], numbers[1]) >= oldest else {
            return .error(
                subject, "\(name) answers at \(endpoint).",
                advice: "Use RabbitMQ \(oldest.major).\(oldest.minor) or later: the queues need what came with it.")
        }
        return .ok(subject, "\(name) answers at \(endpoint).")
    }

    static func advice(_ error: RabbitMQError, _ endpoint: Endpoint) -> String {
        switch error.code {
        case .unreachable: "Start the broker, or correct the address in GUICHE_AMQP_URL."
        case .accessRefused:
            "Correct user and password in GUICHE_AMQP_URL, or in the file of GUICHE_AMQP_USERS; \"guest\" is let in "
                + "from the broker's own machine only."
        case .virtualHostRefused:
            "Make the virtual host with \"rabbitmqctl add_vhost \(endpoint.virtualHost)\" and give the user rights."
        case .tlsFailed:
            "Name the certificates to trust in GUICHE_AMQP_CA_FILE, or use the address the certificate names."
        default: "Look at the broker's log."
        }
    }
}
