import Domain
import Identifiers

/// The directory file as it is written (contract page, "Configuration"). In it an unknown key is a mistake.
struct DirectoryFile: Codable, ClosedObject {
    let tenants: [TenantEntry]
}

/// One company.
struct TenantEntry: ClosedObject {
    let id: TenantID
    let name: ReasonText
    let timeZone: ReasonText
    let brokerUsers: [String]?
    let sacRegulated: Bool?
    let retentionDays: Revision?
    let texts: TextsEntry?
    let calendar: CalendarID?
    let calendars: [CalendarEntry]?
    let bots: [BotEntry]?
    let forms: [FormEntry]?
    let queues: [QueueEntry]?
    let channels: [ChannelEntry]?
    let agents: [AgentEntry]?
    let supervisors: [SupervisorEntry]?
    /// Written beside the other keys, not below one of its own.
    let timings: TimingsEntry
    /// Like the timings.
    let pace: PaceEntry
}

extension TenantEntry: Codable {
    private enum Field: String, CodingKey {
        case id, name, timeZone, brokerUsers, sacRegulated, retentionDays, texts, calendar, calendars, bots, forms,
            queues
        case channels, agents, supervisors
    }

    init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: Field.self)
        id = try fields.decode(TenantID.self, forKey: .id)
        name = try fields.decode(ReasonText.self, forKey: .name)
        timeZone = try fields.decode(ReasonText.self, forKey: .timeZone)
        brokerUsers = try fields.decodeIfPresent([String].self, forKey: .brokerUsers)
        sacRegulated = try fields.decodeIfPresent(Bool.self, forKey: .sacRegulated)
        retentionDays = try fields.decodeIfPresent(Revision.self, forKey: .retentionDays)
        texts = try fields.decodeIfPresent(TextsEntry.self, forKey: .texts)
        calendar = try fields.decodeIfPresent(CalendarID.self, forKey: .calendar)
        calendars = try fields.decodeIfPresent([CalendarEntry].self, forKey: .calendars)
        bots = try fields.decodeIfPresent([BotEntry].self, forKey: .bots)
        forms = try fields.decodeIfPresent([FormEntry].self, forKey: .forms)
        queues = try fields.decodeIfPresent([QueueEntry].self, forKey: .queues)
        channels = try fields.decodeIfPresent([ChannelEntry].self, forKey: .channels)
        agents = try fields.decodeIfPresent([AgentEntry].self, forKey: .agents)
        supervisors = try fields.decodeIfPresent([SupervisorEntry].self, forKey: .supervisors)
        timings = try TimingsEntry(from: decoder)
        pace = try PaceEntry(from: decoder)
    }

    /// Never written; the schema's recorder only reads.
    func encode(to encoder: any Encoder) throws {}
}

struct BotEntry: Codable, ClosedObject {
    let id: BotID
    let webhook: WebAddress?
    let startText: MessageText?
    let answerSeconds: Seconds?
    let demo: Bool?
}

struct QueueEntry: ClosedObject {
    let id: QueueID
    let name: ReasonText
    let calendar: CalendarID?
    let form: FormID?
    let maxWaiting: Natural?
    let priority: Priority?
    /// Written beside the other keys, like a company's; what is not written is the company's.
    let timings: TimingsEntry
}

extension QueueEntry: Codable {
    private enum Field: String, CodingKey {
        case id, name, calendar, form, maxWaiting, priority
    }

    init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: Field.self)
        id = try fields.decode(QueueID.self, forKey: .id)
        name = try fields.decode(ReasonText.self, forKey: .name)
        calendar = try fields.decodeIfPresent(CalendarID.self, forKey: .calendar)
        form = try fields.decodeIfPresent(FormID.self, forKey: .form)
        maxWaiting = try fields.decodeIfPresent(Natural.self, forKey: .maxWaiting)
        priority = try fields.decodeIfPresent(Priority.self, forKey: .priority)
        timings = try TimingsEntry(from: decoder)
    }

    /// Never written; the schema's recorder only reads.
    func encode(to encoder: any Encoder) throws {}
}

struct ChannelEntry: Codable, ClosedObject {
    enum ChannelType: String, Codable, Word {
        case webchat
    }

    let id: ChannelID
    let name: ReasonText
    let type: ChannelType
    let enabled: Bool
    let bot: BotID?
    let defaultQueue: QueueID?
    let calendar: CalendarID?
    let form: FormID?
    let subjects: [SubjectEntry]?
}

struct SubjectEntry: Codable, ClosedObject {
    let id: SubjectID
    let label: ReasonText
    let queue: QueueID
}

struct AgentEntry: Codable, ClosedObject {
    let id: AgentID
    let name: ReasonText
    let channels: [Reference<Kind.Channel>]
    let queues: [Reference<Kind.Queue>]
    let capacity: Capacity
    let password: PasswordHash?
}

struct SupervisorEntry: Codable, ClosedObject {
    let id: SupervisorID
    let name: ReasonText
    let password: PasswordHash?
}
