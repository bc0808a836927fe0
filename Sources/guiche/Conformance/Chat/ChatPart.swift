import Contracts
import Domain
import Identifiers

/// A line that a person writes.
protocol WrittenLine: Message {
    var text: MessageText? { get }
}

extension Webchat.MessageSent: WrittenLine {}
extension FromAgent.MessageSent: WrittenLine {}

/// The other side of a program that shows a conversation to a person, be it a visitor or an agent: what happens to
/// every such program.
protocol ChatPart: Counterpart {
    /// What the person's lines are published as.
    associatedtype Line: WrittenLine

    /// Who talks to the person.
    var partner: Speaker { get }
    /// The conversation that the scenes are about.
    var current: ConversationID? { get }
    /// Somebody else who is told the same.
    var stranger: Audience { get }
    /// That the person's lines arrive.
    var writing: Requirement { get }
    var snapshots: Snapshots { get set }
    /// The next lines are rejected.
    var isRejectingLines: Bool { get set }

    /// Whom events of a conversation are told to.
    func audience(of id: ConversationID) -> Audience?
    func talk(_ id: ConversationID) -> Talk?
    func keep(_ talk: Talk)
}

extension ChatPart {
    /// Adds an event to a conversation; nobody is told.
    @discardableResult
    func advance(_ id: ConversationID?, _ make: (inout Talk) throws -> Told) throws -> Told? {
        guard let id, var talk = talk(id) else { return nil }
        let told = try make(&talk)
        keep(talk)
        return told
    }

    /// Sends an event of a conversation, twice: at least once is what is promised.
    func tell(
        _ id: ConversationID?, key: String? = nil, copies: [String] = [], isDoubled: Bool = true,
        _ make: (inout Talk) throws -> Told
    ) async throws {
        guard let told = try advance(id, make), let audience = id.flatMap(audience) else { return }
        let isBound = try await publish(told, to: audience, key: key, copies: copies)
        stage.scorecard.hold(.bound, isBound, notBound(audience))
        if isDoubled { try await publish(told, to: audience, key: key, copies: copies) }
    }

    func notBound(_ audience: Audience) -> String {
        "no queue is bound for \(audience.name).# on \(stage.wire.topology.events)"
    }

    /// Answers `conversation.read.v1`; false for another question.
    func answer(read question: Hearing) async throws -> Bool {
        guard let read = question.message as? Query.ConversationRead else { return false }
        let session = read.channelId.flatMap { channel in
            read.sessionId.map { ConversationID(tenant: read.tenant, channel: channel, session: $0) }
        }
        let answer = try snapshots.answer(
            read, (read.conversationId ?? session).flatMap(talk), id: question.letter.envelope.correlationId ?? "",
            at: .now)
        for requirement in answer.shown { stage.scorecard.pass(requirement) }
        try await reply(answer.told, to: question)
        return true
    }

    /// A line that was asked for once and comes under a second message-id was repeated by the program.
    func hear(line: Line, _ heard: Hearing) {
        guard let before = stage.asked.hear(line.text?.value, id: heard.messageId) else { return }
        miss(
            .noLineTwice, "the line \"\(line.text?.value ?? "")\" came before under the message-id \(before)",
            heard.evidence)
    }
}
