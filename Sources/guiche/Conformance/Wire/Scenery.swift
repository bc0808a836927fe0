import Contracts
import Domain
import Identifiers

/// The installation the runner pretends to be: the ids it was given, and around them a company with one queue, one form
/// and nobody else.
struct Scenery: Sendable {
    let tenant: TenantID
    let channel: ChannelID
    let bot: BotID
    let agent: AgentID

    static let queue = QueueID(trusted: "financeiro")
    static let agentName = "Ana Souza"
    static let subjects = [
        Event.OfferedSubject(subjectId: SubjectID(trusted: "boleto"), label: "2ª via de boleto"),
        Event.OfferedSubject(subjectId: SubjectID(trusted: "cadastro"), label: "Alteração de cadastro"),
    ]
    static let form = Event.OfferedForm(
        formId: FormID(trusted: "contato"), title: "Fale conosco",
        fields: [
            .init(id: "email", label: "E-mail", type: "email", required: true),
            .init(id: "texto", label: "Mensagem", type: "text", required: true, maxLength: 2_000),
        ])

    /// What the doors know.
    var directory: Domain.Directory {
        Domain.Directory(tenants: [
            Tenant(
                id: tenant, name: tenant.text,
                channels: [Channel(id: channel, name: channel.text)],
                queues: [ServiceQueue(id: Self.queue, name: "Financeiro")],
                agents: [
                    AgentProfile(
                        id: agent, name: Self.agentName, channels: [channel], queues: [Self.queue], capacity: 3)
                ], bots: [Bot(id: bot)])
        ])
    }
}
