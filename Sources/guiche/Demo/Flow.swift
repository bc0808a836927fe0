import ArgumentParser
import Domain
import Identifiers

/// The flows of the manual that the demonstration plays, in the manual's order (product page, "The flows").
enum Flow: String, CaseIterable, Codable, ExpressibleByArgument, Sendable {
    case bot
    case noSubjects = "no-subjects"
    case closed
    case closedForm = "closed-form"
    case nobody
    case open

    /// Its channel in `deploy/config/demo.yaml`.
    var channel: ChannelID {
        switch self {
        case .bot: ChannelID(trusted: "bot")
        case .noSubjects: ChannelID(trusted: "sem-assuntos")
        case .closed: ChannelID(trusted: "fechado")
        case .closedForm: ChannelID(trusted: "formulario")
        case .nobody: ChannelID(trusted: "sem-atendente")
        case .open: ChannelID(trusted: "site")
        }
    }

    /// What happens in it, in the manual's words.
    var title: String {
        switch self {
        case .bot: "com bot: o bot atende e transfere para um atendente"
        case .noSubjects: "sem bot e sem assuntos cadastrados: mensagem padrão"
        case .closed: "fila fora do horário, sem formulário web: mensagem padrão"
        case .closedForm: "fila fora do horário, com formulário web: o formulário"
        case .nobody: "fila no horário, nenhum atendente logado: mensagem padrão"
        case .open: "fila no horário, atendente logado: encaminhado para a fila"
        }
    }

    /// The state in which its record must be found at the end.
    var state: RecordState {
        switch self {
        case .bot, .open: .saved
        case .noSubjects, .closed, .nobody: .refused
        case .closedForm: .offlineForm
        }
    }

    /// Its customer. The demonstration's own id is his id in the company's systems, so that one search finds them all.
    func customer(of demo: String) -> Customer {
        let (name, email) =
            switch self {
            case .bot: ("João Pereira", "joao@cliente.example")
            case .noSubjects: ("Lúcia Ramos", "lucia@cliente.example")
            case .closed: ("Pedro Alves", "pedro@cliente.example")
            case .closedForm: ("Beatriz Costa", "beatriz@cliente.example")
            case .nobody: ("Rafael Nunes", "rafael@cliente.example")
            case .open: ("Maria Oliveira", "maria@cliente.example")
            }
        return Customer(externalId: demo, name: name, email: email)
    }
}
