import Contracts
import Domain
import Identifiers
import Testing
import Worker

@testable import protocol_writer

@Suite struct LibraryTests {
    let shelf: Shelf
    let library: Library

    init() throws {
        shelf = try Shelf()
        let acme = Tenant(
            id: Shelf.acme, name: "Acme",
            channels: [Channel(id: Shelf.site, name: "Site")])
        library = Library(store: shelf.store, directory: DirectorySource(Directory(tenants: [acme])))
    }

    private func ask(_ type: MessageType, _ body: String) async throws -> QueryAnswer {
        let envelope = Envelope(type: type, messageId: "q1", correlationId: "q1", replyTo: "me")
        return try await library.answer(
            QueryRequest(routingKey: "protocols", envelope: envelope, body: Array(body.utf8)))
    }

    private func refusal(_ type: MessageType, _ body: String) async -> QueryRefusal? {
        await #expect(throws: QueryRefusal.self) { try await ask(type, body) }
    }

    @Test func `what the book knows is answered`() async throws {
        let talk = try Talk(shelf)
        let read = try await ask(
            Query.ConversationRead.type,
            #"{"tenant":"acme","channelId":"site","sessionId":"s1","audience":"customer"}"#)
        #expect(read.type == "conversation.snapshot.v1")
        let document = try await ask(
            Query.ProtocolRead.type, #"{"tenant":"acme","number":"\#(talk.identity.protocolNumber)"}"#)
        #expect(document.type == "protocol.document.v1")
        let page = try await ask(Query.ProtocolSearch.type, #"{"tenant":"acme"}"#)
        #expect(try Answer.ProtocolPage.decode(page.body).items.count == 1)
    }

    @Test(arguments: [
        ("protocol.search.v1", #"{"tenant":"nobody"}"#, RejectionCode.unknownTenant),
        ("protocol.search.v1", #"{"tenant":"acme","limit":101}"#, .invalidContract),
        ("protocol.search.v1", "{", .invalidContract),
        ("protocol.search.v1", "", .invalidContract),
        ("protocol.search.v1", #"{"tenant":"acme","cursor":"x"}"#, .invalidContract),
        ("protocol.search.v9", #"{"tenant":"acme"}"#, .unknownType),
        ("protocol.read.v1", #"{"tenant":"acme"}"#, .invalidContract),
        ("protocol.read.v1", #"{"tenant":"acme","number":"1"}"#, .unknownConversation),
        (
            "conversation.read.v1", #"{"tenant":"acme","channelId":"site","sessionId":"x","audience":"customer"}"#,
            .unknownConversation
        ),
        (
            "conversation.read.v1", #"{"tenant":"acme","channelId":"nowhere","sessionId":"x","audience":"agent"}"#,
            .unknownChannel
        ),
        ("conversation.read.v1", #"{"tenant":"acme","audience":"boss"}"#, .invalidContract),
    ])
    func `a query with a mistake is refused with the code that names it`(
        type: String, body: String, code: RejectionCode
    ) async {
        let refusal = await refusal(MessageType(type), body)
        #expect(refusal?.code == code)
        #expect(refusal?.description.isEmpty == false)
    }

    @Test func `a body that is too large is refused without being read`() async {
        let body = #"{"tenant":"acme","text":""# + String(repeating: "x", count: 70_000) + #""}"#
        #expect(await refusal(Query.ProtocolSearch.type, body)?.code == .tooLarge)
    }
}
