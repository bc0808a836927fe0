import Crypto
import Domain
import Identifiers

/// Everything a door checks without a store, in the order of the contract page: `invalid_contract`, tenant, channel,
/// the rest.
public struct DoorCheck: Sendable {
    private let directory: Directory
    private let door: Stream
    private let exchange: String
    private let ownUser: String?

    /// - Parameter ownUser: the broker user of `bot-bridge` itself, which speaks for webhook bots.
    public init(_ door: Stream, of topology: Topology, directory: Directory, ownUser: String? = nil) {
        self.door = door
        self.directory = directory
        self.ownUser = ownUser
        exchange = topology.exchange(of: door)
    }

    /// The verdict on one publication, taken at `now`.
    public func judge(routingKey: String, envelope: Envelope, body: [UInt8], now: Instant) -> DoorVerdict {
        var entry = Entry(routingKey: routingKey, envelope: envelope, body: body, now: now)
        do {
            let message = try read(&entry)
            guard let head = try admit(&entry) else { return refuse(Refusal(.unknownType, entry.unknownType), entry) }
            guard let message else { return refuse(Refusal(.unknownType, entry.unknownType), entry) }
            return .accept(message, head)
        } catch {
            return refuse(error, entry)
        }
    }

    /// One publication on its way through the checks.
    private struct Entry {
        let routingKey: String
        let envelope: Envelope
        let body: [UInt8]
        let now: Instant
        var claim: Claim?

        var unknownType: String { "type: \(envelope.type?.rawValue ?? "") is not known here" }
    }

    private struct Refusal: Error {
        let code: RejectionCode
        let sentence: String
        let details: [String: JSONValue]?

        init(_ code: RejectionCode, _ sentence: String, details: [String: JSONValue]? = nil) {
            self.code = code
            self.sentence = sentence
            self.details = details
        }
    }

    // MARK: The contract

    /// The typed message; nil if its type is unknown here or it is too large to be looked at, which is judged later.
    private func read(_ entry: inout Entry) throws(Refusal) -> DoorMessage? {
        try checkEnvelope(entry.envelope)
        var message: DoorMessage?
        if entry.body.count <= JSONBody.maximumBytesFromOthers {
            do {
                message = try typed(entry.envelope.type, entry.body)
            } catch {
                throw Refusal(.invalidContract, error.description, details: ["path": .string(error.path)])
            }
        }
        let claim = message.map(\.claim) ?? Claim(reading: entry.body)
        entry.claim = claim
        guard let key = claim.routingKey(at: door, type: entry.envelope.type), claim.tenant != nil else {
            throw Refusal(.invalidContract, "expected the ids of the tenant and the sender")
        }
        guard key == entry.routingKey else {
            throw Refusal(.invalidContract, "routing key: expected \(key), got \(entry.routingKey)")
        }
        return message
    }

    private func checkEnvelope(_ envelope: Envelope) throws(Refusal) {
        if let complaint = envelope.complaint() { throw Refusal(.invalidContract, complaint) }
        if door == .bots, envelope.messageId?.utf8.contains(UInt8(ascii: ".")) == true {
            throw Refusal(.invalidContract, "message-id: expected no dot in a bot's")
        }
    }

    private func typed(_ type: MessageType?, _ body: [UInt8]) throws(ContractError) -> DoorMessage? {
        guard let type else { return nil }
        switch door {
        case .webchat:
            return try Self.webchat[type].map { (message) throws(ContractError) in
                .session(try message.decode(body))
            }
        case .bots: return try Self.bots[type].map { (message) throws(ContractError) in .bot(try message.decode(body)) }
        default:
            if let message = Self.agents[type] { return .agent(try message.decode(body)) }
            return try Self.supervisors[type].map { (message) throws(ContractError) in
                .supervisor(try message.decode(body))
            }
        }
    }

    private static let webchat = Dictionary(uniqueKeysWithValues: Catalog.webchat.map { ($0.type, $0) })
    private static let bots = Dictionary(uniqueKeysWithValues: Catalog.bots.map { ($0.type, $0) })
    private static let agents = Dictionary(uniqueKeysWithValues: Catalog.agents.map { ($0.type, $0) })
    private static let supervisors = Dictionary(uniqueKeysWithValues: Catalog.supervisors.map { ($0.type, $0) })

    // MARK: The directory

    /// The head to forward with; nil for a type that is unknown here, which is said only to those who may send at all.
    private func admit(_ entry: inout Entry) throws(Refusal) -> Head? {
        let type = entry.envelope.type
        guard let claim = entry.claim, let tenantId = claim.tenant, let tenant = directory.tenants[tenantId] else {
            throw Refusal(.unknownTenant, "tenant: \(entry.claim?.tenant?.text ?? "") is not known")
        }
        if door == .webchat, let channel = claim.channelId, tenant.channels[channel] == nil {
            throw Refusal(.unknownChannel, "channelId: \(channel) is not known")
        }
        guard maySend(entry.envelope.userId, claim, tenant) else {
            throw Refusal(.notPermitted, "user-id: expected one of the broker users of the tenant")
        }
        guard let sender = claim.sender(at: door, type: type) else {
            throw Refusal(.invalidContract, "expected the id of the sender")
        }
        try checkSender(sender, claim, tenant)
        guard entry.body.count <= JSONBody.maximumBytesFromOthers else {
            throw Refusal(
                .tooLarge,
                "the body: expected at most \(JSONBody.maximumBytesFromOthers) bytes, got \(entry.body.count)")
        }
        guard let type, let id = entry.envelope.messageId else { return nil }
        let key = door == .agents ? sender.id : claim.conversationId?.text ?? sender.id
        return Head(
            type: type, id: id, tenant: tenantId, key: key, sender: sender, at: entry.now,
            trace: entry.envelope.trace.flatMap { $0.utf8.count <= Self.maximumTrace ? $0 : nil })
    }

    private func maySend(_ user: String?, _ claim: Claim, _ tenant: Tenant) -> Bool {
        if tenant.takes(from: user) { return true }
        guard door == .bots, let user, let bot = claim.botId else { return false }
        return user == ownUser && tenant.bots[bot]?.webhook != nil
    }

    /// A W3C traceparent is 55 characters today; longer ones of later versions are let through up to this.
    private static let maximumTrace = 256

    private func checkSender(_ sender: Sender, _ claim: Claim, _ tenant: Tenant) throws(Refusal) {
        switch sender.kind {
        case .session, .system: break
        case .bot:
            if claim.botId.flatMap({ tenant.bots[$0] }) == nil {
                throw Refusal(.unknownBot, "botId: \(sender.id) is not known")
            }
        case .agent:
            if claim.agentId.flatMap({ tenant.agents[$0] }) == nil {
                throw Refusal(.unknownAgent, "agentId: \(sender.id) is not known")
            }
        case .supervisor:
            if claim.supervisorId.flatMap({ tenant.supervisors[$0] }) == nil {
                throw Refusal(.notPermitted, "supervisorId: \(sender.id) is not a supervisor")
            }
        }
    }

    // MARK: The refusal

    private func refuse(_ refusal: Refusal, _ entry: Entry) -> DoorVerdict {
        let type = entry.envelope.type
        let claim = entry.claim ?? Claim(reading: entry.body)
        guard let tenant = claim.tenant, let known = directory.tenants[tenant],
            let recipient = claim.recipient(at: door, type: type), canBeTold(recipient, known)
        else {
            return .deadLetter(
                DeadLetter(
                    reason: refusal.code.rawValue, detail: refusal.sentence, envelope: entry.envelope,
                    body: entry.body, exchange: exchange, routingKey: entry.routingKey, at: entry.now))
        }
        let event = Event.CommandRejected(
            of: entry.envelope.messageId ?? "", type: type, from: claim, code: refusal.code,
            because: refusal.sentence, details: refusal.details, at: entry.now)
        let sender = claim.sender(at: door, type: type)?.id ?? ""
        let digest = SHA256.hash(data: entry.body).map { String($0, radix: 16) }.joined(separator: ".")
        return .reject(
            Rejection(
                recipient: recipient, event: event,
                messageId: Rejection.messageId(
                    tenant: tenant, sender: "\(door)/\(sender)", commandId: event.commandId, code: refusal.code,
                    cause: digest)))
    }

    /// A bot can be told only if it reads a queue: it must be known and not called by HTTP.
    private func canBeTold(_ recipient: Recipient, _ tenant: Tenant) -> Bool {
        guard case .bot(_, let bot) = recipient else { return true }
        return tenant.bots[bot].map { $0.webhook == nil } ?? false
    }
}

extension DoorMessage {
    /// Who sent it.
    var claim: Claim {
        switch self {
        case .session(let message): Claim(message)
        case .bot(let message): Claim(message)
        case .agent(let message): Claim(message)
        case .supervisor(let message): Claim(message)
        }
    }
}
