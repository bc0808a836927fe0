import Contracts
import Domain
import Identifiers
import RabbitMQ

/// The other side of one kind of program: scenes that are played one after the other, and answers that Guichê would
/// give to whatever comes meanwhile.
protocol Counterpart: Actor {
    var stage: Stage { get set }

    /// Answers as Guichê would. Called with everything that was heard, in order, before a scene sees it.
    func respond(to heard: Hearing) async throws

    /// Answers a question.
    func answer(_ question: Hearing) async throws

    /// All scenes.
    func perform() async throws
}

extension Counterpart {
    /// Takes one publication or question from the wire.
    func hear(_ letter: Letter, isQuery: Bool) async throws {
        var letter = letter
        letter.wasRefused = stage.isRefusing && !isQuery
        let heard = stage.judge(letter, isQuery: isQuery)
        if isQuery { try await answer(heard) } else { try await respond(to: heard) }
        stage.add(heard)
        stage.announce()
    }

    /// The first that matches since `mark`; nil when none comes in time.
    func first(
        since mark: Int, within time: Duration, _ matches: @escaping @Sendable (Hearing) -> Bool
    ) async -> Hearing? {
        let (id, stream) = stage.matching(since: mark, matches)
        let found = await withTaskGroup(of: Hearing?.self) { group in
            group.addTask {
                for await heard in stream { return heard }
                return nil
            }
            group.addTask {
                // Cancelled when it came first: then nobody looks at this result.
                try? await ContinuousClock().sleep(for: time)
                return nil
            }
            defer { group.cancelAll() }
            return await group.next() ?? nil
        }
        stage.giveUp(id)
        return found
    }

    /// The first message of a type that matches. One that does not read counts, too: what is wrong with it has been
    /// said, and the play goes on.
    func first<M: Message>(
        _ type: M.Type, since mark: Int, within time: Duration? = nil,
        where matches: @escaping @Sendable (M) -> Bool = { _ in true }
    ) async -> Hearing? {
        await first(since: mark, within: time ?? stage.patience) { heard in
            guard heard.type == type.type else { return false }
            guard let message = heard.message as? M else { return true }
            return matches(message)
        }
    }

    /// Asks for a step and waits for what must come of it; its absence is a finding.
    @discardableResult
    func ask<M: Message>(
        _ step: Cue, _ requirement: Requirement, for type: M.Type,
        where matches: @escaping @Sendable (M) -> Bool = { _ in true }
    ) async -> Hearing? {
        let mark = stage.mark
        stage.prompter.ask(step)
        return await wait(requirement, for: type, since: mark, after: step.task, where: matches)
    }

    /// Waits for what must come; its absence is a finding.
    @discardableResult
    func wait<M: Message>(
        _ requirement: Requirement, for type: M.Type, since mark: Int, after cause: String,
        where matches: @escaping @Sendable (M) -> Bool = { _ in true }
    ) async -> Hearing? {
        guard let heard = await first(type, since: mark, where: matches) else {
            miss(requirement, "no \(type.type) came within \(stage.patience.components.seconds) s after: \(cause)")
            return nil
        }
        stage.scorecard.pass(requirement)
        stage.prompter.say("seen: \(type.type)")
        return heard
    }

    func miss(_ requirement: Requirement, _ got: String, _ evidence: Evidence? = nil) {
        stage.scorecard.fail(requirement, got, evidence)
        stage.announce()
    }

    /// Lets what is under way arrive.
    func settle(_ time: Duration = Stage.quiet) async throws { try await ContinuousClock().sleep(for: time) }

    /// Sends an event to its audiences; false when nobody is bound to the first of them.
    @discardableResult
    func publish(_ told: Told, to audience: Audience, key: String? = nil, copies: [String] = []) async throws -> Bool {
        let outcome = try stage.wire.begin(
            told, exchange: stage.wire.topology.events, routingKey: key ?? audience.routingKey(for: told.type),
            copies: copies)
        if case .returned = await outcome.outcomes.first { return false }
        return true
    }

    /// Tells the sender what Guichê's door would have told him; true if it was refused there.
    func refuseAtDoor(_ heard: Hearing) async throws -> Bool {
        guard case .reject(let rejection) = heard.verdict else {
            if case .accept = heard.verdict { return false }
            return true
        }
        // What does not read can't be gone on with; the rest is answered as if it had been right, so that one mistake
        // does not hide all others.
        guard heard.message == nil else { return false }
        if case .audience(let audience) = rejection.recipient {
            let told = try Told(rejection.event, correlation: rejection.event.commandId, at: .now)
            try await publish(told, to: audience)
        }
        return true
    }

    /// The broker refuses what the program publishes next; it is to come again under the same message-id.
    func refuseOnce(
        after cause: String, _ matches: @escaping @Sendable (Hearing) -> Bool, provoke: () async throws -> Void
    ) async throws {
        let mark = stage.mark
        let seconds = stage.patience.components.seconds
        stage.isRefusing = true
        try await stage.wire.beginToRefuse()
        try await provoke()
        let refused = await first(since: mark, within: stage.patience, matches)
        stage.isRefusing = false
        try await stage.wire.endToRefuse()
        guard let refused else { return miss(.repeatsAfterNack, "nothing came within \(seconds) s after: \(cause)") }
        let again = await first(since: mark, within: stage.patience) {
            $0.messageId == refused.messageId && !$0.letter.wasRefused
        }
        if again != nil { return stage.scorecard.pass(.repeatsAfterNack) }
        let other = stage.log[mark...].first { matches($0) && $0.messageId != refused.messageId }
        miss(
            .repeatsAfterNack,
            other == nil
                ? "the broker refused it with a nack, and it was not published again within \(seconds) s"
                : "after a nack it was published again under another message-id than \(refused.messageId)",
            other?.evidence ?? refused.evidence)
    }
}

extension Counterpart {
    /// Sends an answer to the one who asked.
    func reply(_ told: Told, to question: Hearing) async throws {
        guard let address = question.letter.envelope.replyTo else { return }
        _ = await (try stage.wire.begin(told, exchange: "", routingKey: address)).outcomes
    }

    /// Answers what the play has no answer of its own for: the channel is known, the book is not there.
    func answer(otherwise question: Hearing, isOpen: Bool) async throws {
        let id = question.letter.envelope.correlationId ?? ""
        guard question.message is Query.ChannelStatus else {
            let rejection = Event.CommandRejected(
                tenant: stage.scenery.tenant, at: .now, commandId: id, commandType: question.type?.rawValue ?? "",
                code: .unavailable, message: "The conformance runner keeps no book.")
            return try await reply(Told(rejection, correlation: id, at: .now), to: question)
        }
        let subjects = Scenery.subjects.map {
            Answer.SubjectState(subjectId: $0.subjectId, label: $0.label, open: isOpen)
        }
        let state = Answer.ChannelState(open: isOpen, bot: stage.scrutiny.door == .bots, subjects: subjects)
        try await reply(Told(state, correlation: id, at: .now), to: question)
    }
}
