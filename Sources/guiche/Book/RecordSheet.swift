import Contracts
import Domain
import Foundation

/// A record as a person reads it.
enum RecordSheet {
    static func show(_ record: Answer.ProtocolRecord) {
        Terminal.say(Terminal.paint("Protocolo \(record.protocol)", .bold))
        row("estado", record.state.rawValue)
        row("revisão", "\(record.revision)")
        row("canal", record.channelId.text)
        row("fila", record.queueId?.text)
        row("assunto", record.subjectId?.text)
        row("atendente", record.agentId?.text)
        row("aberto em", record.openedAt.rfc3339)
        row("encerrado em", record.finishedAt?.rfc3339)
        row("fechado em", record.closedAt?.rfc3339)
        row("desfecho", record.outcome?.rawValue)
        row("prazo", record.dueAt?.rfc3339)
        row("anterior", record.previousProtocol)
        for (name, value) in record.customer.sorted(by: { $0.key < $1.key }) { row("cliente: \(name)", plain(value)) }
        for (name, value) in record.service.sorted(by: { $0.key < $1.key }) {
            if let form = value["fields"]?.elements { show(form: form) } else { row(name, plain(value)) }
        }
    }

    /// What the customer filled in, under the labels he saw (rule 1).
    private static func show(form fields: [JSONValue]) {
        for field in fields { row("formulário: \(field["label"]?.text ?? "")", field["value"]?.text) }
    }

    /// What bots said after they were out of the conversation (rule 13).
    static func show(fenced messages: [Answer.FencedMessage]) {
        guard !messages.isEmpty else { return }
        Terminal.say("")
        Terminal.say(Terminal.paint("Recusado, ninguém viu", .bold))
        for message in messages {
            row("bot \(message.botId)", "\(message.at.rfc3339)  \(message.texts.joined(separator: " / "))")
        }
    }

    private static func row(_ name: String, _ value: String?) {
        guard let value else { return }
        Terminal.say("  \(Terminal.paint(Terminal.pad(name, 14), .dim)) \(value)")
    }

    private static func plain(_ value: JSONValue) -> String {
        if let text = value.text { return text }
        guard let data = try? JSONEncoder().encode(value) else { return "?" }
        return String(decoding: data, as: UTF8.self)
    }
}
