import Contracts
import Domain
import Foundation
import Identifiers

/// Holds every publication of one program against the contract page: envelope, ids, schema, repeats. What must come
/// when is the scenes' business.
struct Scrutiny: Sendable {
    /// The most message-ids remembered; a run sends far fewer.
    static let limit = 100_000
    /// How far a sender's clock may be off before somebody is told.
    static let clockTolerance: Duration = .seconds(300)

    /// What this kind of program publishes to.
    let door: Contracts.Stream
    private let topology: Topology
    private let check: DoorCheck
    private var sent: [String: Sent] = [:]

    /// What came under one message-id.
    private struct Sent {
        let content: JSONValue
        /// False while the broker refused it every time: then the next one is the first that counts.
        var counted: Bool
    }

    init(_ door: Contracts.Stream, of topology: Topology, directory: Domain.Directory) {
        self.door = door
        self.topology = topology
        check = DoorCheck(door, of: topology, directory: directory)
    }

    /// Judges one publication to a door; findings go onto the scorecard.
    mutating func judge(_ letter: Letter, at now: Instant, on scorecard: inout Scorecard) -> Hearing {
        let evidence = Evidence(letter)
        scorecard.hold(
            .exchange, letter.exchange == topology.exchange(of: door),
            "it was published to \(letter.exchange), not to \(topology.exchange(of: door))", evidence)
        judgeType(letter, on: &scorecard)
        judgeID(letter, on: &scorecard)
        scorecard.hold(
            .size, letter.body.count <= JSONBody.maximumBytesFromOthers, "the body has \(letter.body.count) bytes",
            evidence)
        let message = read(letter, on: &scorecard)
        if let message { judgeKey(letter, message, on: &scorecard) }
        judgeRecommended(letter, message, at: now, on: &scorecard)
        let verdict = check.judge(
            routingKey: letter.routingKey, envelope: letter.envelope, body: letter.body, now: now)
        judgeIDs(letter, verdict, on: &scorecard)
        return Hearing(
            letter: letter, message: message, verdict: verdict,
            isRepeat: isRepeat(letter, message, on: &scorecard))
    }

    /// Judges one question.
    mutating func judge(query letter: Letter, on scorecard: inout Scorecard) -> Hearing {
        let known = Catalog.queries.first { $0.query.type == letter.envelope.type }
        let evidence = Evidence(letter)
        let hasAddress = letter.envelope.replyTo?.isEmpty == false && letter.envelope.correlationId?.isEmpty == false
        scorecard.hold(.query, hasAddress, "it has no reply-to or no correlation-id", evidence)
        scorecard.hold(
            .query, known?.key.rawValue == letter.routingKey,
            known == nil
                ? "the contract has no such query" : "it was published with the routing key \(letter.routingKey)",
            evidence)
        let message = read(letter, on: &scorecard)
        return Hearing(letter: letter, message: message, verdict: nil, isRepeat: false)
    }
}

extension Scrutiny {
    private func judgeType(_ letter: Letter, on scorecard: inout Scorecard) {
        guard let type = letter.envelope.type, !type.rawValue.isEmpty else {
            scorecard.fail(.knownType, "it has no type", Evidence(letter))
            return
        }
        let published = door.published
        scorecard.hold(
            .knownType, published.contains(type),
            Catalog.message(of: type) == nil
                ? "the contract has no message \(type)" : "\(type) is not for this sender to publish",
            Evidence(letter))
    }

    private func judgeID(_ letter: Letter, on scorecard: inout Scorecard) {
        let evidence = Evidence(letter)
        guard let id = letter.envelope.messageId, !id.isEmpty else {
            scorecard.fail(.messageID, "it has no message-id", evidence)
            return
        }
        let length = id.unicodeScalars.count
        scorecard.hold(.messageID, length <= 64, "its message-id has \(length) characters", evidence)
        if door == .bots { scorecard.hold(.messageID, !id.contains("."), "its message-id has a dot", evidence) }
    }

    private func read(_ letter: Letter, on scorecard: inout Scorecard) -> (any Message)? {
        guard let type = letter.envelope.type, let kind = Catalog.message(of: type) else { return nil }
        do {
            let message = try kind.decode(letter.body)
            scorecard.pass(.schema)
            return message
        } catch {
            scorecard.fail(.schema, error.description, Evidence(letter, path: error.path))
            return nil
        }
    }

    private func judgeKey(_ letter: Letter, _ message: any Message, on scorecard: inout Scorecard) {
        guard let key = message.routingKey else { return }
        scorecard.hold(
            .routingKey, letter.routingKey == key,
            "its routing key is \"\(letter.routingKey)\", and it stands for \"\(key)\"", Evidence(letter))
    }

    /// What the door finds once the form is right: ids that nobody knows.
    private func judgeIDs(_ letter: Letter, _ verdict: DoorVerdict, on scorecard: inout Scorecard) {
        let refusal: (code: RejectionCode?, sentence: String)
        switch verdict {
        case .accept: return scorecard.pass(.knownIDs)
        case .reject(let rejection): refusal = (rejection.event.code, rejection.event.message)
        case .deadLetter(let letter): refusal = (RejectionCode(rawValue: letter.reason), letter.detail)
        }
        switch refusal.code {
        case .unknownTenant, .unknownChannel, .unknownBot, .unknownAgent, .notPermitted:
            scorecard.fail(.knownIDs, refusal.sentence, Evidence(letter))
        default: break
        }
    }

    /// Whether the message-id was seen; another content under it is a finding. The time of sending may differ.
    private mutating func isRepeat(
        _ letter: Letter, _ message: (any Message)?, on scorecard: inout Scorecard
    ) -> Bool {
        guard let id = letter.envelope.messageId, !id.isEmpty, sent.count < Self.limit else { return false }
        let key = "\(letter.exchange)/\(message?.routingKey ?? letter.routingKey)/\(id)"
        var content = (try? JSONDecoder().decode(JSONValue.self, from: Data(letter.body))) ?? .null
        if case .object(var members) = content {
            members["at"] = nil
            content = .object(members)
        }
        guard let before = sent[key] else {
            sent[key] = Sent(content: content, counted: !letter.wasRefused)
            scorecard.pass(.oneMessageOneID)
            return false
        }
        if !letter.wasRefused { sent[key]?.counted = true }
        scorecard.hold(
            .oneMessageOneID, before.content == content, "the same message-id came before with another content",
            Evidence(letter))
        return before.counted
    }

    private func judgeRecommended(
        _ letter: Letter, _ message: (any Message)?, at now: Instant, on scorecard: inout Scorecard
    ) {
        let envelope = letter.envelope
        let evidence = Evidence(letter)
        scorecard.hold(
            .contentType, envelope.contentType == Envelope.json, "it is \(envelope.contentType ?? "not set")", evidence)
        scorecard.hold(.persistence, envelope.persistent, "it is not 2", evidence)
        scorecard.hold(.sender, envelope.appId?.isEmpty == false, "it is not set", evidence)
        scorecard.hold(.timestamp, envelope.timestamp != nil, "it is not set", evidence)
        if let conversation = (message as? any ConversationCommand)?.conversationId {
            scorecard.hold(
                .correlation, envelope.correlationId == conversation.text,
                "it is \(envelope.correlationId ?? "not set")", evidence)
        }
        if let at = message?.sentAt {
            scorecard.hold(
                .clock, abs((now - at).milliseconds) <= Self.clockTolerance.milliseconds,
                "at is \((now - at).components.seconds) s away from the time here", evidence)
        }
    }
}

extension Contracts.Stream {
    /// The types that come through a door.
    fileprivate var published: Set<MessageType> {
        switch self {
        case .webchat: Set(Catalog.webchat.map { $0.type })
        case .bots: Set(Catalog.bots.map { $0.type })
        case .agents: Set(Catalog.agents.map { $0.type } + Catalog.supervisors.map { $0.type })
        case .conversation, .desk, .record, .bridge, .presence: []
        }
    }
}

extension Message {
    /// The id a publication of this kind stands for; nil for what nobody publishes to a door.
    fileprivate var routingKey: String? {
        switch self {
        case let message as any SessionCommand: message.sessionId.text
        case let message as any BotCommand: message.conversationId.text
        case let message as any AgentCommand: message.agentId.text
        case let message as any SupervisorCommand: message.supervisorId.text
        default: nil
        }
    }

    /// The sender's clock.
    fileprivate var sentAt: Instant? {
        switch self {
        case let message as any SessionCommand: message.at
        case let message as any BotCommand: message.at
        case let message as any AgentCommand: message.at
        case let message as any SupervisorCommand: message.at
        default: nil
        }
    }
}
