import Contracts
import Domain
import Foundation
import Identifiers
import Testing

@testable import guiche

/// What the commands make of words, numbers and the directory.
@Suite struct CommandTests {
    @Test func `partitions are written as ranges`() {
        #expect(Status.ranges(["desk": [1], "conversation": [3, 0, 1, 2, 7]]) == "conversation 0-3,7; desk 1")
        #expect(Status.ranges(["desk": []]) == "-")
    }

    @Test func `replicas and absent programs make the cast`() throws {
        let folder = try folder(Program.allCases.filter { !$0.isReferenceClient }.map(\.rawValue))
        let cast = try Cast(replicas: ["router=2"], without: ["ingress, bot-bridge", "demo-bot"], folder: folder)
        #expect(cast.roles.map(\.name) == ["router", "router 2", "agent-presence", "protocol-writer"])
    }

    @Test(arguments: [["router"], ["router=0"], ["router=33"], ["router=x"], ["outro=1"]])
    func `replicas that are not understood are a sentence`(words: [String]) throws {
        let folder = try folder(Program.allCases.map(\.rawValue))
        #expect(throws: CommandFailure.self) { try Cast(replicas: words, without: [], folder: folder) }
    }

    @Test func `a program that was not built is named, unless it is left out`() throws {
        let folder = try folder(["ingress"])
        #expect(throws: CommandFailure.self) { try Cast(replicas: [], without: [], folder: folder) }
        let cast = try Cast(
            replicas: [], without: ["bot-bridge,router,agent-presence,protocol-writer"], folder: folder)
        #expect(cast.roles.map(\.program) == ["ingress"])
    }

    @Test func `the demonstration takes the first channel that fits`() throws {
        let scene = try DemoScene(Self.directory, tenant: nil, channel: nil, agent: nil)
        #expect(scene.channel.id.text == "site")
        #expect(scene.subject.id.text == "boleto")
        #expect(scene.agents.map(\.id.text) == ["ana"])
    }

    @Test func `a channel with a bot does not fit the demonstration`() {
        #expect(throws: CommandFailure.self) {
            try DemoScene(Self.directory, tenant: nil, channel: ChannelID("bot"), agent: nil)
        }
    }

    @Test func `somebody who waits gets what comes, and a repeat is dropped`() async {
        let inbox = Inbox()
        async let waiting = inbox.first(within: .seconds(10)) { $0.messageId == "b" }
        inbox.add(received("a"))
        inbox.add(received("a"))
        inbox.add(received("b"))
        #expect(await waiting?.messageId == "b")
        #expect(await inbox.first(within: .milliseconds(10)) { $0.messageId == "a" } != nil)
        #expect(await inbox.first(within: .milliseconds(10)) { $0.messageId == "a" } == nil)
    }

    private func received(_ id: String) -> Received {
        Received(type: "x.v1", messageId: id, correlationId: nil, body: [], at: .now)
    }

    /// A folder with empty executables of these names.
    private func folder(_ names: [String]) throws -> String {
        let folder = FileManager.default.temporaryDirectory.appending(path: "guiche-\(UUID())").path
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        for name in names {
            _ = FileManager.default.createFile(
                atPath: "\(folder)/\(name)", contents: Data(), attributes: [.posixPermissions: 0o755])
        }
        return folder
    }

    private static let directory = Directory(tenants: [
        Tenant(
            id: TenantID(trusted: "acme"), name: "Acme",
            channels: [
                Channel(id: ChannelID(trusted: "bot"), name: "Bot", bot: BotID(trusted: "menu"), subjects: subjects),
                Channel(id: ChannelID(trusted: "desligado"), name: "Desligado", enabled: false, subjects: subjects),
                Channel(id: ChannelID(trusted: "site"), name: "Site", subjects: subjects),
            ],
            queues: [ServiceQueue(id: QueueID(trusted: "financeiro"), name: "Financeiro")],
            agents: [
                AgentProfile(
                    id: AgentID(trusted: "ana"), name: "Ana", channels: [ChannelID(trusted: "site")],
                    queues: [QueueID(trusted: "financeiro")], capacity: 3)
            ])
    ])

    private static let subjects = [
        Subject(id: SubjectID(trusted: "boleto"), label: "Boleto", queue: QueueID(trusted: "financeiro"))
    ]
}
