import Contracts
import Domain
import Identifiers

/// What a visitor does, scene by scene, and what happens to his gateway meanwhile.
extension GatewayPart {
    /// False when nobody opened the chat, or nothing reaches him: then there is nothing to play.
    func opens() async throws -> Bool {
        let step = Cue("open", "Open the chat of channel \(stage.scenery.channel) as a new visitor.")
        let start = await ask(step, .startsSessions, for: Webchat.SessionStarted.self)
        try await settle(Self.pause)
        return start != nil && current != nil && stage.scorecard.status(of: .bound) == .passed
    }

    func picks() async throws {
        guard let subject = Scenery.subjects.first else { return }
        await ask(
            Cue("pick", "Pick the subject:", text: subject.label), .picksSubjects, for: Webchat.SubjectSelected.self)
        try await settle(Self.pause)
    }

    /// A new connection of the gateway: the visit goes on.
    func reloads() async throws {
        guard let before = current else { return }
        try await readsWhatItMissed(
            Cue("reload", "Restart your gateway's connection to the broker and reload the page; then go on."))
        let heard = try await goesOn()
        let session = talk(before)?.session
        guard let command = heard?.message as? any SessionCommand else { return }
        stage.scorecard.hold(
            .keepsSession, command.sessionId == session,
            "after the reload the session is \(command.sessionId), before it was \(session?.text ?? "")",
            heard?.evidence)
        stage.announce()
    }

    func isFinished() async throws {
        guard let current, phase(of: current) == .served else { return }
        stage.prompter.say("the agent finishes and saves: the conversation is closed")
        try await end(current, by: .agent, .finished)
        try await settle(Self.pause)
    }

    /// Closed, with a form: the first one sent is refused at a field.
    func fillsIn() async throws {
        isOpen = false
        guard try await opensAgain() else { return }
        try await picks()
        let form = Cue(
            "form", "Fill in the form that is shown, with an e-mail address and a message, and send it.")
        guard let first = await ask(form, .offersForms, for: Webchat.FormSubmitted.self) else { return }
        let correct = Cue("correct", "The form has a mistake at E-mail: correct it and send the form again.")
        let second = await ask(correct, .correctsForms, for: Webchat.FormSubmitted.self)
        if let second {
            stage.scorecard.hold(
                .correctsForms, second.messageId != first.messageId,
                "the corrected form came under the message-id of the refused one", second.evidence)
        }
        try await settle(Self.pause)
    }

    func leaves() async throws {
        isOpen = true
        guard try await opensAgain() else { return }
        await ask(
            Cue("leave", "Leave the chat, e.g. by its button to close it."), .endsSessions,
            for: Webchat.SessionEnded.self)
        try await settle(Self.pause)
    }

    /// A session whose id was not used before.
    private func opensAgain() async throws -> Bool {
        let before = current.flatMap(talk)?.session
        let step = Cue("open-new", "Open the chat again, as a new conversation.")
        guard let heard = await ask(step, .startsSessions, for: Webchat.SessionStarted.self) else { return false }
        let session = (heard.message as? Webchat.SessionStarted)?.sessionId
        stage.scorecard.hold(
            .keepsSession, session != before, "the closed session \(before?.text ?? "") was started again",
            heard.evidence)
        try await settle(Self.pause)
        return session != before
    }
}
