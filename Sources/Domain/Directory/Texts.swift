/// Every text the system itself says to a customer, in Portuguese. A tenant can replace each of them.
///
/// `{protocol}`, `{agent}` and `{position}` stand for what the line is about.
public struct Texts: Sendable, Equatable {
    public var opened = "Seu protocolo é {protocol}."
    public var subjects = "Sobre qual assunto você quer falar?"
    public var outOfHours = "Fora do horário de atendimento"
    public var accepted = "{agent} está atendendo você."
    public var finished = "O atendimento foi encerrado. Protocolo {protocol}."
    public var agentLost = "O atendente perdeu a conexão. Aguarde um momento."
    public var agentBack = "O atendente voltou."
    public var requeued = "Você voltou para o início da fila e será atendido em seguida."
    public var idleWarning = "Você ainda está aí? O atendimento será encerrado por inatividade."
    public var botReplaced = "O assistente virtual não está disponível no momento."

    public init() {}
}
