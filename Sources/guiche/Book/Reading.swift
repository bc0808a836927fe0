import Contracts
import Domain
import Identifiers

/// A whole record with its whole transcript, read page by page.
struct Reading: Sendable {
    /// The most lines read of one protocol; a longer transcript is a mistake in the answers.
    static let mostLines = 1_000_000

    let document: Answer.ProtocolDocument
    let lines: [Answer.ChainedLine]

    /// - Throws: the book's refusal as a sentence.
    static func of(_ number: String, _ tenant: TenantID, _ client: PublicClient) async throws -> Reading {
        guard let number = ShortText(number) else {
            throw CommandFailure("A protocol's number has at most 500 digits.")
        }
        var lines: [Answer.ChainedLine] = []
        while true {
            let query = Query.ProtocolRead(
                tenant: tenant, number: number, afterLine: lines.last.map { Natural(trusted: $0.line) })
            let page = try await client.ask(query, .protocols, for: Answer.ProtocolDocument.self)
            lines += page.transcript
            let goesOn = page.nextAfterLine != nil && !page.transcript.isEmpty && lines.count < mostLines
            if !goesOn { return Reading(document: page, lines: lines) }
        }
    }
}
