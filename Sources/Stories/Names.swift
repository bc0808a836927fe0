import Domain
import Identifiers

/// How the things of a story are called. Whatever the directory file does not know keeps its id.
struct Names {
    let tenant: Tenant?

    func queue(_ id: String?) -> String { named(id, id.flatMap { tenant?.queues[QueueID(trusted: $0)]?.name }) }
    func agent(_ id: String?) -> String { named(id, id.flatMap { tenant?.agents[AgentID(trusted: $0)]?.name }) }
    func channel(_ id: String?) -> String { named(id, id.flatMap { tenant?.channels[ChannelID(trusted: $0)]?.name }) }

    func subject(_ id: String?) -> String {
        let all = tenant?.channels.values.flatMap(\.subjects) ?? []
        return named(id, all.first { $0.id.text == id }?.label)
    }

    private func named(_ id: String?, _ name: String?) -> String {
        guard let id else { return "?" }
        return name.map { "\($0) (\(id))" } ?? id
    }

    /// A moment on the clock of the company, else of UTC.
    func time(_ moment: Instant) -> String {
        let zone = tenant?.zone ?? .utc
        let second = zone.local(moment).second
        return [second / 3_600, second / 60 % 60, second % 60].map { $0 < 10 ? "0\($0)" : "\($0)" }
            .joined(separator: ":")
    }

    func day(_ moment: Instant) -> String { (tenant?.zone ?? .utc).written(moment) }

    /// A moment that stands in a check as a text.
    func day(_ text: String?) -> String { text.flatMap { Instant(rfc3339: $0) }.map { day($0) } ?? text ?? "?" }
}
