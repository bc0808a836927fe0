import Domain
import Identifiers

/// Checks what one entry says of another: ids are unique, references lead somewhere.
struct DirectoryReferences {
    struct Mistake {
        let path: [DirectoryStep]
        let expected: String
    }

    private let file: DirectoryFile
    private let zones: [String: Zone]

    /// - Parameter zones: the time zones the file names, as far as they exist.
    init(_ file: DirectoryFile, zones: [String: Zone]) {
        self.file = file
        self.zones = zones
    }

    /// The first mistake in the order of the file's keys; nil if there is none.
    func firstMistake() -> Mistake? {
        if let twice = repeated(file.tenants.map(\.id), [.key("tenants")]) { return twice }
        for (index, tenant) in file.tenants.enumerated() {
            let path: [DirectoryStep] = [.key("tenants"), .index(index)]
            let mistake =
                timeZone(of: tenant, path) ?? retention(of: tenant, path) ?? ids(of: tenant, path) ?? calendars(
                    of: tenant, path)
                ?? bots(of: tenant, path) ?? queues(of: tenant, path) ?? channels(of: tenant, path)
                ?? people(of: tenant, path) ?? sizes(of: tenant, path)
            if let mistake { return mistake }
        }
        return nil
    }

    private func timeZone(of tenant: TenantEntry, _ path: [DirectoryStep]) -> Mistake? {
        guard zones[tenant.timeZone.value] == nil else { return nil }
        return Mistake(
            path: path + [.key("timeZone")],
            expected: "expected an IANA time zone such as America/Sao_Paulo, got \(tenant.timeZone)")
    }

    private func retention(of tenant: TenantEntry, _ path: [DirectoryStep]) -> Mistake? {
        guard tenant.sacRegulated == true, let days = tenant.retentionDays,
            days.value < TenantEntry.sacRetentionDays
        else { return nil }
        return Mistake(
            path: path + [.key("retentionDays")],
            expected: "expected at least \(TenantEntry.sacRetentionDays) where sacRegulated is true, got \(days.value)")
    }

    private func ids(of tenant: TenantEntry, _ path: [DirectoryStep]) -> Mistake? {
        repeated(tenant.calendars?.map(\.id), path + [.key("calendars")])
            ?? repeated(tenant.bots?.map(\.id), path + [.key("bots")])
            ?? repeated(tenant.forms?.map(\.id), path + [.key("forms")])
            ?? repeated(tenant.queues?.map(\.id), path + [.key("queues")])
            ?? repeated(tenant.channels?.map(\.id), path + [.key("channels")])
            ?? repeated(tenant.agents?.map(\.id), path + [.key("agents")])
            ?? repeated(tenant.supervisors?.map(\.id), path + [.key("supervisors")])
            ?? first(tenant.forms) { form, index in
                repeated(form.fields.map(\.id), path + [.key("forms"), .index(index), .key("fields")])
            }
    }

    private func calendars(of tenant: TenantEntry, _ path: [DirectoryStep]) -> Mistake? {
        missing(tenant.calendar, among: tenant.calendars?.map(\.id), path + [.key("calendar")])
            ?? first(tenant.calendars) { calendar, index in
                holidays(of: calendar, path + [.key("calendars"), .index(index), .key("holidays")])
            }
    }

    private func holidays(of calendar: CalendarEntry, _ path: [DirectoryStep]) -> Mistake? {
        var seen: Set<String> = []
        return first(calendar.holidays) { holiday, number in
            guard (holiday.date == nil) != (holiday.yearly == nil) else {
                return Mistake(path: path + [.index(number)], expected: "expected date or yearly, one of them")
            }
            let day = holiday.day
            guard seen.insert(day).inserted else {
                return Mistake(path: path + [.index(number)], expected: "expected each day once, got \(day) again")
            }
            return nil
        }
    }

    private func bots(of tenant: TenantEntry, _ path: [DirectoryStep]) -> Mistake? {
        first(tenant.bots) { bot, index in
            let path = path + [.key("bots"), .index(index)]
            if bot.demo == true, bot.webhook != nil {
                return Mistake(
                    path: path + [.key("demo")],
                    expected: "expected demo or webhook, one of them: demo-bot reads a queue")
            }
            let most = (tenant.timings.botAnswerSeconds?.duration ?? Timings().botAnswer) / Bot.calls
            guard let answer = bot.answerSeconds, answer.duration >= most else { return nil }
            return Mistake(
                path: path + [.key("answerSeconds")],
                expected: "expected less than a third of botAnswerSeconds, for a call and two retries in that time")
        }
    }

    private func queues(of tenant: TenantEntry, _ path: [DirectoryStep]) -> Mistake? {
        first(tenant.queues) { queue, index in
            let path = path + [.key("queues"), .index(index)]
            return missing(queue.calendar, among: tenant.calendars?.map(\.id), path + [.key("calendar")])
                ?? missing(queue.form, among: tenant.forms?.map(\.id), path + [.key("form")])
        }
    }

    private func channels(of tenant: TenantEntry, _ path: [DirectoryStep]) -> Mistake? {
        let queues = tenant.queues?.map(\.id)
        return first(tenant.channels) { channel, index in
            let path = path + [.key("channels"), .index(index)]
            return missing(channel.bot, among: tenant.bots?.map(\.id), path + [.key("bot")])
                ?? missing(channel.defaultQueue, among: queues, path + [.key("defaultQueue")])
                ?? missing(channel.calendar, among: tenant.calendars?.map(\.id), path + [.key("calendar")])
                ?? missing(channel.form, among: tenant.forms?.map(\.id), path + [.key("form")])
                ?? repeated(channel.subjects?.map(\.id), path + [.key("subjects")])
                ?? first(channel.subjects) { subject, number in
                    missing(subject.queue, among: queues, path + [.key("subjects"), .index(number), .key("queue")])
                }
        }
    }

    private func people(of tenant: TenantEntry, _ path: [DirectoryStep]) -> Mistake? {
        let agents = Set((tenant.agents ?? []).map(\.id.text))
        return first(tenant.agents) { agent, index in
            let path = path + [.key("agents"), .index(index)]
            return first(agent.channels) { channel, number in
                missing(
                    channel.id, among: tenant.channels?.map(\.id), path + [.key("channels"), .index(number)])
            }
                ?? first(agent.queues) { queue, number in
                    missing(queue.id, among: tenant.queues?.map(\.id), path + [.key("queues"), .index(number)])
                }
        }
            ?? first(tenant.supervisors) { supervisor, index in
                guard agents.contains(supervisor.id.text) else { return nil }
                return Mistake(
                    path: path + [.key("supervisors"), .index(index), .key("id")],
                    expected: "expected an id that no agent has, got \(supervisor.id)")
            }
    }

    /// All channels of a tenant, all subjects of a channel and all fields of a form stand in one message each.
    private func sizes(of tenant: TenantEntry, _ path: [DirectoryStep]) -> Mistake? {
        tooLarge(tenant.channels?.map(\.name), path + [.key("channels")])
            ?? first(tenant.channels) { channel, index in
                tooLarge(
                    channel.subjects?.map(\.label), path + [.key("channels"), .index(index), .key("subjects")])
            }
            ?? first(tenant.forms) { form, index in
                tooLarge(form.fields.map(\.label), path + [.key("forms"), .index(index), .key("fields")])
            }
    }

    /// Bytes of the entries of one list, in a message of at most 256 KiB.
    private static let listBytes = 192 * 1_024
    /// Bytes of an entry besides its name: ids, flags, times.
    private static let entryBytes = 256

    private func tooLarge(_ names: [ReasonText]?, _ path: [DirectoryStep]) -> Mistake? {
        let bytes = (names ?? []).reduce(0) { $0 + $1.value.utf8.count + Self.entryBytes }
        guard bytes > Self.listBytes else { return nil }
        return Mistake(
            path: path,
            expected: "expected at most \(Self.listBytes / Self.entryBytes) entries, fewer with long names: "
                + "all of them are sent in one message")
    }

    private func first<Entry>(_ entries: [Entry]?, _ check: (Entry, Int) -> Mistake?) -> Mistake? {
        for (index, entry) in (entries ?? []).enumerated() {
            if let mistake = check(entry, index) { return mistake }
        }
        return nil
    }

    private func repeated<Kind>(_ ids: [Identifier<Kind>]?, _ path: [DirectoryStep]) -> Mistake? {
        var seen: Set<Identifier<Kind>> = []
        for (index, id) in (ids ?? []).enumerated() where !seen.insert(id).inserted {
            return Mistake(
                path: path + [.index(index), .key("id")], expected: "expected each id once, got \(id) again")
        }
        return nil
    }

    private func missing<Kind>(
        _ id: Identifier<Kind>?, among known: [Identifier<Kind>]?, _ path: [DirectoryStep]
    ) -> Mistake? {
        guard let id, !(known ?? []).contains(id) else { return nil }
        let names = (known ?? []).map(\.text).joined(separator: ", ")
        return Mistake(path: path, expected: "expected one of \(names.isEmpty ? "none" : names), got \(id)")
    }
}
