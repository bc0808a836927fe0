import Contracts
import Domain
import Foundation

/// The lines that one message of a webhook bot comes to. Pure.
struct SpokenLines {
    private(set) var replies: [FromBot.Reply] = []

    init(_ message: RasaAnswer.Message, _ losses: inout [BotSpeech.Loss]) {
        let options = Self.options(message.buttons, &losses)
        let files = [message.image, message.attachment].compactMap { $0 }.compactMap { Self.file($0, &losses) }
        var pieces = TextPieces(message.text ?? "", limit: TextLimit.Message.length.upperBound).pieces
        // A line needs a text; without one, what is offered says what it is.
        if pieces.isEmpty {
            let names = options.map(\.label) + files.map(\.name)
            pieces = TextPieces(names.joined(separator: "\n"), limit: TextLimit.Message.length.upperBound).pieces
        }
        guard let last = pieces.popLast() else { return }
        replies = pieces.map { FromBot.Reply(text: MessageText(trusted: $0)) }
        replies.append(Self.reply(last, options, files, &losses))
    }

    /// The line with the buttons; as many as fit into a message.
    private static func reply(
        _ text: String, _ options: [Option], _ files: [Attachment], _ losses: inout [BotSpeech.Loss]
    ) -> FromBot.Reply {
        var options = options
        while true {
            let reply = FromBot.Reply(
                text: MessageText(trusted: text), options: options.isEmpty ? nil : options,
                attachments: files.isEmpty ? nil : files)
            guard reply.size > BotSpeech.byteLimit, options.popLast() != nil else { return reply }
            losses.note(.tooManyOptions)
        }
    }

    private static func options(
        _ buttons: [RasaAnswer.Button], _ losses: inout [BotSpeech.Loss]
    ) -> [Option] {
        var options: [Option] = []
        for button in buttons {
            guard let option = option(button, &losses) else { continue }
            options.append(option)
        }
        if options.count > Option.listLimits.upperBound { losses.note(.tooManyOptions) }
        return Array(options.prefix(Option.listLimits.upperBound))
    }

    /// A button without a payload sends its title, as Rasa's own clients do. So does one whose payload is too long to
    /// come back: cut, the bot would not know it.
    private static func option(_ button: RasaAnswer.Button, _ losses: inout [BotSpeech.Loss]) -> Option? {
        let payload = button.payload.flatMap { $0.isEmpty ? nil : $0 }
        let title = button.title.flatMap { $0.isEmpty ? nil : $0 }
        let labels = TextPieces(title ?? payload ?? "", limit: TextLimit.Choice.length.upperBound).pieces
        guard let label = labels.first else {
            losses.note(.emptyOption)
            return nil
        }
        if labels.count > 1 { losses.note(.labelCut) }
        guard let payload else { return Option(id: label, label: label) }
        guard Choice(payload) != nil else {
            losses.note(.payloadReplaced)
            return Option(id: label, label: label)
        }
        return Option(id: payload, label: label)
    }

    /// By reference, as everything; how large it is nobody says.
    private static func file(_ address: String, _ losses: inout [BotSpeech.Loss]) -> Attachment? {
        guard Address(address) != nil, let url = URL(string: address), url.scheme != nil else {
            losses.note(.badAddress)
            return nil
        }
        let name = url.lastPathComponent
        return Attachment(
            url: address, name: ShortText(name) == nil || name.isEmpty ? "arquivo" : name,
            contentType: contentTypes[url.pathExtension.lowercased()] ?? "application/octet-stream", size: 0)
    }

    private static let contentTypes = [
        "gif": "image/gif", "jpeg": "image/jpeg", "jpg": "image/jpeg", "mp3": "audio/mpeg", "mp4": "video/mp4",
        "pdf": "application/pdf", "png": "image/png", "svg": "image/svg+xml", "webp": "image/webp",
    ]
}
