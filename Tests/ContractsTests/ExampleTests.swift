import Domain
import Foundation
import Testing

@testable import Contracts

@Suite struct `Golden examples` {
    @Test(arguments: Catalog.types) func `go round through Swift unchanged`(type: MessageType) throws {
        let message = try #require(Catalog.message(of: type))
        for size in Examples.Size.allCases { try Self.goRound(message, size) }
    }

    private static func goRound<M: Message>(_ message: M.Type, _ size: Examples.Size) throws {
        let example = Examples.body(of: M.self, size)
        let body = try JSONBody.text(example)
        let encoded = try M.decode(body).encoded()
        #expect(try JSONDecoder().decode(JSONValue.self, from: Data(encoded)) == example)
        #expect(!encoded.contains(UInt8(ascii: "\n")))
    }
}
