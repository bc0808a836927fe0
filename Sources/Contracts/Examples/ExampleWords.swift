import Domain

/// What stands in the examples, by field: first by type and field, then by parent and field, then by field alone.
enum ExampleWords {
    static let moment: JSONValue = "2026-11-22T16:47:12.345Z"
    static let openObject: JSONValue = ["assunto": "2ª via de boleto", "resolvido": true]

    static func word(type: String, parent: String, name: String) -> JSONValue? {
        words["\(type)/\(name)"] ?? words["\(parent).\(name)"] ?? words[name]
    }

    private static let words: [String: JSONValue] = [
        "tenant": "acme", "channelId": "site", "sessionId": "s-8f3a2c", "previousSessionId": "s-71b0de",
        "conversationId": "ae447cf5-1ac0-5432-9c2f-64f5e5e3e0b4", "agentId": "ana", "fromAgentId": "bia",
        "toAgentId": "caio", "queueId": "financeiro", "toQueueId": "financeiro", "subjectId": "boleto",
        "botId": "menu", "supervisorId": "rui", "formId": "contato", "offerId": "019ab0c2-7e10-7c3d-9a51-0c1d2e3f4a5b",
        "turnId": "019ab0c2-7d00-7a1b-8c2d-3e4f5a6b7c8d", "messageId": "019ab0c2-7f20-7e5f-8a9b-1c2d3e4f5a6b",
        "commandId": "019ab0c2-7f20-7e5f-8a9b-1c2d3e4f5a6b", "commandType": "webchat.message.sent.v1",
        "protocol": "20261122000000423", "previousProtocol": "20261120000000315", "number": "20261122000000423",
        "seq": 7, "line": 5, "position": 2, "estimatedWaitSeconds": 90, "afterSeq": 6, "afterLine": 4, "revision": 2,
        "leaseSeconds": 30, "limit": 50, "capacity": 3, "active": 1, "offered": 1, "version": 12, "candidateCount": 1,
        "customer": [
            "externalId": "c-1042", "name": "Maria Silva", "email": "maria@cliente.example",
            "phone": "+55 11 5555-0100", "document": "000.000.001-91",
        ],
        "protocol.search.v1/customer": "maria", "protocol.search.v1/text": "boleto vencido",
        "page": ["url": "https://www.acme.example/boletos", "title": "Boletos"], "locale": "pt-BR",
        "attributes": ["contrato": "4711"], "text": "Olá, preciso da segunda via do boleto.",
        "optionId": "segunda_via", "option": ["id": "segunda_via", "label": "2ª via de boleto"],
        "attachment": [
            "url": "https://arquivos.acme.example/boleto.pdf", "name": "boleto.pdf", "contentType": "application/pdf",
            "size": 48_213,
        ],
        "webchat.form.submitted.v1/fields": ["email": "maria@cliente.example", "texto": "Podem me ligar?"],
        "connectionId": "aba-2", "summary": "Cliente pediu a 2ª via do boleto.", "note": "Já confirmei o cadastro.",
        "reason.short": "intervalo", "agent.paused.v1/reason": "intervalo", "agent.resumed.v1/reason": "de volta",
        "agent.card.accepted.v1/reason": "conheço o caso", "agent.card.declined.v1/reason": "fora da minha área",
        "bot.conversation.ended.v1/reason": "resolvido", "bot.conversation.closed.v1/reason": "answered",
        "supervisor.conversation.closed.v1/reason": "cliente atendido por telefone",
        "supervisor.conversation.requeued.v1/reason": "atendente sem resposta",
        "supervisor.conversation.reassigned.v1/reason": "especialista disponível",
        "supervisor.agent.loggedout.v1/reason": "fim de expediente",
        "supervisor.protocol.saved.v1/reason": "correção de cadastro",
        "from": ["kind": "system"],
        "conversation.message.v1/from": ["kind": "agent", "id": "ana", "name": "Ana Souza"],
        "protocol.document.v1/from": ["kind": "agent", "id": "ana", "name": "Ana Souza"],
        "protocol.opened.v1/from": ["kind": "customer"], "protocol.search.v1/from": "2026-11-01T03:00:00.000Z",
        "to": "2026-12-01T03:00:00.000Z", "agentName": "Ana Souza", "channel.name": "Site", "name": "Financeiro",
        "channel.type": "webchat", "field.type": "email", "field.id": "email", "field.label": "E-mail",
        "title": "Fale conosco", "label": "2ª via de boleto", "maxLength": 120,
        "conversation.opened.v1/text": "Seu protocolo é 20261122000000423.",
        "conversation.subjects.offered.v1/text": "Sobre qual assunto você quer falar?",
        "conversation.refused.v1/text": "Fora do horário de atendimento",
        "conversation.form.received.v1/text": "Recebemos o seu formulário. Protocolo 20261122000000423.",
        "conversation.accepted.v1/text": "Ana Souza está atendendo você.",
        "conversation.notice.v1/text": "O atendente perdeu a conexão. Aguarde um momento.",
        "conversation.finished.v1/text": "O atendimento foi encerrado. Protocolo 20261122000000423.",
        "conversation.refused.v1/reason": "out_of_hours", "channel.state.v1/reason": "out_of_hours",
        "bot.transfer.rejected.v1/reason": "out_of_hours", "subject.reason": "out_of_hours",
        "channel.state.v1/open": false, "subject.open": false, "queue.open": true,
        "decision": "assign", "decision.decision": "assign",
        "check": ["check": "queue", "result": "financeiro", "detail": "1 customer waits"],
        "candidate": ["agentId": "ana", "chosen": true, "reason": "chosen"],
        "command.rejected.v1/message": "text: expected at most 4000 characters, got 5200",
        "details": ["path": "text"], "salt": "9f86d081884c7d659a2feaa0c55ad015",
        "textHash": "2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae",
        "hash": "fcde2b2edba56bf408601fb721fe9b5c338d10ee429ea04fae5511b68fbf8fb9", "nextCursor": "eyJhIjo0Mn0",
        "cursor": "eyJhIjo0Mn0", "nextAfterSeq": 7, "nextAfterLine": 2,
        "conversation.snapshot.v1/type": "conversation.finished.v1",
        "openedAt": "2026-11-22T16:41:05.120Z", "waitingSince": "2026-11-22T16:46:10.204Z",
        "since": "2026-11-22T16:46:10.204Z", "expiresAt": "2026-11-22T16:47:42.345Z",
        "finishedAt": "2026-11-22T16:58:31.004Z", "closedAt": "2026-11-22T17:01:02.512Z",
        "nextOpenAt": "2026-11-23T11:00:00.000Z", "dueAt": "2026-11-29T16:47:12.345Z",
        "status": "in_service", "bot.turn.v1/kind": "message", "record.state": "saved", "item.state": "saved",
        "conversation.snapshot.v1/state": "wrap_up", "conversation.state": "in_service",
    ]
}
