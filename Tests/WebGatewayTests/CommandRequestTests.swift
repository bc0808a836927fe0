import Contracts
import Domain
import Foundation
import Identifiers
import Testing

@testable import web_gateway

@Suite struct `A command of a page` {
    private let types: [any Message.Type] = [FromAgent.MessageSent.self, FromAgent.ChannelLogin.self]
    private let signature: JSONObject = ["tenant": "acme", "agentId": "ana"]

    private func request(_ json: String) throws -> CommandRequest {
        try JSONDecoder().decode(CommandRequest.self, from: Data(json.utf8))
    }

    private let conversation = "0ab9c0de-0000-5000-8000-000000000001"

    @Test func `is signed by who is signed in, whatever the page says`() throws {
        let json = """
            {"id": "m1", "type": "agent.message.sent.v1", "data": {"conversationId": "\(conversation)",
             "text": "oi", "agentId": "bruno", "tenant": "other", "at": "1999-01-01T00:00:00Z"}}
            """
        let message = try request(json).message(of: types, signedBy: signature)
        let sent = try #require(message as? FromAgent.MessageSent)
        #expect(sent.agentId == AgentID("ana"))
        #expect(sent.tenant == TenantID("acme"))
        #expect(sent.at > Instant(milliseconds: 1_700_000_000_000))
        #expect(sent.text?.value == "oi")
    }

    @Test func `of a type that can't be said here is refused`() throws {
        let json = #"{"id": "m1", "type": "agent.heartbeat.v1", "data": {}}"#
        let refusal = #expect(throws: Refusal.self) {
            try request(json).message(of: types, signedBy: signature)
        }
        #expect(refusal?.code == "unknown_type")
    }

    @Test func `with a mistake is refused, and the refusal names the field`() throws {
        let json = #"{"id": "m1", "type": "agent.channel.login.v1", "data": {"channelIds": "site"}}"#
        let refusal = #expect(throws: Refusal.self) {
            try request(json).message(of: types, signedBy: signature)
        }
        #expect(refusal?.code == "invalid_contract")
        #expect(refusal?.sentence.contains("channelIds") == true)
    }

    @Test(arguments: ["", String(repeating: "x", count: 65)])
    func `without a usable id is refused`(_ id: String) throws {
        let json = "{\"id\": \"\(id)\", \"type\": \"agent.channel.login.v1\", \"data\": {\"channelIds\": [\"site\"]}}"
        #expect(throws: Refusal.self) { try request(json).message(of: types, signedBy: signature) }
    }
}
