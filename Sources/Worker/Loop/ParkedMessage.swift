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
        guard row.envelope.isEmpty else {
            var reader = PackedTextReader(row.envelope)
            let publication = DoorPublication(
                routingKey: reader.next() ?? "", envelope: Envelope(packed: reader.next() ?? ""))
            return unpacking.stranger(publication, row.body, isRedelivered: true)
        }
        guard let entry = try? Contracts.Bundle.decode(row.body).first?.get() else { return nil }
        return try? unpacking.message(of: entry, isRedelivered: true).get()
    }
}
