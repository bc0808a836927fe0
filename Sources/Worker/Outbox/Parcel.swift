import Contracts
import Identifiers
import RabbitMQ
import Storage

/// One publication on its way, and what its end means.
struct Parcel: Sendable {
    enum Kind: Int, Sendable {
        /// A bundle into an internal stream: goes until it is confirmed.
        case bundle = 0
        /// Straight into a queue that may be somebody else's: a refusal ends it.
        case direct = 1
        /// For the public exchange: a refusal ends it, nobody waits for it.
        case event = 2
    }

    let kind: Kind
    /// Who promised it.
    let source: Partition
    /// The epoch of the partition in which it was promised; in a later one the outbox is read again instead.
    let epoch: Int64
    /// Its number in the outbox; 0 in a program without a store.
    let number: Int64
    let publication: Publication

    /// Two parcels of one source in the same lane must not be on their way at the same time.
    var lane: String { "\(source)>\(publication.exchange)>\(publication.routingKey)" }
}

/// Makes parcels, and the outbox rows they are remembered by.
struct Packing {
    let program: String
    let topology: Topology

    /// What `source` is called in the inboxes of others.
    func name(of source: Partition) -> String { "\(program)/\(source)" }

    private func bundle(_ row: OutboxRow, _ source: Partition, _ epoch: Int64?) -> Parcel {
        let parts = row.destination.split(separator: "/")
        let stream = parts.first.flatMap { Contracts.Stream(rawValue: String($0)) }
        var properties = Properties(
            type: Contracts.Bundle.type.rawValue, messageId: row.envelope, appId: program)
        if epoch != nil {
            let origin = BundleOrigin(source: name(of: source), number: row.number)
            properties.headers = origin.headers.mapValues { RabbitMQ.HeaderValue($0) }
        }
        let publication = Publication(
            exchange: stream.map { topology.exchange(of: $0) } ?? "", routingKey: parts.last.map(String.init) ?? "",
            properties: properties, body: row.body)
        return Parcel(kind: .bundle, source: source, epoch: epoch ?? 0, number: row.number, publication: publication)
    }

    /// - Parameter epoch: nil in a program without a store, whose bundles have no number.
    func parcel(_ row: OutboxRow, from source: Partition, epoch: Int64?) -> Parcel {
        switch Parcel.Kind(rawValue: row.kind) {
        case .direct: direct(row, source, epoch)
        case .event: event(row, source, epoch)
        case .bundle, nil: bundle(row, source, epoch)
        }
    }

    private func direct(_ row: OutboxRow, _ source: Partition, _ epoch: Int64?) -> Parcel {
        let publication = Publication(
            exchange: "", routingKey: row.destination, properties: Properties(Envelope(packed: row.envelope)),
            body: row.body)
        return Parcel(kind: .direct, source: source, epoch: epoch ?? 0, number: row.number, publication: publication)
    }

    private func event(_ row: OutboxRow, _ source: Partition, _ epoch: Int64?) -> Parcel {
        let publication = Publication(
            exchange: topology.events, routingKey: row.destination, mandatory: false,
            properties: Properties(Envelope(packed: row.envelope)), body: row.body)
        return Parcel(kind: .event, source: source, epoch: epoch ?? 0, number: row.number, publication: publication)
    }
}

extension PublicEvent {
    /// What goes around the body.
    var envelope: Envelope {
        var envelope = Envelope.ours(
            MessageType(type), id: messageId, at: at, correlation: correlationId, trace: trace)
        let copies = routingKeys.dropFirst().prefix(Self.audienceLimit)
        if !copies.isEmpty { envelope.headers[HeaderName.blindCopies] = .array(copies.map { .string($0) }) }
        return envelope
    }
}
