/// The headings of the contract page, as findings cite them.
enum Heading: String, Encodable {
    case envelope = "Envelope: AMQP properties"
    case delivery = "Delivery"
    case catchingUp = "Catching up"
    case exchanges = "Exchanges"
    case fromGateways = "What a website gateway publishes"
    case fromBots = "What a bot platform publishes"
    case toBots = "What a bot finds in its queue"
    case fromAgents = "What an agent front end publishes"
    case events = "What Guichê publishes"
    case queries = "Queries"
    case versions = "How versions work"
}
