import Contracts
import Domain
import Identifiers
import Testing

@testable import Worker

@Suite struct `A query` {
    private let door = QueryDoor(
        DirectorySource(
            Directory(tenants: [
                Tenant(id: TenantID(trusted: "acme"), name: "Acme"),
                Tenant(
                    id: TenantID(trusted: "closed"), name: "Closed",
                    brokerUsers: ["gateway"]),
            ])))

    private func request(
        id: String? = "q1", correlation: String? = "c1", user: String? = nil, _ body: String = "{}"
    ) -> QueryRequest {
        QueryRequest(
            routingKey: "protocols",
            envelope: Envelope(
                type: Query.ProtocolSearch.type, messageId: id, correlationId: correlation, userId: user,
                replyTo: "me"),
            body: Array(body.utf8))
    }

    private func code(_ request: QueryRequest) -> RejectionCode? {
        do throws(QueryRefusal) {
            _ = try door.admit(request, as: Query.ProtocolSearch.self)
            return nil
        } catch {
            return error.code
        }
    }

    @Test func `of a known tenant is let in, any other is told why not`() {
        #expect(code(request(#"{"tenant":"acme"}"#)) == nil)
        #expect(code(request(#"{"tenant":"other"}"#)) == .unknownTenant)
        #expect(code(request(#"{"tenant":7}"#)) == .invalidContract)
        #expect(code(request(#"{"tenant":"acme","text":"\#(String(repeating: "x", count: 70_000))"}"#)) == .tooLarge)
    }

    @Test func `to a tenant with broker users is theirs alone`() {
        #expect(code(request(user: "gateway", #"{"tenant":"closed"}"#)) == nil)
        #expect(code(request(user: "guest", #"{"tenant":"closed"}"#)) == .notPermitted)
        #expect(code(request(#"{"tenant":"closed"}"#)) == .notPermitted)
        #expect(code(request(user: "guest", #"{"tenant":"acme"}"#)) == nil)
    }

    @Test func `needs the properties the contract page names`() throws {
        try request().check()
        for broken in [request(id: nil), request(id: String(repeating: "x", count: 65)), request(correlation: nil)] {
            #expect(throws: QueryRefusal.self) { try broken.check() }
        }
    }

    @Test func `that is refused gets one rejection that names it`() throws {
        let now = Instant(milliseconds: 1_795_366_032_345)
        let asked = request(#"{"tenant":"acme","channelId":"site"}"#)
        let answer = try QueryRefusal(.unknownChannel, "no").answer(to: asked, at: now)
        let rejected = try Event.CommandRejected.decode(answer.body)
        #expect(answer.type == "command.rejected.v1")
        #expect(rejected.commandId == "q1" && rejected.commandType == "protocol.search.v1")
        #expect(rejected.code == .unknownChannel && rejected.message == "no")
        #expect(rejected.tenant.text == "acme" && rejected.channelId?.text == "site" && rejected.at == now)
    }

    @Test func `that fails for another reason is to be asked again`() throws {
        struct Failure: Error {}
        let answer = try QueryRefusal(Failure()).answer(to: request("{"), at: Instant(milliseconds: 0))
        let rejected = try Event.CommandRejected.decode(answer.body)
        #expect(rejected.code == .unavailable && rejected.tenant.text == "unknown")
    }
}
