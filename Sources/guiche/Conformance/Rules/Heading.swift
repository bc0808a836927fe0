/// Where `contracts/` says something: the page and the words to look for there.
enum Heading: String, Encodable {
    case publishing = "README.md: Publish"
    case repeats = "README.md: Repeats."
    case catchingUp = "README.md: Catching up"
    case refusals = "README.md: Refusals."
    case envelope = "reference.md: Envelope"
    case exchanges = "reference.md: Exchanges"
    case bindings = "reference.md: Binding keys"
    case fromGateways = "reference.md: What a website gateway publishes"
    case fromBots = "reference.md: What a bot platform publishes"
    case toBots = "reference.md: What a bot finds in its queue"
    case fromAgents = "reference.md: What an agent's front end publishes"
    case events = "reference.md: What Guichê publishes"
    case queries = "reference.md: Queries and their answers"
    case versions = "versions.md: What may come at any time"
}
