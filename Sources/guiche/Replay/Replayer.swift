import Contracts
import Domain
import Identifiers
import Storage

/// Runs the recorded inputs of one subject through the rules again and compares what they decide, byte by byte.
struct Replayer {
    /// Where the replay and the record part.
    struct Difference: Equatable, CustomStringConvertible {
        let subject: String
        let number: Int64
        let at: Instant
        let what: String
        let recorded: String
        let replayed: String

        var description: String {
            """
            \(subject), input \(number) at \(at.rfc3339): \(what)
              recorded: \(recorded)
              replayed: \(replayed)
            """
        }
    }

    /// What was run, and where it parted.
    struct Outcome {
        var inputs = 0
        var decisions = 0
        /// Inputs before the first state that is known.
        var skipped = 0
        var difference: Difference?
        /// The protocol's number, of a conversation.
        var protocolNumber: String?
    }

    let subject: String
    /// The company as it was configured for an input.
    let tenant: (_ directory: Int64, _ id: TenantID) throws -> Tenant

    private enum State {
        case unknown
        case conversation(Conversation)
        case desk(Desk)
    }

    /// - Throws: for an input that can't be read, and a directory that is not there.
    func run(_ entries: [Journal.Entry]) throws -> Outcome {
        var outcome = Outcome()
        var state = State.unknown
        for entry in entries {
            let input = try RuleInput(kind: entry.kind, body: entry.input)
            if case .opened(let identity, _) = input { outcome.protocolNumber = identity.protocolNumber }
            guard let decided = try step(&state, input, entry, &outcome) else { continue }
            outcome.inputs += 1
            if entry.decided != nil { outcome.decisions += 1 }
            if decided != entry.decided ?? [] {
                outcome.difference = difference(entry, "it decides differently", entry.decided ?? [], decided)
            }
            if outcome.difference != nil { return outcome }
        }
        return outcome
    }

    /// What the rules decide on this input; nil if nothing was run.
    private func step(
        _ state: inout State, _ input: RuleInput, _ entry: Journal.Entry, _ outcome: inout Outcome
    ) throws -> [UInt8]? {
        switch (input, state) {
        case (.opened(let identity, let start), _):
            let opened = Conversation.open(identity, start: start, tenant: try tenant(entry.directory, identity.tenant))
            state = .conversation(opened.conversation)
            return try Decided.bytes(of: opened.actions) ?? []
        case (.conversation(let event), .conversation(var conversation)):
            let settings = try tenant(entry.directory, conversation.identity.tenant)
            let actions = conversation.apply(event, tenant: settings, at: entry.at)
            state = .conversation(conversation)
            return try Decided.bytes(of: actions) ?? []
        case (.desk(let event), .desk(var desk)):
            // Taken out, so that the desk is changed in place.
            state = .unknown
            let actions = desk.apply(event, tenant: try tenant(entry.directory, desk.tenant), at: entry.at)
            _ = desk.takeChanges()
            state = .desk(desk)
            return try Decided.bytes(of: actions) ?? []
        case (.deskState(let snapshot), .desk(let desk)) where snapshot != desk.snapshot:
            outcome.difference = difference(
                entry, "the desk is another", try InternalBody.encode(snapshot), try InternalBody.encode(desk.snapshot))
            return []
        case (.deskState(let snapshot), _):
            state = .desk(Desk(snapshot))
            return nil
        case (.conversation, _), (.desk, _):
            outcome.skipped += 1
            return nil
        }
    }

    private func difference(
        _ entry: Journal.Entry, _ what: String, _ recorded: [UInt8], _ replayed: [UInt8]
    ) -> Difference {
        Difference(
            subject: subject, number: entry.number, at: entry.at, what: what, recorded: Self.shown(recorded),
            replayed: Self.shown(replayed))
    }

    private static func shown(_ bytes: [UInt8]) -> String {
        bytes.isEmpty ? "nothing" : String(decoding: bytes, as: UTF8.self)
    }
}
