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

    private func rejection(_ answer: QueryAnswer) throws -> Event.CommandRejected {
        #expect(answer.type == "command.rejected.v1")
        return try Event.CommandRejected.decode(answer.body)
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
    ) async throws {
        let rejected = try rejection(try await ask(MessageType(type), body))
        #expect(rejected.code == code)
        #expect(rejected.commandId == "q1")
        #expect(rejected.commandType == type)
        #expect(!rejected.message.isEmpty)
    }

    @Test func `a body that is too large is refused without being read`() async throws {
        let body = #"{"tenant":"acme","text":""# + String(repeating: "x", count: 70_000) + #""}"#
        #expect(try rejection(try await ask(Query.ProtocolSearch.type, body)).code == .tooLarge)
    }
}
