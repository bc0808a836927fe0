import Domain
import Identifiers
import Testing

/// Flows 1 to 4, row by row.
struct AdmissionTests {
    static let menu = BotID(trusted: "menu")
    static let subject = Subject(id: SubjectID(trusted: "boleto"), label: "2ª via", queue: QueueID(trusted: "fin"))
    static let form = Form(id: FormID(trusted: "contato"), title: "Fale conosco", fields: [])
    static let tomorrow = Instant(milliseconds: 86_400_000)

    @Test(
        arguments: [
            (menu, [subject], Admission.Opening.toBot(menu)), (menu, [], .toBot(menu)),
            (nil, [subject], .offerSubjects([subject])), (nil, [], .refuse(.init(.noSubjects))),
        ] as [(BotID?, [Subject], Admission.Opening)])
    func `a session begins with the bot, the subjects or the standard text`(
        bot: BotID?, subjects: [Subject], expected: Admission.Opening
    ) {
        #expect(Admission.opening(bot: bot, subjects: subjects) == expected)
    }

    @Test(
        arguments: [
            (Hours.open, nil, nil), (.open, form, nil),
            (.closed(.outOfHours, nextOpenAt: tomorrow), nil, .init(.outOfHours, nextOpenAt: tomorrow)),
            (.closed(.holiday, nextOpenAt: tomorrow), nil, .init(.holiday, nextOpenAt: tomorrow)),
            (.closed(.outOfHours, nextOpenAt: nil), form, .init(.outOfHours, form: form)),
            (.closed(.holiday, nextOpenAt: tomorrow), form, .init(.holiday, nextOpenAt: tomorrow, form: form)),
        ] as [(Hours, Form?, Admission.Obstacle?)])
    func `a closed queue refuses with its reason, its next opening and its form`(
        hours: Hours, form: Form?, expected: Admission.Obstacle?
    ) {
        #expect(Admission.obstacle(hours, form: form) == expected)
    }

    @Test(
        arguments: [
            (Admission.DeskView.nobodyLoggedIn, .init(.noAgentLoggedIn)), (.full, .init(.queueFull)), (.hasRoom, nil),
        ] as [(Admission.DeskView, Admission.Obstacle?)])
    func `an open queue refuses where nobody is logged in or too many wait`(
        view: Admission.DeskView, expected: Admission.Obstacle?
    ) {
        #expect(Admission.obstacle(view) == expected)
    }

    @Test func `rule 21: the queue's calendar beats the channel's, the channel's beats the tenant's`() {
        let never = Calendar(id: CalendarID(trusted: "never"), week: [])
        let always = Calendar(
            id: CalendarID(trusted: "always"), week: Array(repeating: [.init(start: 0, end: 1_440)], count: 7))
        func hours(queue: CalendarID?, channel: CalendarID?, tenant: CalendarID?) -> Bool {
            let fin = QueueID(trusted: "fin")
            let site = ChannelID(trusted: "site")
            let tenant = Tenant(
                id: TenantID(trusted: "acme"), name: "Acme", calendar: tenant, calendars: [never, always],
                channels: [Channel(id: site, name: "Site", calendar: channel)],
                queues: [ServiceQueue(id: fin, name: "Financeiro", calendar: queue)])
            return tenant.hours(of: fin, on: site, at: Instant(milliseconds: 0)) == .open
        }
        #expect(hours(queue: always.id, channel: never.id, tenant: never.id))
        #expect(hours(queue: nil, channel: always.id, tenant: never.id))
        #expect(hours(queue: nil, channel: nil, tenant: always.id))
        #expect(!hours(queue: never.id, channel: always.id, tenant: always.id))
        #expect(!hours(queue: nil, channel: nil, tenant: never.id))
        #expect(hours(queue: nil, channel: nil, tenant: nil))
    }
}
