import Identifiers
import Testing

@testable import web_gateway

@Suite struct `A customer's session` {
    private let token = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"

    private func id(of token: String, tenant: String = "acme", channel: String = "site") -> SessionID? {
        CustomerSession.id(of: token, tenant: TenantID(trusted: tenant), channel: ChannelID(trusted: channel))
    }

    @Test func `has an id that the token gives and that does not give the token`() throws {
        let id = try #require(self.id(of: token))
        #expect(self.id(of: token) == id)
        #expect(SessionID(id.text) != nil)
        #expect(id.text.count == 43)
        #expect(id.text != token)
    }

    @Test func `differs with the token, the channel and the company`() {
        #expect(id(of: "B" + token.dropFirst()) != id(of: token))
        #expect(id(of: token, channel: "app") != id(of: token))
        #expect(id(of: token, tenant: "loja") != id(of: token))
    }

    @Test(arguments: ["", "short", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA.", String(repeating: "A", count: 44)])
    func `needs a token of 256 bits`(_ text: String) {
        #expect(id(of: text) == nil)
    }
}
