import Contracts
import Identifiers
import Storage

/// A message as it lies in the parked table: a bundle of one, or, from a door, the body with its envelope.
enum ParkedMessage {
    static func envelope(of message: Inbound) -> String {
        guard let publication = message.publication else { return "" }
        var pack = PackedText()
        pack.append(publication.routingKey)
        pack.append(publication.envelope.packed)
        return pack.text
    }

    static func body(of message: Inbound) -> [UInt8] {
        guard message.publication == nil else { return message.body }
        return Contracts.Bundle.encode([Contracts.Bundle.Entry(head: message.head, body: message.body)]).first ?? []
    }

    static func message(_ row: ParkedRow, by unpacking: Unpacking) -> Inbound? {
        if let publication = publication(row) {
            return unpacking.stranger(publication, row.body, isRedelivered: true)
        }
        return entry(row).flatMap { try? unpacking.message(of: $0, isRedelivered: true).get() }
    }

    /// What a stranger sent around the body; nil for a message of an internal stream.
    static func publication(_ row: ParkedRow) -> DoorPublication? {
        guard !row.envelope.isEmpty else { return nil }
        var reader = PackedTextReader(row.envelope)
        return DoorPublication(routingKey: reader.next() ?? "", envelope: Envelope(packed: reader.next() ?? ""))
    }

    /// A message of an internal stream; nil if it can't be read.
    static func entry(_ row: ParkedRow) -> Contracts.Bundle.Entry? {
        try? Contracts.Bundle.decode(row.body).first?.get()
    }
}
