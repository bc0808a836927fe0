import Domain
import Identifiers
import Testing

@testable import Contracts

@Suite struct `The directory file` {
    @Test func `of the contract page is read whole`() throws {
        let directory = try DirectoryLoader.load(yaml: DirectoryExample.text, path: "demo.yaml")
        let acme = try #require(directory.tenants[TenantID(trusted: "acme")])
        let channel = try #require(acme.channels[ChannelID(trusted: "site")])
        #expect(channel.subjects.map(\.label) == ["2ª via de boleto"])
        #expect(acme.timings(of: QueueID(trusted: "financeiro")).offer == .seconds(30))
        #expect(acme.bots[BotID(trusted: "rasa")]?.webhook == "http://127.0.0.1:5005/webhooks/rest/webhook")
        #expect(acme.bots[BotID(trusted: "rasa")]?.answer == .seconds(5))
        #expect(acme.agents[AgentID(trusted: "ana")]?.capacity == 3)
        #expect(acme.texts.outOfHours == "Fora do horário de atendimento")
    }

    /// What is replaced by what in the example, and what is said of it.
    @Test(arguments: [
        (
            "calendar: comercial,", "calendar: comercia,",
            "demo.yaml, line 15: tenants[0].queues[0].calendar: expected one of comercial, fechado, got comercia"
        ),
        (
            "capacity: 3", "capacity: 0",
            "demo.yaml, line 20: tenants[0].agents[0].capacity: expected a whole number from 1 to 1000, got 0"
        ),
        ("capacity: 3", "capacty: 3", "demo.yaml, line 20: tenants[0].agents[0].capacty: this key is not known here"),
        (", capacity: 3", "", "demo.yaml, line 20: tenants[0].agents[0].capacity: is required"),
        (
            "id: rui", "id: ana",
            "demo.yaml, line 21: tenants[0].supervisors[0].id: expected an id that no agent has, got ana"
        ),
        (
            "{ id: menu }", "{ id: rasa }",
            "demo.yaml, line 12: tenants[0].bots[1].id: expected each id once, got rasa again"
        ),
        (
            "{ id: rasa,", "{ id: rasa, demo: true,",
            "demo.yaml, line 12: tenants[0].bots[1].demo: expected demo or webhook, one of them: demo-bot reads a queue"
        ),
        (
            "America/Sao_Paulo", "Brasil/Lua",
            "demo.yaml, line 4: tenants[0].timeZone: expected an IANA time zone such as America/Sao_Paulo, "
                + "got Brasil/Lua"
        ),
        (
            "\"13:00-18:00\"", "\"13:00-25:00\"",
            "demo.yaml, line 8: tenants[0].calendars[0].weekly.monday[1]: expected hours such as "
                + "08:00-12:00, 22:00-02:00 or 00:00-24:00"
        ),
        ("type: webchat", "type: phone", "demo.yaml, line 18: tenants[0].channels[0].type: expected one of webchat"),
        (
            "queue: financeiro }", "queue: nada }",
            "demo.yaml, line 19: tenants[0].channels[0].subjects[0].queue: expected one of financeiro, got nada"
        ),
    ]) func `with a mistake is an error with line, path and what was expected`(
        old: String, new: String, sentence: String
    ) {
        let text = DirectoryExample.text.replacing(old, with: new)
        #expect {
            try DirectoryLoader.load(yaml: text, path: "demo.yaml")
        } throws: {
            "\($0)" == sentence
        }
    }

    @Test(arguments: ["", "[]", "a: b: c", "tenants: [", "tenants: [{id: a, id: b}]", "other: 1", "tenants: 7"])
    func `that is no directory is an error`(text: String) {
        #expect(throws: DirectoryError.self) { try DirectoryLoader.load(yaml: text, path: "demo.yaml") }
    }

    @Test func `says of a bot who plays it and how long it may take`() throws {
        let text = DirectoryExample.text.replacing("{ id: menu }", with: "{ id: menu, demo: true }")
            .replacing("{ id: rasa,", with: "{ id: rasa, answerSeconds: 0.5, startText: /oi,")
        let bots = try #require(
            try DirectoryLoader.load(yaml: text, path: "demo.yaml").tenants[TenantID(trusted: "acme")]?.bots)
        #expect(bots[BotID(trusted: "menu")]?.isDemo == true)
        #expect(bots[BotID(trusted: "rasa")]?.answer == .milliseconds(500))
        #expect(bots[BotID(trusted: "rasa")]?.startText == "/oi")
    }

    @Test func `changes texts and times of a tenant`() throws {
        let text = DirectoryExample.text.replacing(
            "    name: Acme\n", with: "    name: Acme\n    wrapUpSeconds: 1.5\n    missedOffersUntilAway: 3\n")
        let directory = try DirectoryLoader.load(yaml: text, path: "demo.yaml")
        let timings = try #require(directory.tenants[TenantID(trusted: "acme")]?.timings)
        #expect(timings.wrapUp == .milliseconds(1_500))
        #expect(timings.missedOffersUntilAway == 3)
        #expect(timings.offer == .seconds(30))
    }

    @Test func `lets a queue have its own times, and the company's where it says nothing`() throws {
        let text = DirectoryExample.text
            .replacing("    name: Acme\n", with: "    name: Acme\n    wrapUpSeconds: 60\n")
            .replacing("offerSeconds: 30", with: "offerSeconds: 12, transferSeconds: 7")
        let acme = try #require(
            try DirectoryLoader.load(yaml: text, path: "demo.yaml").tenants[TenantID(trusted: "acme")])
        let timings = acme.timings(of: QueueID(trusted: "financeiro"))
        #expect(timings.offer == .seconds(12) && timings.transfer == .seconds(7) && timings.wrapUp == .seconds(60))
        #expect(acme.timings(of: nil).offer == .seconds(30))
    }

    @Test func `under the SAC law keeps records for two years at least and demands nothing personal`() throws {
        func tenant(_ law: String) throws -> Tenant? {
            let text = DirectoryExample.text.replacing("    name: Acme\n", with: "    name: Acme\n\(law)")
            return try DirectoryLoader.load(yaml: text, path: "demo.yaml").tenants[TenantID(trusted: "acme")]
        }
        let free = try #require(try tenant(""))
        #expect(free.retention == nil)
        #expect(free.forms[FormID(trusted: "contato")]?.fields.map(\.required) == [true, true])
        let bound = try #require(try tenant("    sacRegulated: true\n"))
        #expect(bound.retention == .seconds(730 * 86_400))
        #expect(bound.forms[FormID(trusted: "contato")]?.fields.map(\.required) == [false, true])
        #expect(try tenant("    retentionDays: 30\n")?.retention == .seconds(30 * 86_400))
        #expect {
            _ = try tenant("    sacRegulated: true\n    retentionDays: 700\n")
        } throws: {
            "\($0)".contains("tenants[0].retentionDays: expected at least 730 where sacRegulated is true, got 700")
        }
    }

    @Test func `brings calendars, forms and who has which`() throws {
        let directory = try DirectoryLoader.load(yaml: DirectoryExample.text, path: "demo.yaml")
        let acme = try #require(directory.tenants[TenantID(trusted: "acme")])
        let (queue, site) = (QueueID(trusted: "financeiro"), ChannelID(trusted: "site"))
        func hours(_ text: String) throws -> Hours {
            acme.hours(of: queue, on: site, at: try #require(Instant(rfc3339: text)))
        }
        // A Monday, a Friday night that ends on Saturday, Christmas Eve with hours of its own, Christmas.
        #expect(try hours("2026-11-23T08:00:00-03:00") == .open)
        #expect(try hours("2026-11-28T01:59:59-03:00") == .open)
        #expect(try hours("2026-12-24T11:59:00-03:00") == .open)
        #expect(
            try hours("2026-12-24T12:00:00-03:00")
                == .closed(.holiday, nextOpenAt: Instant(rfc3339: "2026-12-26T03:00:00Z")))
        #expect(
            try hours("2026-12-25T00:00:00-03:00")
                == .closed(.holiday, nextOpenAt: Instant(rfc3339: "2026-12-26T03:00:00Z")))
        let form = try #require(acme.form(of: queue, on: site))
        #expect(form.fields.map(\.type) == [.email, .text])
        #expect(form.fields.map(\.maxLength) == [nil, 2_000])
        #expect(acme.zone.name == "America/Sao_Paulo")
    }

    @Test(arguments: [
        (
            "{ yearly: \"12-25\", name: Natal }", "{ date: 2026-12-24 }",
            "holidays[1]: expected each day once, got 2026-12-24 again"
        ),
        ("{ yearly: \"12-25\", name: Natal }", "{ name: Natal }", "holidays[1]: expected date or yearly, one of them"),
        (
            "{ yearly: \"12-25\", name: Natal }", "{ yearly: \"02-30\" }",
            "holidays[1].yearly: expected month and day: \"12-25\""
        ),
        ("date: 2026-12-24,", "date: 2026-02-29,", "holidays[0].date: expected a date: 2026-12-24"),
        (
            "[\"00:00-24:00\"]", "[\"24:00-00:00\"]",
            "weekly.saturday[0]: expected hours such as 08:00-12:00, 22:00-02:00 or 00:00-24:00"
        ),
    ]) func `names the day of a calendar that is wrong`(old: String, new: String, end: String) {
        let text = DirectoryExample.text.replacing(old, with: new)
        #expect {
            try DirectoryLoader.load(yaml: text, path: "demo.yaml")
        } throws: {
            "\($0)".hasSuffix("tenants[0].calendars[0].\(end)")
        }
    }

    @Test func `a tenant's calendar is one of its calendars`() {
        let text = DirectoryExample.text.replacing("    name: Acme\n", with: "    name: Acme\n    calendar: nenhum\n")
        #expect {
            try DirectoryLoader.load(yaml: text, path: "demo.yaml")
        } throws: {
            "\($0)" == "demo.yaml, line 4: tenants[0].calendar: expected one of comercial, fechado, got nenhum"
        }
    }

    @Test func `what stands in one message together has to fit into it`() {
        let subject = "{ id: boleto, label: \"2ª via de boleto\", queue: financeiro }"
        let many = (0..<800).map { "{ id: s\($0), label: \"Assunto \($0)\", queue: financeiro }" }
        let text = DirectoryExample.text.replacing(subject, with: many.joined(separator: ", "))
        #expect {
            try DirectoryLoader.load(yaml: text, path: "demo.yaml")
        } throws: {
            "\($0)".contains("tenants[0].channels[0].subjects: expected at most 768 entries")
        }
    }

    @Test(arguments: ["6.7", "20"])
    func `a webhook bot's calls have to end before the bot is replaced`(seconds: String) {
        let text = DirectoryExample.text.replacing("{ id: rasa,", with: "{ id: rasa, answerSeconds: \(seconds),")
        #expect {
            try DirectoryLoader.load(yaml: text, path: "demo.yaml")
        } throws: {
            "\($0)".contains("answerSeconds: expected less than a third of botAnswerSeconds")
        }
    }
}
