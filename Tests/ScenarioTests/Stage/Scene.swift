import Contracts
import Domain
import Identifiers

/// One test's own company: its own desk, queues and agents, so that tests can be played side by side. Its channel is
/// `site`; a queue and the subject that leads to it have the same name; its agents are `a1`, `a2`, and so on.
struct Scene: Sendable {
    let name: String
    var queues: [Queue] = [Queue("fila")]
    var agents: [Agent] = [Agent()]
    var bot = false
    /// Keys of the directory file, in seconds.
    var timings: [String: Double] = [:]

    struct Queue: Sendable {
        let name: String
        var keys = ""

        init(_ name: String, _ keys: String = "") {
            self.name = name
            self.keys = keys
        }
    }

    struct Agent: Sendable {
        var queues = ["fila"]
        var capacity = 3
    }

    var tenant: TenantID { TenantID(trusted: name) }
    static let channel = ChannelID(trusted: "site")
    static let bot = BotID(trusted: "menu")
    /// A channel on which nothing can be picked.
    static let bare = ChannelID(trusted: "vazio")

    /// Its part of the directory file.
    var yaml: String {
        let lines =
            [
                "  - id: \(name)", "    name: Empresa \(name)", "    timeZone: America/Sao_Paulo",
                "    bots: [\(bot ? "{ id: menu }" : "")]",
            ] + timings.sorted { $0.key < $1.key }.map { "    \($0): \($1)" }
            + ["    queues:"] + queues.map { "      - { id: \($0.name), name: Fila \($0.name)\($0.keys) }" }
            + [
                "    channels:", "      - id: vazio", "        name: Sem assuntos", "        type: webchat",
                "        enabled: true", "      - id: site", "        name: Site", "        type: webchat",
                "        enabled: true",
            ] + (bot ? ["        bot: menu"] : [])
            + ["        subjects:"]
            + queues.map { "          - { id: \($0.name), label: Assunto \($0.name), queue: \($0.name) }" }
            + ["    agents:"]
            + agents.enumerated().map { index, agent in
                "      - { id: a\(index + 1), name: Atendente \(index + 1), channels: [site], "
                    + "queues: [\(agent.queues.joined(separator: ", "))], capacity: \(agent.capacity) }"
            }
        return lines.joined(separator: "\n")
    }

    /// The whole directory file.
    static func file(_ scenes: [Scene]) -> String {
        "tenants:\n" + scenes.map(\.yaml).joined(separator: "\n") + "\n"
    }
}
