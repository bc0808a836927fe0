import Testing

@testable import Contracts

/// Strings are JSON's everywhere in a body, also where nobody asks for them.
struct StringTests {
    @Test(arguments: [
        "", "x", "ação", #"\" \\ \/ \b \f \n \r \t"#, #"\u0041\u00e7\u00C7"#, #"\ud83d\ude00"#, #"\uDBFF\uDFFFx"#, "😀",
    ])
    func `what is a string is let through`(text: String) throws {
        try JSONBody.check(Array("{\"mood\": \"\(text)\", \"\(text)\": 1}".utf8))
    }

    @Test(arguments: [
        "\n", "\u{1F}", #"\x"#, #"\u12"#, #"\u12G4"#, #"\ud83d"#, #"\ud83dx"#, #"\ud83d\n"#, #"\ud83d\u0041"#,
        #"\ude00"#, #"a\udfffb"#, #"\ud83d\ud83d\ude00"#,
    ])
    func `what only looks like one is not`(text: String) {
        #expect(throws: ContractError.self) { try JSONBody.check(Array("{\"mood\": \"\(text)\"}".utf8)) }
        #expect(throws: ContractError.self) { try JSONBody.check(Array("{\"\(text)\": 1}".utf8)) }
    }
}
