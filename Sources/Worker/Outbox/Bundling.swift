import Contracts
import Storage

/// A promise on its way to becoming an outbox row.
struct Draft {
    let source: Partition
    let kind: Parcel.Kind
    let destination: String
    let envelope: String
    let body: [UInt8]
    var number: Int64 = 0

    /// A bundle has no envelope of its own but an id, so that a repeat of it can be recognised.
    func row(id: String) -> OutboxRow {
        OutboxRow(
            number: number, kind: kind.rawValue, destination: destination,
            envelope: kind == .bundle ? id : envelope, body: body)
    }
}

/// Gathers what one batch sends: everything from one source to one internal partition becomes one bundle (or several
/// in sequence, where it is too large for one).
struct Bundling {
    private struct Lane: Hashable {
        let source: Partition
        let destination: String
    }

    private var lanes: [Lane: Int] = [:]
    private var hops: [(lane: Lane, entries: [Contracts.Bundle.Entry])] = []
    private var others: [Draft] = []
    private(set) var sources: Set<Partition> = []

    mutating func add(_ outgoing: Work.Outgoing) {
        sources.insert(outgoing.source)
        switch outgoing.content {
        case .hop(let stream, let partition, let head, let body):
            add(
                Contracts.Bundle.Entry(head: head, body: body),
                to: Lane(source: outgoing.source, destination: "\(stream.rawValue)/\(partition)"))
        case .event(let event):
            guard let key = event.routingKeys.first else { return }
            others.append(
                Draft(
                    source: outgoing.source, kind: .event, destination: key, envelope: event.envelope.packed,
                    body: event.body))
        case .direct(let queue, let envelope, let body):
            others.append(
                Draft(
                    source: outgoing.source, kind: .direct, destination: queue, envelope: envelope.packed, body: body))
        }
    }

    private mutating func add(_ entry: Contracts.Bundle.Entry, to lane: Lane) {
        if let index = lanes[lane] {
            hops[index].entries.append(entry)
        } else {
            lanes[lane] = hops.count
            hops.append((lane, [entry]))
        }
    }

    /// Bundles first, then the rest in the order it was sent.
    func drafts() -> [Draft] {
        hops.flatMap { hop in
            Contracts.Bundle.encode(hop.entries).map { body in
                Draft(
                    source: hop.lane.source, kind: .bundle, destination: hop.lane.destination, envelope: "", body: body)
            }
        } + others
    }
}
