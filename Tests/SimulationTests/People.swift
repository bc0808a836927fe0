import Domain
import Identifiers

/// What the people outside remember of themselves.
struct People {
    var visits: [Visit] = []
    var commands = 0
    /// What each of them sent last, for a door that forwards it again after a crash.
    var recent: [String: [Letter]] = [:]
    /// Everything that was sent, for those who repeat it much later.
    var letters: [Letter] = []
    /// Agents whose devices are silent at the moment: their leases run out.
    var silent: Set<AgentID> = []
    var lastBeat = Company.opening

    /// How often a device gives a sign of life.
    static let beat: Duration = .seconds(8)
}

extension World {
    /// A command under a new id.
    func command(
        _ sender: CommandSender, _ kind: SentCommand.Kind = .other, about conversation: ConversationID? = nil
    ) -> Cause {
        people.commands += 1
        let cause = Cause(id: "m\(people.commands)", type: "test", sender: sender)
        ledger.noteSent(SentCommand(id: cause.id, conversation: conversation, kind: kind))
        return cause
    }

    /// From outside through a door that keeps the order of each sender. A door that crashes before it acknowledges
    /// forwards the last ones again.
    func knock(_ content: Letter.Content, at partition: Partition, from sender: String) {
        let letter = Letter(to: partition, origin: nil, content: content)
        tell("people", "\(partition) \(Words.of(content))")
        people.letters.append(letter)
        people.recent[sender] = (people.recent[sender] ?? []).suffix(2) + [letter]
        broker.enqueue(letter)
        guard chance.happens(8) else { return }
        for letter in people.recent[sender] ?? [] { broker.enqueue(letter) }
    }

    func customer(_ event: Conversation.Event, _ conversation: Conversation) {
        knock(
            .conversation(conversation.id, event), at: .of(conversation.id),
            from: conversation.identity.session.text)
    }

    func bot(_ event: Conversation.Event, _ id: ConversationID) {
        knock(.conversation(id, event), at: .of(id), from: "bot")
    }

    func agent(_ agent: AgentID, _ event: Conversation.Event, _ id: ConversationID) {
        door(agent.text, .forward(agent, id, event))
    }

    func door(_ sender: String, _ command: Letter.DoorCommand) {
        knock(.door(sender: sender, command), at: .of(.agents, key: sender), from: sender)
    }

    /// Mostly one that is open, sometimes one that is not any more.
    func someone(where isMeant: (Conversation) -> Bool = { _ in true }) -> Conversation? {
        let all = conversations.values.filter(isMeant).sorted { $0.id < $1.id }
        let open = all.filter { !$0.isClosed }
        return chance.pick(chance.happens(90) && !open.isEmpty ? open : all)
    }

    func session(of conversation: Conversation) -> CommandSender { .session(conversation.identity.session) }

    func anyAgent() -> AgentID { Company.agents[chance.below(Company.agents.count)].id }
}
