import Domain
import Identifiers
import Testing

struct DeskLeaseTests {
    private let ana = AgentID(trusted: "ana")
    private let conversation = ConversationID(trusted: "c1")

    @Test func `T35: a lease that runs out while an accept is on its way leaves nothing in limbo`() {
        var counter = Counter(agents: ["ana"])
        counter.logIn("ana")
        counter.enqueue("c1")
        let end = counter.now
        counter.apply(.agent(ana, .leaseExpired(at: end)))
        counter.resolve("c1", .accepted)
        #expect(counter.actions.contains(.conversation(conversation, .agentLost(ana, since: end))))
    }

    @Test func `T35: the same when the time to come back is over before the accept is heard of`() {
        var counter = Counter(agents: ["ana"])
        counter.logIn("ana")
        counter.enqueue("c1")
        counter.apply(.agent(ana, .leaseExpired(at: counter.now)))
        counter.apply(.agent(ana, .leaseEnded))
        counter.resolve("c1", .accepted)
        #expect(counter.actions.contains(.conversation(conversation, .agentLost(ana, since: counter.now))))
    }
}
