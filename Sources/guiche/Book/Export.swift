import ArgumentParser
import Contracts
import Domain
import Foundation
import Identifiers

/// A customer's history for the customer, due within five days (rule 25; Decreto 11.034/2022, art. 12): one file per
/// protocol, with everything the record holds and what was said.
struct Export: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Writes a customer's protocols, each with its record and transcript, as JSON files into a folder.")

    @OptionGroup var common: CommonOptions
    @OptionGroup var tenant: TenantOption
    @OptionGroup var protocols: ChosenProtocols
    @Option(help: "The folder; it is made.") var out: String

    func run() async throws {
        let settings = try common.settings()
        let tenant = try tenant.chosen(settings)
        let wanted = try protocols.query(tenant)
        let folder = URL(fileURLWithPath: out)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let count = try await PublicClient.run(settings, name: "export") { client in
            let found = try await Found.all(wanted, client)
            for item in found {
                let reading = try await Reading.of(item.protocol, tenant, client)
                let file = folder.appendingPathComponent("\(item.protocol).json")
                try Self.encoded(reading).write(to: file, options: .atomic)
            }
            return found.count
        }
        guard count > 0 else { throw CommandFailure("No protocol was found.") }
        Terminal.say("\(count) protocols written to \(out).")
    }

    /// The record with every line, as the query's document is written, but whole.
    private static func encoded(_ reading: Reading) throws -> Data {
        let whole = Answer.ProtocolDocument(
            record: reading.document.record, transcript: reading.lines, decisions: reading.document.decisions,
            revisions: reading.document.revisions, fenced: reading.document.fenced)
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return try encoder.encode(whole)
    }
}
