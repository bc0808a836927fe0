import Domain
import Identifiers

/// The file's entries as the values the rules use; only for a file that was checked.
extension TenantEntry {
    func tenant(in zone: Zone) -> Tenant {
        Tenant(
            id: id, name: name.value, zone: zone, calendar: calendar, calendars: (calendars ?? []).map(\.calendar),
            forms: (forms ?? []).map(\.form), channels: (channels ?? []).map(\.channel),
            queues: (queues ?? []).map(\.queue), agents: (agents ?? []).map(\.profile),
            supervisors: (supervisors ?? []).map { SupervisorProfile(id: $0.id, name: $0.name.value) },
            bots: (bots ?? []).map(\.bot), texts: texts?.texts ?? Texts(), timings: timings.timings,
            sessionPace: pace.pace, brokerUsers: Set(brokerUsers ?? []))
    }
}

extension BotEntry {
    var bot: Bot {
        Bot(
            id: id, webhook: webhook?.text, startText: startText?.value,
            answer: answerSeconds?.duration ?? Bot.usualAnswer, isDemo: demo ?? false)
    }
}

extension ChannelEntry {
    var channel: Channel {
        Channel(
            id: id, name: name.value, enabled: enabled, bot: bot, defaultQueue: defaultQueue,
            calendar: calendar, form: form,
            subjects: (subjects ?? []).map { Subject(id: $0.id, label: $0.label.value, queue: $0.queue) })
    }
}

extension QueueEntry {
    var queue: ServiceQueue {
        ServiceQueue(
            id: id, name: name.value, offer: offerSeconds?.duration,
            maxWaiting: maxWaiting?.value ?? ServiceQueue.defaultMaxWaiting, priority: priority?.value ?? 0,
            calendar: calendar, form: form)
    }
}

extension AgentEntry {
    var profile: AgentProfile {
        AgentProfile(
            id: id, name: name.value, channels: channels.map(\.id), queues: queues.map(\.id),
            capacity: capacity.value)
    }
}

extension CalendarEntry {
    var calendar: Domain.Calendar {
        var dates: [CalendarDate: [Domain.Calendar.Window]] = [:]
        var years: [Domain.Calendar.Yearly: [Domain.Calendar.Window]] = [:]
        for holiday in holidays ?? [] {
            let hours = (holiday.hours ?? []).map(\.window)
            if let date = holiday.date?.date { dates[date] = hours }
            if let yearly = holiday.yearly { years[.init(month: yearly.month, day: yearly.day)] = hours }
        }
        let week = [
            weekly.monday, weekly.tuesday, weekly.wednesday, weekly.thursday, weekly.friday, weekly.saturday,
            weekly.sunday,
        ]
        return .init(id: id, week: week.map { ($0 ?? []).map(\.window) }, dates: dates, years: years)
    }
}

extension Window {
    var window: Domain.Calendar.Window { .init(start: start, end: end) }
}

extension FormEntry {
    var form: Form {
        Form(
            id: id, title: title.value,
            fields: fields.map { field in
                .init(
                    id: field.id.text, label: field.label.value, type: field.type, required: field.required ?? false,
                    maxLength: field.maxLength?.value, customerField: field.customerField)
            })
    }
}
