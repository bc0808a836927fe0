/// Every text the system itself says to a customer, in Portuguese. A tenant can replace each of them.
///
/// `{protocol}`, `{agent}` and `{limit}` stand for what the line is about.
public struct Texts: Sendable, Equatable {
    public var opened = "Seu protocolo é {protocol}."
    public var subjects = "Sobre qual assunto você quer falar?"
    public var outOfHours = "Fora do horário de atendimento"
    public var formReceived = "Recebemos seu formulário. Protocolo {protocol}."
    public var fieldMissing = "Preencha este campo."
    public var fieldTooLong = "Use no máximo {limit} caracteres."
    public var fieldMalformed = "Confira este campo."
    public var emailMalformed = "Informe um e-mail válido, como nome@exemplo.com.br."
    public var phoneMalformed = "Informe um telefone com DDD, como (11) 98765-4321."
    public var documentMalformed = "Informe um documento válido."
    public var numberMalformed = "Informe um número."
    public var dateMalformed = "Informe uma data no formato AAAA-MM-DD."
    public var fieldUnknown = "Este campo não faz parte do formulário."
    public var accepted = "{agent} está atendendo você."
    public var finished = "O atendimento foi encerrado. Protocolo {protocol}."
    public var agentLost = "O atendente perdeu a conexão. Aguarde um momento."
    public var agentBack = "O atendente voltou."
    public var requeued = "Você voltou para o início da fila e será atendido em seguida."
    public var idleWarning = "Você ainda está aí? O atendimento será encerrado por inatividade."
    public var botReplaced = "O assistente virtual não está disponível no momento."

    public init() {}
}
