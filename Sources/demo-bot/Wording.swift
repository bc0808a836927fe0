import Contracts
import Domain
import Identifiers

/// What the demo bot says.
enum Wording {
    /// So much of a customer's text is quoted to the agent, in characters.
    static let quoteLimit = 500

    static func greeting(_ name: String?) -> FromBot.Reply {
        let first = name?.split(separator: " ").first.map { ", \($0)" } ?? ""
        return reply("Olá\(first)! Sou o assistente virtual. Como posso ajudar?", main)
    }

    static var menu: FromBot.Reply { reply("Como posso ajudar?", main) }

    static var notUnderstood: FromBot.Reply {
        reply("Não entendi. Escolha uma das opções, por favor.", main)
    }

    static var bill: FromBot.Reply {
        reply(
            "A 2ª via do boleto está em https://www.acme.example/boletos: informe o CPF ou CNPJ e escolha o mês. "
                + "Se preferir, um atendente envia para você.", [.agentForBill, .menu])
    }

    static var subjects: FromBot.Reply {
        reply("Sobre qual assunto você quer falar?", [.agentForBill, .agentForSupport, .agentForOther, .menu])
    }

    static var handingOver: FromBot.Reply { reply("Certo, vou chamar um atendente para você.", []) }

    static var goodbye: FromBot.Reply { reply("Obrigado pelo contato. Até logo!", []) }

    private static let main: [MenuChoice] = [.hours, .bill, .agent, .goodbye]

    /// Why no human can be reached now, and when again.
    static func refusal(_ reason: RefusalReason, opensAt moment: Instant?, zone: String) -> FromBot.Reply {
        reply("\(sentence(reason))\(again(moment, zone)) Posso ajudar em algo mais?", main)
    }

    /// Nil: the engine did not say.
    static func hours(_ state: Answer.ChannelState?, zone: String) -> [FromBot.Reply] {
        guard let state else {
            return [reply("Não consegui consultar o horário agora. Quer falar com um atendente?", [.agent, .menu])]
        }
        guard state.open else {
            let why = state.reason.map { sentence($0) } ?? "Não estamos atendendo agora."
            return [reply(why + again(state.nextOpenAt, zone), main)]
        }
        let closed = state.subjects.filter { !$0.open }.map { subject in
            "\n\(subject.label): fechado agora.\(again(subject.nextOpenAt, zone))"
        }
        return [reply("Estamos atendendo agora.\(closed.joined())", main)]
    }

    private static func sentence(_ reason: RefusalReason) -> String {
        switch reason {
        case .outOfHours: "Nosso atendimento está fechado neste horário."
        case .holiday: "Hoje é feriado e não há atendimento."
        case .noAgentLoggedIn: "Não há atendentes disponíveis no momento."
        case .queueFull: "Todos os atendentes estão ocupados e a fila está cheia."
        case .noSubjects: "Este canal não tem atendentes."
        }
    }

    private static func again(_ moment: Instant?, _ zone: String) -> String {
        moment.map { " Voltamos a atender \(OpeningTime.text($0, zone: zone))." } ?? ""
    }

    /// The options stand in the text, too, with the numbers that whoever has no buttons may type.
    private static func reply(_ text: String, _ choices: [MenuChoice]) -> FromBot.Reply {
        let lines = choices.map { "\n\($0.number) - \($0.label)" }.joined()
        return FromBot.Reply(
            text: MessageText(trusted: text + lines),
            options: choices.isEmpty ? nil : choices.map { Option(id: $0.rawValue, label: $0.label) })
    }
}
