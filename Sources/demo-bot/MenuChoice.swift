import Foundation

/// What a customer of the demo bot can choose. The raw value is the option's id.
enum MenuChoice: String, CaseIterable {
    case menu
    case hours = "horario"
    case bill = "boleto"
    case agent = "atendente"
    case agentForBill = "atendente-boleto"
    case agentForSupport = "atendente-suporte"
    case agentForOther = "atendente-outro"
    case goodbye = "encerrar"

    /// What a customer without buttons types. The bot remembers nothing, so no number means two things.
    var number: Int {
        switch self {
        case .menu: 0
        case .hours: 1
        case .bill: 2
        case .agent: 3
        case .agentForBill: 4
        case .agentForSupport: 5
        case .agentForOther: 6
        case .goodbye: 9
        }
    }

    var label: String {
        switch self {
        case .menu: "Voltar ao menu"
        case .hours: "Horário de atendimento"
        case .bill: "2ª via de boleto"
        case .agent: "Falar com um atendente"
        case .agentForBill: "Atendente: 2ª via de boleto"
        case .agentForSupport: "Atendente: suporte técnico"
        case .agentForOther: "Atendente: outro assunto"
        case .goodbye: "Encerrar"
        }
    }
}

/// How words become a choice. Accents and case do not matter.
extension MenuChoice {
    /// Nil for what the bot does not understand.
    init?(understanding text: String) {
        guard let choice = MenuChoice(named: text) ?? Self.meant(by: Set(Self.words(of: text))) else { return nil }
        self = choice
    }

    /// By its option's id, its number or its label, and nothing else.
    init?(named text: String) {
        let words = Self.words(of: text)
        let named = Self.allCases.first { choice in
            ["\(choice.number)", choice.rawValue, choice.label].contains { Self.words(of: $0) == words }
        }
        guard let named else { return nil }
        self = named
    }

    private static func words(of text: String) -> [String] {
        let plain = text.folding(
            options: [.caseInsensitive, .diacriticInsensitive, .widthInsensitive], locale: Locale(identifier: "pt_BR"))
        return plain.split { !$0.isLetter && !$0.isNumber }.map(String.init)
    }

    private static func meant(by words: Set<String>) -> MenuChoice? {
        func has(_ some: String...) -> Bool { !words.isDisjoint(with: some) }
        let isAboutBill = has("boleto", "boletos", "fatura", "faturas", "conta", "pagar", "pagamento")
        let isAboutSupport = has("suporte", "tecnico", "problema", "defeito", "erro")
        if has("tchau", "encerrar", "sair", "adeus") { return .goodbye }
        if has("atendente", "humano", "humana", "pessoa", "alguem") {
            return isAboutBill ? .agentForBill : isAboutSupport ? .agentForSupport : .agent
        }
        if has("horario", "horarios", "hora", "horas", "aberto", "abre", "abrem", "fecha", "fecham", "funcionamento") {
            return .hours
        }
        if isAboutBill { return .bill }
        if isAboutSupport { return .agent }
        return has("menu", "inicio", "voltar", "oi", "ola", "ajuda", "bom", "boa") ? .menu : nil
    }
}
