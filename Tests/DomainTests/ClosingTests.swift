import Domain
import Identifiers
import Testing

/// Rule 9: the calendar closes while customers wait.
struct ClosingTests {
    private static let zone = Zone.utc
    /// Thursday 1970-01-08, 00:00 UTC.
    private static let thursday = Instant(milliseconds: 7 * 86_400_000)

    private static func tenant(_ calendar: Calendar) -> Tenant {
        Tenant(
            id: TenantID(trusted: "t"), name: "T", calendar: calendar.id, calendars: [calendar],
            channels: [
                Channel(
                    id: ChannelID(trusted: "site"), name: "Site",
                    subjects: [Subject(id: SubjectID(trusted: "s"), label: "S", queue: QueueID(trusted: "q"))])
            ], queues: [ServiceQueue(id: QueueID(trusted: "q"), name: "Q")])
    }

    private static func weekly(_ windows: [Calendar.Window]) -> Calendar {
        Calendar(id: CalendarID(trusted: "c"), week: Array(repeating: windows, count: 7))
    }

    private static func closing(_ calendar: Calendar, after moment: Instant) -> Instant? {
        tenant(calendar).closing(of: QueueID(trusted: "q"), on: nil, after: moment)
    }

    @Test func `the next closing is the end of the window, also past midnight`() {
        let day = Self.weekly([.init(start: 480, end: 720), .init(start: 780, end: 1_080)])
        #expect(Self.closing(day, after: Self.thursday + .seconds(9 * 3_600)) == Self.thursday + .seconds(12 * 3_600))
        #expect(Self.closing(day, after: Self.thursday + .seconds(14 * 3_600)) == Self.thursday + .seconds(18 * 3_600))
        #expect(Self.closing(day, after: Self.thursday + .seconds(7 * 3_600)) == nil)
        let night = Self.weekly([.init(start: 1_320, end: 120)])
        #expect(
            Self.closing(night, after: Self.thursday + .seconds(23 * 3_600)) == Self.thursday + .seconds(26 * 3_600))
        #expect(Self.closing(night, after: Self.thursday + .seconds(3_600)) == Self.thursday + .seconds(2 * 3_600))
    }

    @Test func `windows that touch do not close in between, and open all week never closes`() {
        #expect(Self.closing(Self.weekly([.init(start: 0, end: 1_440)]), after: Self.thursday) == nil)
        let touching = Self.weekly([.init(start: 480, end: 720), .init(start: 720, end: 1_080)])
        #expect(
            Self.closing(touching, after: Self.thursday + .seconds(9 * 3_600)) == Self.thursday + .seconds(18 * 3_600))
    }

    @Test func `a holiday that begins at midnight closes what would run on`() {
        let calendar = Calendar(
            id: CalendarID(trusted: "c"), week: Array(repeating: [.init(start: 0, end: 1_440)], count: 7),
            dates: [CalendarDate(dayNumber: 8): []])
        #expect(Self.closing(calendar, after: Self.thursday + .seconds(3_600)) == Self.thursday + .seconds(86_400))
    }

    /// A conversation that waits since a quarter to six in a queue that closes at six.
    private static func waiting() -> (Conversation, Tenant, Instant) {
        let tenant = tenant(weekly([.init(start: 480, end: 1_080)]))
        let opened = thursday + .seconds(17 * 3_600 + 45 * 60)
        let identity = Conversation.Identity(
            id: ConversationID(trusted: "c1"), tenant: tenant.id, channel: ChannelID(trusted: "site"),
            session: SessionID(trusted: "s1"), protocolNumber: "1", openedAt: opened)
        var (conversation, _) = Conversation.open(identity, start: .init(), tenant: tenant)
        let cause = Cause(id: "m1", type: "t", sender: .session(identity.session))
        _ = conversation.apply(.subjectSelected(SubjectID(trusted: "s"), cause), tenant: tenant, at: opened)
        return (conversation, tenant, opened)
    }

    @Test func `rule 9: whoever waits keeps his place for 15 minutes, then gets the standard text with the reason`() {
        var (conversation, tenant, opened) = Self.waiting()
        let actions = conversation.apply(.desk(.enqueued(position: 1, checks: [])), tenant: tenant, at: opened)
        let due = Self.thursday + .seconds(18 * 3_600 + 15 * 60)
        #expect(actions.contains(.setTimer(.closing, at: due, token: "")))
        let ended = conversation.apply(.timer(.closing, token: ""), tenant: tenant, at: due)
        #expect(ended.compactMap(\.publishedName) == ["decided refuse", "refused out_of_hours", "closed refused"])
        #expect(ended.first == .desk(.conversation(conversation.id, .placeGivenBack)))
    }

    @Test func `rule 9: an open card may still be accepted, and who is served is never cut`() {
        var (conversation, tenant, opened) = Self.waiting()
        _ = conversation.apply(.desk(.enqueued(position: 1, checks: [])), tenant: tenant, at: opened)
        let due = Self.thursday + .seconds(18 * 3_600 + 15 * 60)
        let agent = AgentID(trusted: "ana")
        let offer = Conversation.Offer(id: OfferID(trusted: "o1"), agent: agent, expiresAt: due + .seconds(5))
        _ = conversation.apply(.desk(.assigned(offer, Decision(.assign, checks: []))), tenant: tenant, at: due)
        let late = conversation.apply(.timer(.closing, token: ""), tenant: tenant, at: due)
        #expect(late == [.setTimer(.closing, at: due + .seconds(6), token: "")])
        let cause = Cause(id: "m2", type: "t", sender: .agent(agent))
        let accepted = conversation.apply(.accepted(agent, offer.id, cause), tenant: tenant, at: due)
        #expect(accepted.contains(.cancelTimer(.closing)))
        #expect(conversation.apply(.timer(.closing, token: ""), tenant: tenant, at: due + .seconds(9)).isEmpty)
    }

    @Test func `rule 9: a queue that opened again meanwhile is waited for to its next closing`() {
        var (conversation, tenant, opened) = Self.waiting()
        _ = conversation.apply(.desk(.enqueued(position: 1, checks: [])), tenant: tenant, at: opened)
        let next = Self.thursday + .seconds(86_400 + 9 * 3_600)
        let actions = conversation.apply(.timer(.closing, token: ""), tenant: tenant, at: next)
        #expect(
            actions == [
                .setTimer(.closing, at: Self.thursday + .seconds(86_400 + 18 * 3_600 + 15 * 60), token: "")
            ])
    }
}
