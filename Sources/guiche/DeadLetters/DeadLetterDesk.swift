import Contracts
import Foundation
import Identifiers
import RabbitMQ
import Storage
import Worker

/// What lies in both places at this moment, and the broker to do something about it.
struct DeadLetterDesk: Sendable {
    let connection: Connection
    let topology: Topology
    let queue: LetterQueue
    let letters: [QueuedLetter]
    /// How many lie in the queue beyond those that were read.
    let more: Int
    let stores: ParkedStores
    let lines: [ParkedLine]
    private let publisher: Publisher

    init(
        connection: Connection, topology: Topology, queue: LetterQueue, letters: [QueuedLetter], more: Int,
        stores: ParkedStores, lines: [ParkedLine]
    ) {
        self.connection = connection
        self.topology = topology
        self.queue = queue
        self.letters = letters
        self.more = more
        self.stores = stores
        self.lines = lines
        publisher = Publisher(on: connection)
    }

    /// What somebody chose; in the order of the queue and of the stores, whatever the order of the words.
    struct Choice: Sendable {
        var letters: [QueuedLetter] = []
        var lines: [ParkedLine] = []

        var isEmpty: Bool { letters.isEmpty && lines.isEmpty }
    }

    var all: Choice { Choice(letters: letters, lines: lines) }

    /// - Throws: a sentence for the first word that names nothing that is there.
    func choice(_ words: [String]) throws -> Choice {
        let wanted = try Set(
            words.map { word in
                guard let id = LetterID(word), knows(id) else { throw Self.unknown(word, more: more) }
                return id
            })
        return Choice(
            letters: letters.filter { wanted.contains($0.id) }, lines: lines.filter { wanted.contains($0.id) })
    }

    private func knows(_ id: LetterID) -> Bool {
        letters.contains { $0.id == id } || lines.contains { $0.id == id }
    }

    private static func unknown(_ word: String, more: Int) -> CommandFailure {
        let beyond = more > 0 ? " (of the queue it looks at the first \(LetterQueue.limit))" : ""
        return CommandFailure(
            "There is no dead letter \(word); \"guiche dead-letters list\" shows what there is\(beyond).")
    }
}

extension DeadLetterDesk {
    /// How long the broker may take for one confirm.
    static let patience: Duration = .seconds(10)

    /// Publishes one message and waits until the broker has it.
    ///
    /// - Throws: a sentence saying why it has not.
    func publish(_ publication: Publication, what: String) async throws {
        switch try await publisher.publish([publication], within: Self.patience).first {
        case .confirmed: return
        case .returned:
            throw CommandFailure(
                "\(what) was not sent: no queue takes messages of \(publication.exchange) with the key "
                    + "\(publication.routingKey). Is \"guiche up\" running with this prefix?")
        case .unknown(let error) where error.code == .preconditionFailed && publication.properties.userId != nil:
            let user = connection.configuration.endpoint.user
            throw CommandFailure(
                "\(what) was not sent: the broker does not let \(user) publish in the name of "
                    + "\(publication.properties.userId ?? ""). Let it for as long as you need, with "
                    + "\"rabbitmqctl set_user_tags \(user) impersonator\", and run this again.")
        case .rejected:
            throw CommandFailure("\(what) was not sent: the queue is full. Run this again later.")
        case .unknown(let error), .notSent(let error):
            throw CommandFailure(
                "\(what) was perhaps not sent: \(error.sentence) Run this again: a repeat does no harm.")
        case nil: throw CommandFailure("\(what) was not sent: the broker did not answer.")
        }
    }

    /// Sends to the book what is about to be done, with the whole messages; only then it may be done.
    func record(_ action: Intervention.Action, _ touched: [(LetterID, KeptMessage)], because reason: ReasonText)
        async throws
    {
        let batch = UniqueID.fresh()
        let entries = try touched.enumerated().map { index, thing in
            try Intervention(
                id: "\(batch).\(index + 1)", at: .now, action: action, subject: "\(thing.0)", by: NSUserName(),
                reason: reason.value, message: thing.1
            ).entry()
        }
        let partition = topology.partition(of: Intervention.key)
        for (index, body) in Contracts.Bundle.encode(entries).enumerated() {
            let properties = Properties(
                type: Contracts.Bundle.type.rawValue, messageId: "\(batch)-\(index + 1)", appId: Envelope.sender,
                deliveryMode: .persistent)
            try await publish(
                Publication(
                    exchange: topology.exchange(of: .record), routingKey: topology.routingKey(partition: partition),
                    properties: properties, body: body), what: "The record of what is to be done")
        }
    }

    /// Gives the owner of a parked key an order.
    func order(_ order: ParkingOrder, of line: ParkedLine) async throws {
        guard let stream = Contracts.Stream(rawValue: line.parked.partition.stream) else {
            throw CommandFailure("The stream \(line.parked.partition.stream) of \(line.id) is not known here.")
        }
        try await publish(
            try order.publication(
                of: line.parked.first.key, stream: stream, partition: line.parked.partition.number, in: topology,
                id: UniqueID.fresh(), at: .now), what: "The order about \(line.id)")
    }
}
