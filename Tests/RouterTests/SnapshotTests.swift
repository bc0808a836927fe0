import Contracts
import Domain
import Identifiers
import Testing

@testable import router

/// What an agent's screen begins with.
struct SnapshotTests {
    private static let ana = AgentID(trusted: "ana")
    private static let site = ChannelID(trusted: "site")
    private static let tenant = Tenant(
        id: TenantID(trusted: "acme"), name: "Acme",
        channels: [
            Channel(
                id: site, name: "Site",
                subjects: [Subject(id: SubjectID(trusted: "s"), label: "S", queue: QueueID(trusted: "q"))])
        ], queues: [ServiceQueue(id: QueueID(trusted: "q"), name: "Q")],
        agents: [
            AgentProfile(
                id: ana, name: "Ana", channels: [site], queues: [QueueID(trusted: "q")], capacity: 200)
        ])

    /// A conversation Ana has accepted.
    private static func served(_ number: Int) -> Conversation {
        let now = Instant(milliseconds: 1_000_000)
        let identity = Conversation.Identity(
            id: ConversationID(trusted: "c\(number)"), tenant: tenant.id, channel: site,
            session: SessionID(trusted: "s\(number)"), protocolNumber: "\(number)", openedAt: now)
        var (conversation, _) = Conversation.open(identity, start: .init(), tenant: tenant)
        let customer = Cause(id: "m1", type: "t", sender: .session(identity.session))
        let offer = Conversation.Offer(id: OfferID(trusted: "o\(number)"), agent: ana, expiresAt: now + .seconds(30))
        let events: [Conversation.Event] = [
            .subjectSelected(SubjectID(trusted: "s"), customer), .desk(.enqueued(position: 1, checks: [])),
            .desk(.assigned(offer, Decision(.assign, checks: []))),
            .accepted(ana, offer.id, Cause(id: "m2", type: "t", sender: .agent(ana))),
        ]
        for event in events { _ = conversation.apply(event, tenant: tenant, at: now) }
        return conversation
    }

    @Test func `T17: an agent with 150 open conversations is shown every one`() throws {
        let desk = Desk(tenant: Self.tenant.id)
        let translation = AgentTranslation(tenant: Self.tenant, state: desk.state(of: Self.ana, in: Self.tenant))
        let snapshot = translation.snapshot(
            cards: [], conversations: (1...150).map(Self.served), at: Instant(milliseconds: 2_000_000))
        #expect(snapshot.conversations.count == 150)
        #expect(Set(snapshot.conversations.map(\.conversationId)).count == 150)
        #expect(try snapshot.encoded().count < 256 * 1_024)
    }
}
