import Testing

@testable import Contracts

/// Numbers are JSON's everywhere in a body, also where nobody asks for them.
struct NumberTests {
    @Test(arguments: ["0", "-0", "10", "1.50", "-1.5e10", "1E+2", "0e0", "2e-3", "[0,1]", "true", "null", "{\"e\":1}"])
    func `what is a number is let through`(text: String) throws {
        try JSONBody.check(Array("{\"mood\": \(text)}".utf8))
    }

    @Test(arguments: ["01", "-", "-01", "1.", ".5", "+1", "1e", "1e+", "--1", "1.2.3", "1e2e3", "00", "[1, 01]"])
    func `what only looks like one is not`(text: String) {
        #expect(throws: ContractError.self) { try JSONBody.check(Array("{\"mood\": \(text)}".utf8)) }
    }

    @Test func `what stands in a text is no number`() throws {
        try JSONBody.check(Array("{\"text\": \"01 +1 1e .5\\\" 00\"}".utf8))
    }
}
