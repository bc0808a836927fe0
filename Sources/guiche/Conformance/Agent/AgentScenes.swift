import Contracts
import Domain
import Identifiers

/// What an agent does, scene by scene.
extension AgentPart {
    /// False when nobody logged in, or nothing reaches him: then no card can come.
    func logsIn() async throws -> Bool {
        let channel = stage.scenery.channel
        let step = Cue("login", "Log in to channel \(channel) as agent \(stage.scenery.agent).")
        let login = await ask(step, .logsIn, for: FromAgent.ChannelLogin.self) { $0.channelIds.contains(channel) }
        try await settle(Self.pause)
        return login != nil && stage.scorecard.status(of: .bound) != .failed
    }

    func declines() async throws {
        try await offer(for: Self.longOffer)
        await ask(Cue("decline", "A card comes: decline it."), .declines, for: FromAgent.CardDeclined.self)
        if let card { try await withdraw(card.offerId, .expired) }
        try await settle(Self.pause)
    }

    /// Nobody is to be hurried: the offer outlives every step.
    private static let longOffer: Duration = .seconds(3_600)
    private static let shortOffer: Duration = .seconds(3)

    /// One card expires; of another the customer leaves at once.
    func seesCardsGo() async throws {
        stage.prompter.ask(Cue("ignore", "Two cards come and go by themselves: leave them alone."))
        for (time, reason) in [(Self.shortOffer, WithdrawalReason.expired), (Self.pause, .customerLeft)] {
            try await offer(for: Self.shortOffer)
            try await settle(time)
            if let card { try await withdraw(card.offerId, reason) }
        }
        try await settle()
        stage.scorecard.pass(.forgetsVoidCards)
        stage.announce()
    }

    /// The card comes again after it was accepted: that is a repeat, not another card.
    func accepts() async throws -> Bool {
        try await offer(for: Self.longOffer)
        guard let card else { return false }
        let accept = await ask(
            Cue("accept", "A card comes: accept it."), .acceptsOnce, for: FromAgent.CardAccepted.self
        ) { $0.offerId == card.offerId }
        for told in talk(card.conversationId)?.events.prefix(1) ?? [] { try await publish(told, to: himself) }
        try await settle()
        stage.announce()
        return accept != nil
    }

    func writesANote() async throws {
        let text = "Cliente antiga; boleto em aberto."
        let note = await ask(
            Cue("note", "Write a note that only agents see:", text: text), .writesNotes,
            for: FromAgent.MessageSent.self)
        guard let said = note?.message as? FromAgent.MessageSent else { return }
        stage.scorecard.hold(
            .writesNotes, said.visibility == .internal,
            "asked for was a note, and the visibility is \(said.visibility?.rawValue ?? "not given, so public")",
            note?.evidence)
        stage.announce()
    }

    /// A front end that starts again asks where it stands.
    func reloads() async throws {
        let step = Cue("reload", "Restart your front end (or its connection to the broker); then go on.")
        let mark = stage.mark
        try await readsWhatItMissed(step)
        await wait(.syncs, for: FromAgent.SyncRequested.self, since: mark, after: step.task)
        _ = try await goesOn()
    }

    func finishesAndSaves() async throws {
        await ask(
            Cue("finish", "Finish the session with the customer (Finalizar, Sim)."), .finishes,
            for: FromAgent.SessionFinished.self)
        try await settle(Self.pause)
        let step = Cue("save", "Write something into the record and save it finally (Salvar atendimento).")
        guard let first = await ask(step, .saves, for: FromAgent.ProtocolSaved.self, where: \.final) else { return }
        let again = Cue("save-again", "Somebody else saved meanwhile: save again at the revision that is told.")
        let second = await ask(again, .savesAgain, for: FromAgent.ProtocolSaved.self, where: \.final)
        if let second {
            stage.scorecard.hold(
                .savesAgain, second.messageId != first.messageId,
                "the second save came under the message-id of the refused one", second.evidence)
        }
        try await settle(Self.pause)
        stage.scorecard.pass(.ownConversations)
        stage.announce()
    }

    /// Waits for a heartbeat, if none came yet, as long as the lease lasts.
    func beatsOn() async throws {
        if stage.scorecard.status(of: .heartbeats) == .notSeen, let ends = desktop.leaseEnds {
            let rest = ends - Instant.now
            stage.prompter.say("waiting for a heartbeat: the lease lasts \(max(0, rest.components.seconds)) s more")
            let mark = stage.mark
            _ = await first(
                FromAgent.Heartbeat.self, since: mark, within: min(max(.zero, rest) + .seconds(1), stage.patience))
        }
        if let fault = desktop.overdue(at: .now) { miss(fault.requirement, fault.got) }
    }

    func logsOut() async throws {
        await ask(Cue("logout", "Log out."), .logsOut, for: FromAgent.ChannelLogout.self)
        try await settle(Self.pause)
    }
}
