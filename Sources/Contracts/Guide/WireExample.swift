import Domain

/// A publication as the guide shows it: where to, the AMQP properties, the golden example as the body.
enum WireExample {
    static func text<M: Message>(
        _ message: M.Type, _ size: Examples.Size = .smallest, to exchange: String, key: String,
        _ further: [(String, String)] = []
    ) -> String {
        let named: [(String, String)] =
            [
                ("exchange", exchange), ("routing key", key), ("type", M.type.rawValue), ("message-id", messageID),
                ("content-type", Envelope.json), ("delivery-mode", "2"), ("app-id", "meu-site"),
            ] + further
        let width = named.map(\.0.count).max() ?? 0
        let lines = named.map { name, value in
            name + String(repeating: " ", count: width - name.count + 2) + value
        }
        let body = String(decoding: (try? JSONBody.pretty(Examples.body(of: message, size))) ?? [], as: UTF8.self)
        return "```\n\(lines.joined(separator: "\n"))\n\n\(body)```"
    }

    private static let messageID = "019ab0c2-7f20-7e5f-8a9b-1c2d3e4f5a6b"
}
