import Contracts
import Domain
import Identifiers
import Storage
import Worker

/// The conversation stream: one message, one conversation, one step.
final class ConversationHandler {
    private let shelf = ConversationShelf()
    private let directory: DirectorySource
    private let journal: InputJournal

    init(directory: DirectorySource) {
        self.directory = directory
        journal = InputJournal(directory: directory)
    }

    func forgetAll() {
        shelf.forgetAll()
        journal.forget()
    }

    func rollBack(_ message: Inbound) {
        shelf.forget(ConversationID(trusted: message.head.key))
        journal.forget()
    }

    /// The name of the timer that forgets a closed conversation's commands.
    private static let sweep = "sweep"
    /// The name of the timer that ends what is kept of a person (rule 25).
    private static let retention = "retention"

    func handle(_ message: Inbound, in work: Work) throws {
        let id = ConversationID(trusted: message.head.key)
        let outlet = Outlet(work: work, trace: message.head.trace)
        if let timer = message.timer {
            try fire(timer, of: id, outlet)
            return
        }
        switch try CommandTranslation.meaning(of: message) {
        case .start(let start, let cause):
            try self.start(id, start, cause, outlet)
        case .event(let event):
            try step(id, event, message, outlet)
        }
    }

    /// Lets a conversation tell its own fate; one that was never opened has nobody to tell.
    func tell(_ event: Conversation.Event, _ message: Inbound, in work: Work) throws {
        guard let conversation = try shelf.find(ConversationID(trusted: message.head.key), in: work.transaction())
        else { return }
        try apply(event, to: conversation, Outlet(work: work, trace: message.head.trace))
    }

    private func fire(_ timer: FiredTimer, of id: ConversationID, _ outlet: Outlet) throws {
        if timer.kind == Self.sweep {
            let transaction = try outlet.work.transaction()
            try CommandLog.sweep(id, in: transaction)
            if let conversation = try shelf.find(id, in: transaction) {
                try apply(.settled, to: conversation, outlet)
            }
            try forgetJournal(of: id, outlet)
        } else if timer.kind == Self.retention {
            guard let conversation = try shelf.find(id, in: outlet.work.transaction()) else { return }
            try retentionMayBeOver(conversation, outlet)
        } else if let name = Conversation.Timer(rawValue: timer.kind) {
            guard let conversation = try shelf.find(id, in: outlet.work.transaction()) else { return }
            try apply(.timer(name, token: timer.token), to: conversation, outlet)
        }
    }

    /// Opens a conversation; starting a live one again has no effect (rule 16).
    private func start(
        _ id: ConversationID, _ start: Webchat.SessionStarted, _ cause: Cause, _ outlet: Outlet
    ) throws {
        let transaction = try outlet.work.transaction()
        if let conversation = try shelf.find(id, in: transaction) {
            guard try isNew(cause, of: conversation, outlet) else { return }
            return try apply(.started(cause), to: conversation, outlet)
        }
        let tenant = try tenant(start.tenant)
        guard tenant.channels[start.channelId]?.enabled == true else {
            let sentence = "The channel \(start.channelId) is not enabled; it takes nothing new."
            return try outlet.reject(
                Refusal(cause: cause, code: .unknownChannel, message: sentence), tenant: tenant.id,
                channel: start.channelId, conversation: id)
        }
        _ = try CommandLog.note(cause, of: id, in: transaction)
        let identity = Conversation.Identity(
            id: id, tenant: start.tenant, channel: start.channelId, session: start.sessionId,
            protocolNumber: try ProtocolNumbers.next(of: tenant, at: outlet.work.now, in: transaction),
            openedAt: outlet.work.now)
        let previous = try start.previousSessionId.flatMap { session in
            let previous = ConversationID(tenant: start.tenant, channel: start.channelId, session: session)
            return try ConversationShelf.read(previous, in: transaction)?.identity.protocolNumber
        }
        let meaning = start.meaning(previousProtocol: previous)
        let (conversation, actions) = Conversation.open(identity, start: meaning, tenant: tenant)
        try shelf.insert(conversation, in: transaction)
        try journal.note(
            .opened(identity, meaning), of: id.text, at: outlet.work.now, decided: try Decided.bytes(of: actions),
            in: transaction)
        try carryOut(actions, of: conversation, outlet)
        try sweepLater(nil, conversation, outlet)
    }

    private func step(_ id: ConversationID, _ event: Conversation.Event, _ message: Inbound, _ outlet: Outlet) throws {
        guard let conversation = try shelf.find(id, in: outlet.work.transaction()) else {
            guard let cause = event.cause else { return }
            return try refuse(
                cause, .unknownConversation, "There is no such conversation.", message, id, outlet)
        }
        if let cause = event.cause {
            guard conversation.identity.tenant == message.head.tenant else {
                return try refuse(
                    cause, .unknownConversation, "There is no such conversation.", message, id, outlet)
            }
            guard try isNew(cause, of: conversation, outlet) else { return }
        }
        try apply(event, to: conversation, outlet)
    }

    /// False for a repeat, which is answered as the first one was.
    private func isNew(_ cause: Cause, of conversation: Conversation, _ outlet: Outlet) throws -> Bool {
        switch try CommandLog.note(cause, of: conversation.id, in: outlet.work.transaction()) {
        case .new:
            return true
        case .seen:
            return false
        case .refused(let rejection):
            try reject(rejection, conversation.identity, outlet)
            return false
        }
    }

    private func apply(_ event: Conversation.Event, to old: Conversation, _ outlet: Outlet) throws {
        let tenant = try tenant(old.identity.tenant)
        var new = old
        let actions = new.apply(event, tenant: tenant, at: outlet.work.now)
        let transaction = try outlet.work.transaction()
        try shelf.update(from: old, to: new, in: transaction)
        try journal.note(
            .conversation(event), of: old.id.text, at: outlet.work.now, decided: try Decided.bytes(of: actions),
            in: transaction)
        try carryOut(actions, of: new, outlet)
        try sweepLater(event, new, outlet)
    }

    /// The company may keep its data longer by now than when the timer was set.
    private func retentionMayBeOver(_ conversation: Conversation, _ outlet: Outlet) throws {
        guard let due = try endOfRetention(of: conversation) else { return }
        if due <= outlet.work.now { return try apply(.retentionEnded, to: conversation, outlet) }
        try outlet.work.setTimer(Self.retention, key: conversation.id.text, at: due, token: "")
    }

    private func endOfRetention(of conversation: Conversation) throws -> Instant? {
        guard case .closed(let closing) = conversation.state, conversation.facts.erasedAt == nil else { return nil }
        return try tenant(conversation.identity.tenant).retention.map { closing.at + $0 }
    }

    /// A closed conversation's commands are forgotten one day; a late one puts the day off.
    private func sweepLater(_ event: Conversation.Event?, _ conversation: Conversation, _ outlet: Outlet) throws {
        guard conversation.isClosed, event != .settled else { return }
        if let due = try endOfRetention(of: conversation) {
            try outlet.work.setTimer(Self.retention, key: conversation.id.text, at: due, token: "")
        }
        try outlet.work.setTimer(
            Self.sweep, key: conversation.id.text, at: outlet.work.now + CommandLog.kept, token: "")
    }

    /// A tenant that a reload removed has conversations left; they wait, parked, until it is back.
    private func tenant(_ id: TenantID) throws -> Tenant {
        guard let tenant = directory.current.tenants[id] else { throw RemovedTenant(tenant: id) }
        return tenant
    }

    private func carryOut(_ actions: [Conversation.Action], of conversation: Conversation, _ outlet: Outlet) throws {
        let identity = conversation.identity
        for action in actions {
            switch action {
            case .publish(let event):
                try outlet.publish(event, of: identity)
            case .desk(let event):
                try outlet.tellDesk(event, tenant: identity.tenant)
            case .bot(let bot, let note):
                let message = BotTranslation.message(note, to: bot, about: conversation, at: outlet.work.now)
                try outlet.tellBot(message, identity)
            case .book(let note):
                try outlet.tellBook(note, identity)
                // The recorded inputs are the person's words, too.
                if case .erase = note { try forgetJournal(of: identity.id, outlet) }
            case .reject(let rejection):
                try CommandLog.refuse(rejection, of: identity.id, in: outlet.work.transaction())
                try reject(rejection, identity, outlet)
            case .setTimer(let timer, let due, let token):
                try outlet.work.setTimer(timer.rawValue, key: identity.id.text, at: due, token: token)
            case .cancelTimer(let timer):
                try outlet.work.cancelTimer(timer.rawValue, key: identity.id.text)
            }
        }
    }

    /// All of it, what is being handled now included.
    private func forgetJournal(of id: ConversationID, _ outlet: Outlet) throws {
        try outlet.work.transaction().forgetJournal(of: id.text, before: outlet.work.now + .milliseconds(1))
    }

    private func reject(_ rejection: Refusal, _ identity: Conversation.Identity, _ outlet: Outlet) throws {
        try outlet.reject(
            rejection, tenant: identity.tenant, channel: identity.channel, conversation: identity.id)
    }

    /// Refuses a command that no conversation has seen.
    private func refuse(
        _ cause: Cause, _ code: RejectionCode, _ sentence: String, _ message: Inbound, _ id: ConversationID,
        _ outlet: Outlet
    ) throws {
        guard let tenant = message.head.tenant else { return }
        let channel = try InternalBody.decode(NamedChannel.self, from: message.body).channelId
        try outlet.reject(
            Refusal(cause: cause, code: code, message: sentence), tenant: tenant, channel: channel, conversation: id)
    }
}

/// The channel a customer's command names: his audience, where no conversation can tell it.
private struct NamedChannel: Decodable {
    let channelId: ChannelID?
}
