/// A directory file for a load of any size: one queue, agents with room for ten conversations each, a channel without a
/// bot and one for every bot.
enum BenchDirectory {
    static let capacity = 10
    static let maxWaiting = 10_000

    static func yaml(agents: Int, bots: Int) -> String {
        let channels = ["site"] + names("bot", bots)
        return
            ([
                "# The directory of a load, written by \"guiche bench --write-directory\".",
                "# There is room for \(agents * capacity) conversations at once, and for \(maxWaiting) that wait.",
                "tenants:", "  - id: acme", "    name: Acme", "    timeZone: America/Sao_Paulo",
                "    # A few sessions may be as fast as many.", "    sessionMessagesPerSecond: 1000000",
                "    sessionMessagesBurst: 1000000",
            ]
            + block("bots", names("bot", bots).map { "id: \($0)" })
            + block("queues", ["id: financeiro, name: Financeiro, maxWaiting: \(maxWaiting)"])
            + block("channels", channels.map(channel))
            + block("agents", names("a", agents).map { agent($0, channels) }))
            .joined(separator: "\n") + "\n"
    }

    private static func channel(_ id: String) -> String {
        let bot = id == "site" ? "" : "bot: \(id), "
        return "id: \(id), name: \(id == "site" ? "Site" : "Assistente \(id)"), type: webchat, enabled: true, \(bot)"
            + "defaultQueue: financeiro, subjects: [ { id: boleto, label: \"2ª via de boleto\", queue: financeiro } ]"
    }

    private static func agent(_ id: String, _ channels: [String]) -> String {
        "id: \(id), name: Atendente \(id.dropFirst()), channels: [\(channels.joined(separator: ", "))], "
            + "queues: [financeiro], capacity: \(capacity)"
    }

    private static func block(_ key: String, _ entries: [String]) -> [String] {
        entries.isEmpty ? [] : ["    \(key):"] + entries.map { "      - { \($0) }" }
    }

    /// `a001`, `a002` …: as many digits as the last needs, so that they sort.
    private static func names(_ stem: String, _ count: Int) -> [String] {
        let width = max(2, "\(count)".count)
        return (1...max(1, count)).prefix(count).map { number in
            stem + String(repeating: "0", count: width - "\(number)".count) + "\(number)"
        }
    }
}
