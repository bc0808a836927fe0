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
        #expect(acme.queues[QueueID(trusted: "financeiro")]?.offer == .seconds(30))
        #expect(acme.bots[BotID(trusted: "rasa")]?.webhook == "http://127.0.0.1:5005/webhooks/rest/webhook")
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

    @Test func `changes texts and times of a tenant`() throws {
        let text = DirectoryExample.text.replacing(
            "    name: Acme\n", with: "    name: Acme\n    wrapUpSeconds: 1.5\n    missedOffersUntilAway: 3\n")
        let directory = try DirectoryLoader.load(yaml: text, path: "demo.yaml")
        let timings = try #require(directory.tenants[TenantID(trusted: "acme")]?.timings)
        #expect(timings.wrapUp == .milliseconds(1_500))
        #expect(timings.missedOffersUntilAway == 3)
        #expect(timings.offer == .seconds(30))
    }
}
