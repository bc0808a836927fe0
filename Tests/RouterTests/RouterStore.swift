import Domain
import Foundation
import Identifiers
import Storage

@testable import router

/// The router's store in a folder of its own that goes with it.
final class RouterStore {
    let store: Store
    private let folder: String

    init(folder: String = RouterStore.freshFolder()) throws {
        self.folder = folder
        store = try Self.open(folder, Tables.migrations)
    }

    /// - Parameter migrations: all of them, or only the older ones.
    static func open(_ folder: String, _ migrations: [Migration]) throws -> Store {
        try Store(
            StoreLocation("sqlite:\(folder)"), program: "router",
            installation: Installation(prefix: "guiche", partitions: 16), migrations: migrations)
    }

    /// Writes down the conversations `c0`, `c1`, … of whom the company's desk knows.
    func open(_ count: Int, of tenant: Tenant) throws {
        let shelf = ConversationShelf()
        try store.write { transaction in
            for number in 0..<count {
                let identity = Conversation.Identity(
                    id: ConversationID(trusted: "c\(number)"), tenant: tenant.id, channel: Company.site,
                    session: SessionID(trusted: "s\(number)"),
                    protocolNumber: ProtocolNumber.make(date: CalendarDate(dayNumber: 20_000), sequence: number + 1),
                    openedAt: Company.now)
                let opened = Conversation.open(identity, start: .init(), tenant: tenant)
                try shelf.insert(opened.conversation, in: transaction)
            }
        }
    }

    deinit { try? FileManager.default.removeItem(atPath: folder) }

    static func freshFolder() -> String {
        FileManager.default.temporaryDirectory.appendingPathComponent("router-\(UUID().uuidString)").path
    }
}

/// A small company.
enum Company {
    static let site = ChannelID(trusted: "site")
    static let (fin, tec, night) = (QueueID(trusted: "fin"), QueueID(trusted: "tec"), QueueID(trusted: "night"))
    static let ana = AgentID(trusted: "ana")
    static let now = Instant(milliseconds: 1_795_366_032_000)

    static let form = Form(id: FormID(trusted: "contato"), title: "Fale conosco", fields: [])
    static let never = Calendar(id: CalendarID(trusted: "never"), week: [])
    /// Open for the first minute of every day.
    static let daily = Calendar(
        id: CalendarID(trusted: "daily"), week: Array(repeating: [.init(start: 0, end: 1)], count: 7))

    static func tenant(_ channel: Channel, maxWaiting: Int = 1) -> Tenant {
        Tenant(
            id: TenantID(trusted: "acme"), name: "Acme", calendars: [never, daily], forms: [form], channels: [channel],
            queues: [
                ServiceQueue(id: fin, name: "Financeiro", maxWaiting: maxWaiting),
                ServiceQueue(id: tec, name: "Técnico", calendar: daily.id),
                ServiceQueue(id: night, name: "Noite", calendar: never.id, form: form.id),
            ],
            agents: [AgentProfile(id: ana, name: "Ana", channels: [site], queues: [fin], capacity: 0)])
    }

    static func channel(_ queues: [QueueID], bot: BotID? = nil, defaultQueue: QueueID? = nil) -> Channel {
        Channel(
            id: site, name: "Site", bot: bot, defaultQueue: defaultQueue,
            subjects: queues.map { Subject(id: SubjectID(trusted: $0.text), label: $0.text, queue: $0) })
    }

    /// A desk at which Ana is logged in, or not, and so many wait in `fin`.
    static func desk(_ tenant: Tenant, isLoggedIn: Bool = false, waiting: Int = 0) -> Desk {
        var desk = Desk(tenant: tenant.id)
        if isLoggedIn || waiting > 0 { _ = desk.apply(.agent(ana, .loggedIn([site])), tenant: tenant, at: now) }
        for number in 0..<waiting {
            let place = Desk.PlaceRequest(queue: fin, channel: site, since: now + .seconds(number), atHead: true)
            let id = ConversationID(trusted: "c\(number)")
            _ = desk.apply(.conversation(id, .enqueue(place)), tenant: tenant, at: now)
        }
        if !isLoggedIn && waiting > 0 { _ = desk.apply(.agent(ana, .leaseEnded), tenant: tenant, at: now) }
        return desk
    }
}
