import Contracts
import Identifiers
import Storage
import Worker

/// A parked key of one program: its first message failed, the others wait behind it.
struct ParkedLine: Sendable {
    let program: String
    let parked: ParkedKey

    var id: LetterID {
        .parked(
            program: program, stream: parked.partition.stream, partition: parked.partition.number,
            key: parked.first.key)
    }
    /// E.g. `router conversation.3`.
    var place: String { "\(program) \(parked.partition.stream).\(parked.partition.number)" }
    var first: ParkedLetter { ParkedLetter(parked.first) }
}

extension ParkedRow {
    /// The whole message, for the log.
    var kept: KeptMessage {
        let letter = ParkedLetter(self)
        return KeptMessage(
            type: letter.type, messageId: letter.messageId, key: key,
            headers: Dictionary(letter.headers.map { ($0.name, $0.value) }) { first, _ in first }, body: letter.body)
    }
}

/// The stores of all programs that have one, read only.
struct ParkedStores: Sendable {
    /// No more keys of one program are read.
    static let mostKeys = 1_000
    /// No more messages of one key are read.
    static let longestLine = 10_000

    let location: StoreLocation

    func lines() throws -> [ParkedLine] {
        try Program.allCases.filter(\.hasStore).flatMap { program in
            try reader(program.rawValue)?.parkedKeys(limit: Self.mostKeys).map {
                ParkedLine(program: program.rawValue, parked: $0)
            } ?? []
        }
    }

    /// What waits in a line, in order.
    func messages(of line: ParkedLine, limit: Int = longestLine) throws -> [ParkedRow] {
        try reader(line.program)?.parked(key: line.parked.first.key, in: line.parked.partition, limit: limit) ?? []
    }

    func interventions(limit: Int) throws -> [Interventions.Entry] {
        try reader(Program.protocolWriter.rawValue)?.interventions(limit: limit) ?? []
    }

    private func reader(_ program: String) throws -> StoreReader? {
        try StoreReader(location, program: program)
    }
}
