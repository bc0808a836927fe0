import Identifiers
import Testing

@testable import web_gateway

@Suite struct `A customer's session` {
    private let token = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"

    @Test func `has an id that the token gives and that does not give the token`() throws {
        let id = try #require(CustomerSession.id(of: token))
        #expect(CustomerSession.id(of: token) == id)
        #expect(SessionID(id.text) != nil)
        #expect(id.text.count == 43)
        #expect(id.text != token)
    }

    @Test func `differs with the token`() {
        let other = "B" + token.dropFirst()
        #expect(CustomerSession.id(of: other) != CustomerSession.id(of: token))
    }

    @Test(arguments: ["", "short", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA.", String(repeating: "A", count: 44)])
    func `needs a token of 256 bits`(_ text: String) {
        #expect(CustomerSession.id(of: text) == nil)
    }
}
