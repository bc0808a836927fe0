import Domain
import Identifiers

/// The file's entries as the values the rules use; only for a file that was checked.
extension TenantEntry {
    func tenant(in zone: Zone) -> Tenant {
        Tenant(
            id: id, name: name.value, zone: zone, calendar: calendar, calendars: (calendars ?? []).map(\.calendar),
            forms: (forms ?? []).map { sacRegulated == true ? $0.form.demandingNothingPersonal : $0.form },
            channels: (channels ?? []).map(\.channel),
            queues: (queues ?? []).map { $0.queue(of: timings.timings) }, agents: (agents ?? []).map(\.profile),
            supervisors: (supervisors ?? []).map(\.profile),
            bots: (bots ?? []).map(\.bot), texts: texts?.texts ?? Texts(), timings: timings.timings,
            sessionPace: pace.pace, brokerUsers: Set(brokerUsers ?? []),
            retention: retentionDays.map { .seconds($0.value * 86_400) } ?? sacRetention)
    }
}

extension TenantEntry {
    /// The least a company under the SAC law keeps its records, in days: two years (Decreto 11.034/2022, art. 12).
    static let sacRetentionDays = 730

    private var sacRetention: Duration? {
        sacRegulated == true ? .seconds(Self.sacRetentionDays * 86_400) : nil
    }
}

extension Form {
    /// Under the SAC law nobody is asked for his data before a human speaks to him (Decreto 11.034/2022, art. 4): such
    /// fields may be left empty, whatever the file says.
    fileprivate var demandingNothingPersonal: Form {
        Form(
            id: id, title: title,
            fields: fields.map { field in
                Field(
                    id: field.id, label: field.label, type: field.type,
                    required: field.required && !field.isPersonal, maxLength: field.maxLength,
                    customerField: field.customerField)
            })
    }
}

extension Form.Field {
    fileprivate var isPersonal: Bool {
        switch type {
        case .email, .phone, .document: true
        case .text, .number, .date: customerField != nil || Form.CustomerField(rawValue: id) != nil
        }
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
    func queue(of company: Timings) -> ServiceQueue {
        let own = timings.timings(over: company)
        return ServiceQueue(
            id: id, name: name.value, timings: own == company ? nil : own,
            maxWaiting: maxWaiting?.value ?? ServiceQueue.defaultMaxWaiting, priority: priority?.value ?? 0,
            calendar: calendar, form: form)
    }
}

extension AgentEntry {
    var profile: AgentProfile {
        AgentProfile(
            id: id, name: name.value, channels: channels.map(\.id), queues: queues.map(\.id),
            capacity: capacity.value, passwordHash: password?.text)
    }
}

extension SupervisorEntry {
    var profile: SupervisorProfile {
        SupervisorProfile(id: id, name: name.value, passwordHash: password?.text)
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
