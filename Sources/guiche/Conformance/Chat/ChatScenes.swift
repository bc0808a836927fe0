import Contracts
import Domain
import Identifiers

/// What happens to every program that shows a conversation, scene by scene. What the person sees is asked of him: he
/// writes it into the chat.
extension ChatPart {
    /// Lets what was sent arrive on the screen before the next thing is asked.
    static var pause: Duration { .milliseconds(300) }

    func writes() async throws {
        let text = "Olá! 2ª via, por favor: <b>boleto</b> & \"juros\" 😀"
        guard let heard = await askForLine(text), let said = heard.message as? Line else { return }
        stage.scorecard.hold(
            .textUnchanged, said.text?.value == text,
            "asked for was \"\(text)\", and \"\(said.text?.value ?? "")\" came", heard.evidence)
        stage.announce()
    }

    /// A line, delivered twice; then everything once more, backwards.
    func isShownLines() async throws {
        try await partnerSays("Palavra: manga")
        await askForWord("manga", .showsLines)
        guard let current, let audience = audience(of: current), let talk = talk(current) else { return }
        for told in talk.events.reversed() { try await publish(told, to: audience) }
        try await settle(Self.pause)
        await askForCount("Palavra: manga", .dropsRepeats)
    }

    func isToldUnderAnotherKey() async throws {
        guard let audience = current.flatMap(audience) else { return }
        let type = Event.ConversationMessage.type
        try await partnerSays(
            "Palavra: caju", key: stranger.routingKey(for: type), copies: [audience.routingKey(for: type)])
        await askForWord("caju", .dispatchesByType)
    }

    /// A type, a field and an enum value of a later version; the line among them is to be shown.
    func isToldTheUnknown() async throws {
        try await tell(current) { talk in
            let strange = try talk.event(at: .now) { Event.CustomerReturned($0) }
                .changed(["mood": "sunny"], type: "conversation.mood.changed.v1")
            talk.replaceLast(strange)
            return strange
        }
        try await tell(current) { talk in
            let strange = try talk.line("Palavra: pitanga", at: .now) {
                Event.ConversationNotice($0, line: $1, code: .agentBack)
            }.changed(["code": "holiday_greeting", "futureField": ["a": [1]]])
            talk.replaceLast(strange)
            return strange
        }
        await askForWord("pitanga", .ignoresTheUnknown)
    }

    func isToldMuch() async throws {
        let partner = partner
        try await tell(current, isDoubled: false) { try $0.message("Palavra: goiaba", partner, at: .now).enlarged() }
        await askForWord("goiaba", .takesLargeBodies)
    }

    func isRefusedByTheBroker() async throws {
        let text = "Esta linha precisa chegar."
        stage.asked.ask(text)
        let step = Cue("write", "Write:", text: text)
        let isIt: @Sendable (Hearing) -> Bool = { heard in
            heard.type == Line.type && (heard.message as? Line).map { $0.text?.value == text } ?? true
        }
        try await refuseOnce(after: "\(step.task) \(text)", isIt) { stage.prompter.ask(step) }
        try await settle(Self.pause)
    }

    func isRejected() async throws {
        isRejectingLines = true
        let text = "Esta linha será recusada."
        let heard = await ask(Cue("write", "Write:", text: text), writing, for: Line.self)
        let mark = stage.mark
        try await settle()
        isRejectingLines = false
        guard let heard else { return }
        let again = stage.log[mark...].first { ($0.message as? Line)?.text?.value == text }
        stage.scorecard.hold(
            .acceptsRejections, again == nil, "it was sent after the rejection of \(heard.messageId)", again?.evidence)
        stage.announce()
    }

    /// Lines are lost while the program has no connection; it reads them when it is back.
    func readsWhatItMissed(_ reload: Cue) async throws {
        snapshots.beStubborn()
        let partner = partner
        for word in Self.missed { try advance(current) { try $0.message("Palavra: \(word)", partner, at: .now) } }
        let mark = stage.mark
        stage.prompter.ask(reload)
        guard let question = await first(Query.ConversationRead.self, since: mark) else {
            let seconds = stage.patience.components.seconds
            return miss(.catchesUp, "no conversation.read.v1 came within \(seconds) s after: \(reload.task)")
        }
        // The rest of the reading needs no person: it is over in a moment, or it never is.
        try await settle()
        guard hasReadAll(after: question) else { return }
        await askForCount("Palavra: caqui", .showsMissedLines)
    }

    /// More of them than a page of the stubborn book has.
    private static var missed: [String] { ["jaca", "acerola", "umbu", "cajá", "caqui"] }

    private func hasReadAll(after question: Hearing) -> Bool {
        if stage.scorecard.status(of: .asksAgain) == .notSeen {
            miss(.asksAgain, "the answer was unavailable, and it was not asked again", question.evidence)
            return false
        }
        if stage.scorecard.status(of: .readsOn) == .notSeen {
            miss(.readsOn, "the answer had nextAfterSeq, and nothing was read from there", question.evidence)
            return false
        }
        return true
    }

    /// After a new connection what was said before is not said again.
    func goesOn() async throws -> Hearing? {
        let heard = await askForLine("Voltei.")
        try await settle()
        stage.scorecard.pass(.noLineTwice)
        stage.announce()
        return heard
    }
}

extension ChatPart {
    func partnerSays(_ text: String, key: String? = nil, copies: [String] = []) async throws {
        let partner = partner
        try await tell(current, key: key, copies: copies) { try $0.message(text, partner, at: .now) }
    }

    /// Asks for a line that is written once.
    func askForLine(_ text: String) async -> Hearing? {
        stage.asked.ask(text)
        return await ask(Cue("write", "Write:", text: text), writing, for: Line.self)
    }

    private func askForWord(_ word: String, _ requirement: Requirement) async {
        let step = Cue("word", "Write the word that stands after the last \"Palavra:\" the chat shows.")
        await askForReading(step, word, requirement)
    }

    private func askForCount(_ line: String, _ requirement: Requirement) async {
        let step = Cue("count", "Write, as a number, how often the chat shows this line:", line: line)
        await askForReading(step, "1", requirement)
    }

    private func askForReading(_ step: Cue, _ wanted: String, _ requirement: Requirement) async {
        let mark = stage.mark
        stage.prompter.ask(step)
        guard let heard = await first(Line.self, since: mark) else {
            let seconds = stage.patience.components.seconds
            return miss(requirement, "no answer came within \(seconds) s after: \(step.task)")
        }
        guard let said = heard.message as? Line else { return }
        let text = said.text?.value ?? ""
        let words = text.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init)
        stage.scorecard.hold(
            requirement, words.contains(wanted),
            "after \"\(step.task)\"\(step.line.map { " \"\($0)\"" } ?? "") the answer was to be \"\(wanted)\" and was "
                + "\"\(text)\"")
        stage.announce()
    }
}
