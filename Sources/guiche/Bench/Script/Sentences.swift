/// What is said in a measured conversation: as long as what people write.
enum Sentences {
    static func of(_ voice: Voice) -> [String] {
        switch voice {
        case .customer: customer
        case .agent: agent
        case .bot: bot
        }
    }

    private static let customer = [
        "Bom dia! Ainda não recebi a segunda via do boleto de novembro; podem enviar de novo, por favor?",
        "O contrato está no nome da minha mãe, mas sou eu quem paga a conta todos os meses. Isso muda alguma coisa?",
        "Já tentei pelo aplicativo e aparece a mensagem \"serviço indisponível\". Estou tentando desde ontem à noite.",
        "Pode ser pelo mesmo e-mail do cadastro, sim. Se não chegar em dez minutos eu aviso por aqui mesmo.",
        "O valor veio diferente do mês passado e não entendi de onde saiu essa taxa de R$ 12,90 no fim da fatura.",
        "Certo, entendi. E se eu pagar depois do vencimento, os juros entram já na próxima fatura ou só na seguinte?",
        "Muito obrigada pela ajuda! Era só isso mesmo, agora consegui abrir o arquivo e está tudo certo por aqui. 😀",
        "Moro no mesmo endereço: Rua das Laranjeiras, 245, apartamento 31, no bairro da Boa Vista, em Recife.",
    ]

    private static let agent = [
        "Bom dia! Vou verificar agora mesmo; um momento, por favor, enquanto abro o cadastro do seu contrato.",
        "Localizei aqui: a fatura foi emitida no dia 3 e enviada ao e-mail do cadastro. Vou enviar mais uma vez.",
        "Essa taxa é da religação do mês passado e não se repete. Posso enviar o detalhamento, se a senhora quiser.",
        "Pronto, enviei a segunda via com o vencimento novo, sem juros. Consegue ver se já chegou na sua caixa?",
        "Não muda nada, não: para a segunda via basta o número do contrato, que o senhor já me informou no começo.",
        "Eu que agradeço o contato. Há mais alguma coisa em que eu possa ajudar antes de encerrarmos o atendimento?",
    ]

    private static let bot = [
        "Olá! Sou a assistente virtual. Posso ajudar com faturas, segunda via e cadastro. O que você precisa?",
        "Entendi. Para seguir, preciso de mais um detalhe: qual é o mês da fatura que você está procurando?",
        "Certo. Vou passar você para uma pessoa da nossa equipe; ela já vai ver o que conversamos até aqui.",
    ]
}
