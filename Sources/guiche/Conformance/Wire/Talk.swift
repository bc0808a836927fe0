import Contracts
import Domain
import Identifiers

/// One conversation as Guichê tells it: numbered events, numbered lines, and all of them kept for readers.
struct Talk: Sendable {
    let tenant: TenantID
    let channel: ChannelID
    let session: SessionID
    let `protocol`: String
    private(set) var seq = 0
    private(set) var line = 0
    /// Every event the audience may read, in order.
    private(set) var events: [Told] = []

    /// - Parameter number: the how-manieth conversation of the run this is.
    init(_ scenery: Scenery, session: SessionID, number: Int, at now: Instant) {
        tenant = scenery.tenant
        channel = scenery.channel
        self.session = session
        let day = CalendarDate(dayNumber: Int(now.milliseconds / Self.millisecondsOfDay))
        `protocol` = ProtocolNumber.make(date: day, sequence: number)
    }

    private static let millisecondsOfDay: Int64 = 86_400_000

    var id: ConversationID { ConversationID(tenant: tenant, channel: channel, session: session) }

    /// The next event; `make` is given its place.
    mutating func event(
        at now: Instant, _ make: (Occurrence) -> some Message
    ) throws(ContractError) -> Told {
        seq += 1
        let told = try Told(make(occurrence(at: now)), correlation: id.text, at: now, seq: seq)
        events.append(told)
        return told
    }

    /// The next event that is a line.
    mutating func line(
        _ text: String, _ from: Speaker = .system, at now: Instant, _ make: (Occurrence, SpokenLine) -> some Message
    ) throws(ContractError) -> Told {
        line += 1
        let spoken = SpokenLine(line: line, text: text, from: from)
        return try event(at: now) { make($0, spoken) }
    }

    /// An event that this audience does not see: its number is missing, and nothing is missed.
    mutating func skip() { seq += 1 }

    /// Somebody says something that both sides see.
    mutating func message(
        _ text: String, _ from: Speaker, id: String = UniqueID.fresh(), at now: Instant
    ) throws(ContractError) -> Told {
        try line(text, from, at: now) { Event.ConversationMessage($0, line: $1, messageId: id, visibility: .public) }
    }

    /// Replaces the last event by what a later version might have sent in its place.
    mutating func replaceLast(_ told: Told) {
        guard !events.isEmpty else { return }
        events[events.count - 1] = told
    }

    private func occurrence(at now: Instant) -> Occurrence {
        Occurrence(
            tenant: tenant, conversationId: id, protocol: `protocol`, channelId: channel, sessionId: session, seq: seq,
            at: now)
    }
}

extension Speaker {
    /// The agent of the scenery.
    static func agent(_ id: AgentID) -> Speaker { Speaker(kind: .agent, id: id.text, name: Scenery.agentName) }
}
