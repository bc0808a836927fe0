import Accounts
import Contracts
import Foundation
import Testing

@Suite struct `A password's hash` {
    /// As dear as the tests can bear.
    private let cheap = PasswordHash.Cost(logN: 10, blockSize: 8, parallelism: 1)

    @Test func `fits its password and no other`() throws {
        let hash = try PasswordHash.make(of: "correct horse", cost: cheap)
        #expect(hash.fits("correct horse"))
        #expect(!hash.fits("correct hors"))
        #expect(!hash.fits(""))
    }

    @Test func `is another one each time, because its salt is`() throws {
        let one = try PasswordHash.make(of: "correct horse", cost: cheap)
        let other = try PasswordHash.make(of: "correct horse", cost: cheap)
        #expect(one != other)
        #expect(one.salt != other.salt)
    }

    @Test func `goes round as text`() throws {
        let hash = try PasswordHash.make(of: "correct horse", cost: cheap)
        let read = try #require(PasswordHash(hash.text))
        #expect(read == hash)
        #expect(read.fits("correct horse"))
    }

    @Test func `fits however the keyboard composed its letters`() throws {
        let hash = try PasswordHash.make(of: "S\u{E3}o Jo\u{E3}o", cost: cheap)
        #expect(hash.fits("Sa\u{303}o Joa\u{303}o"))
    }

    @Test func `is what RFC 7914 says`() throws {
        let vector = """
            fdbabe1c9d3472007856e7190d01e9fe7c6ad7cbc8237830e77376634b373162\
            2eaf30d92e22a3886ff109279d9830dac727afb94a83ee6d8360cbdfa2cc0640
            """
        let bytes = stride(from: 0, to: vector.count, by: 2).compactMap { offset in
            let start = vector.index(vector.startIndex, offsetBy: offset)
            return UInt8(vector[start..<vector.index(start, offsetBy: 2)], radix: 16)
        }
        let hash = PasswordHash(
            cost: .init(logN: 10, blockSize: 8, parallelism: 16),
            salt: Data("NaCl".utf8).base64EncodedString().replacing("=", with: ""),
            hash: Data(bytes).base64EncodedString().replacing("=", with: ""))
        #expect(hash.fits("password"))
        #expect(!hash.fits("Password"))
    }

    @Test func `does not look at a password longer than a kilobyte`() throws {
        let long = String(repeating: "a", count: PasswordHash.longestPassword + 1)
        #expect(!(try PasswordHash.make(of: long, cost: cheap)).fits(long))
    }
}
