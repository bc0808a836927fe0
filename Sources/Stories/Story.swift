import Contracts
import Domain

/// The story of one protocol, line by line: what happened and why, then the five answers.
public struct Story: Sendable {
    public struct Line: Equatable, Sendable {
        public let text: String
        public let isHeading: Bool

        init(text: String, isHeading: Bool = false) {
            self.text = text
            self.isHeading = isHeading
        }
    }

    public let lines: [Line]

    /// - Parameters:
    ///   - events: what the conversation's audiences were told, in any order; repeats are dropped.
    ///   - tenant: gives things their names; without it their ids are told.
    public init(
        record: Answer.ProtocolRecord, decisions: [Answer.Decision], events: [Answer.PastEvent], tenant: Tenant?,
        language: Language
    ) {
        let history = History(decisions: decisions, events: events)
        let names = Names(tenant: tenant)
        let opened = names.day(record.openedAt)
        let channel = names.channel(record.channelId.text)
        var lines = [
            Line(
                text: language(
                    "Protocolo \(record.protocol), canal \(channel), aberto em \(opened)",
                    "Protocol \(record.protocol), channel \(channel), opened on \(opened)"), isHeading: true)
        ]
        var said: [String: Int] = [:]
        for moment in history.moments {
            if case .event(let event) = moment, event.type == Event.ConversationMessage.type {
                said[event.speaker ?? "?", default: 0] += 1
                continue
            }
            guard let sentence = Self.sentence(moment, names, language) else { continue }
            if let talk = Self.talk(said, language) { lines.append(Line(text: "          \(talk)")) }
            said = [:]
            lines.append(Line(text: "\(names.time(moment.at))  \(sentence)"))
        }
        if let talk = Self.talk(said, language) { lines.append(Line(text: "          \(talk)")) }
        lines.append(Line(text: language("Em resumo", "In short"), isHeading: true))
        let answers = Answers(language: language, names: names, record: record, history: history)
        self.lines = lines + answers.lines.map { Line(text: "- \($0)") }
    }

    private static func sentence(_ moment: History.Moment, _ names: Names, _ language: Language) -> String? {
        switch moment {
        case .decision(let decision):
            DecisionWords(language: language, names: names, decision: decision).sentence
        case .event(let event): EventWords(language: language, names: names, event: event).sentence
        }
    }

    /// How much was said between two moments, without what.
    private static func talk(_ said: [String: Int], _ language: Language) -> String? {
        guard !said.isEmpty else { return nil }
        let parts = ["customer", "bot", "agent", "system"].compactMap { kind in
            said[kind].map { count in
                switch kind {
                case "customer": language("\(count) do cliente", "\(count) from the customer")
                case "bot": language("\(count) do bot", "\(count) from the bot")
                case "agent": language("\(count) do atendente", "\(count) from the agent")
                default: language("\(count) do sistema", "\(count) from the system")
                }
            }
        }
        return language("(mensagens: ", "(messages: ") + parts.joined(separator: ", ") + ")"
    }
}
