/// The example of the contract page.
enum DirectoryExample {
    static let text = """
        tenants:
          - id: acme
            name: Acme
            timeZone: America/Sao_Paulo
            texts: { outOfHours: "Fora do horário de atendimento" }
            calendars:
              - id: comercial
                weekly: { monday: ["08:00-12:00", "13:00-18:00"], friday: ["22:00-02:00"], saturday: ["00:00-24:00"] }
                holidays: [ { date: 2026-12-24, hours: ["08:00-12:00"] }, { yearly: "12-25", name: Natal } ]
              - id: fechado
                weekly: {}
            bots:   [ { id: menu }, { id: rasa, webhook: "http://127.0.0.1:5005/webhooks/rest/webhook" } ]
            forms:  [ { id: contato, title: Fale conosco, fields: [ { id: email, label: E-mail, type: email,
                    required: true }, { id: texto, label: Mensagem, type: text, required: true, maxLength: 2000 } ] } ]
            queues: [ { id: financeiro, name: Financeiro, calendar: comercial, form: contato, offerSeconds: 30,
                        maxWaiting: 200, priority: 0 } ]
            channels:
              - { id: site, name: Site, type: webchat, enabled: true, bot: menu, defaultQueue: financeiro,
                  form: contato, subjects: [ { id: boleto, label: "2ª via de boleto", queue: financeiro } ] }
            agents: [ { id: ana, name: Ana Souza, channels: [site], queues: [financeiro], capacity: 3 } ]
            supervisors: [ { id: rui, name: Rui Alves } ]
        """
}
