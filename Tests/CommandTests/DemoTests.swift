import Contracts
import Domain
import Foundation
import Identifiers
import Testing

@testable import guiche

/// What the demonstration makes of the directory, of forms and of what it sees.
@Suite struct DemoTests {
    @Test(arguments: Flow.allCases) func `every flow has its channel in the demo's directory`(flow: Flow) throws {
        let place = try #require(
            DemoPlace(flow, in: try Self.directory(), tenant: nil, channel: nil), "\(flow.channel)")
        #expect(place.channel.enabled)
        #expect((place.channel.bot != nil) == (flow == .bot))
        #expect(place.channel.subjects.isEmpty == (flow == .noSubjects))
    }

    @Test func `agents of the demo's directory take only the flows that need one`() throws {
        let directory = try Self.directory()
        #expect(try DemoScene(directory, tenant: nil, channel: nil, agent: nil).channel.id == Flow.open.channel)
        let withBot = try DemoScene(directory, tenant: nil, channel: nil, agent: nil, withBot: true)
        #expect(withBot.channel.id == Flow.bot.channel)
        #expect(throws: CommandFailure.self) {
            try DemoScene(directory, tenant: nil, channel: Flow.nobody.channel, agent: nil)
        }
    }

    @Test func `another channel can be named, and what the directory lacks is nil`() throws {
        let directory = try Self.directory()
        let place = DemoPlace(.closed, in: directory, tenant: nil, channel: Flow.nobody.channel)
        #expect(place?.channel.id == Flow.nobody.channel)
        #expect(DemoPlace(.closed, in: directory, tenant: TenantID("outra"), channel: nil) == nil)
        #expect(DemoPlace(.closed, in: directory, tenant: nil, channel: ChannelID("nenhum")) == nil)
    }

    @Test func `a form is filled in with mistakes, and right`() {
        let form = form([("nome", "text", true), ("email", "email", true), ("mensagem", "text", true)])
        let answers = FormAnswers(form, of: Self.person)
        #expect(answers.right["nome"] == "Ana Souza")
        #expect(answers.right["email"] == "ana@cliente.example")
        #expect(answers.mistakes == ["email", "mensagem"])
        #expect(answers.wrong["email"] == "ana arroba cliente.example")
        #expect(answers.wrong["mensagem"] == nil)
        #expect(answers.wrong["nome"] == answers.right["nome"])
    }

    @Test func `a form in which nothing can be wrong is filled in right only`() {
        let answers = FormAnswers(form([("recado", "text", false)]), of: Self.person)
        #expect(answers.mistakes.isEmpty)
        #expect(answers.wrong == answers.right)
    }

    @Test func `an answer is no longer than its field`() {
        let field = Event.OfferedField(id: "recado", label: "Recado", type: "text", required: true, maxLength: 5)
        let form = Event.OfferedForm(formId: FormID(trusted: "f"), title: "F", fields: [field])
        #expect(FormAnswers(form, of: Self.person).right["recado"]?.text?.count == 5)
    }

    @Test func `a moment is told in the company's own time`() throws {
        let moment = try #require(Instant(rfc3339: "2027-01-01T02:58:00Z"))
        let tenant = try #require(try Self.directory().tenants.values.first)
        #expect(tenant.zone.written(moment) == "31/12/2026 às 23:58 (America/Sao_Paulo)")
        #expect(Zone.utc.written(moment) == "01/01/2027 às 02:58 (UTC)")
    }

    @Test func `a page shows the choices of a line, and marks what is required`() throws {
        let line = try shown(
            """
            {"at": "2026-11-25T10:00:00Z", "line": 2, "text": "Fora", "from": {"kind": "system"},
             "form": {"formId": "f", "title": "F", "fields": [
                {"id": "a", "label": "Nome", "type": "text", "required": true},
                {"id": "b", "label": "Fone", "type": "phone", "required": false}]}}
            """)
        #expect(line.choices == ["[Nome*: ____]", "[Fone: ____]"])
        let bare = try shown(#"{"at": "2026-11-25T10:00:00Z", "reason": "x"}"#)
        #expect(bare.line == nil && bare.choices.isEmpty)
    }

    private func shown(_ json: String) throws -> ShownLine {
        try JSONDecoder().decode(ShownLine.self, from: Data(json.utf8))
    }

    private func form(_ fields: [(String, String, Bool)]) -> Event.OfferedForm {
        Event.OfferedForm(
            formId: FormID(trusted: "contato"), title: "Fale conosco",
            fields: fields.map { Event.OfferedField(id: $0.0, label: $0.0, type: $0.1, required: $0.2) })
    }

    private static let person = Customer(name: "Ana Souza", email: "ana@cliente.example")

    private static func directory() throws -> Directory {
        let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appending(path: "../../deploy/config/demo.yaml").standardizedFileURL
        return try DirectoryLoader.load(yaml: String(contentsOf: file, encoding: .utf8), path: file.path)
    }
}
