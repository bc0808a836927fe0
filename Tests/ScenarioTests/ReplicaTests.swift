import Contracts
import Domain
import Foundation
import Identifiers
import Testing
import Worker

@testable import guiche

/// Every program runs twice.
@Suite struct ReplicaTests {
    @Test("Two of every program: both routers own partitions, and the path plays as with one")
    func path() async throws {
        let system = try await System.doubled()
        try await bothRoutersOwn(system)
        let stage = Stage(.path, in: system)
        let agent = try await stage.loggedIn()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 1...3 {
                group.addTask {
                    let visitor = try await stage.visitor("gemeo-\(number)")
                    try await visitor.enter()
                    try await agent.accept(try await agent.card(of: visitor))
                    let asked = try await visitor.say("Oi")
                    _ = try await agent.party.expect(Event.ConversationMessage.self) { $0.messageId == asked }
                    let answered = try await agent.say("Olá", to: visitor)
                    _ = try await visitor.party.expect(Event.ConversationMessage.self) { $0.messageId == answered }
                    try await agent.complete(visitor)
                    let record = try await stage.record(of: visitor)
                    #expect(record.record.state == .saved)
                    #expect(ChainCheck(record.transcript).faults.isEmpty)
                }
            }
            try await group.waitForAll()
        }
    }

    @Test("Two of every program: no agent ever holds more than his capacity, nobody is offered twice (T02)")
    func crowd() async throws {
        let stage = Stage(.crowd, in: try await System.doubled())
        let agents = [try await stage.loggedIn(1), try await stage.loggedIn(2)]
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 1...8 { group.addTask { try await stage.visitor().enter() } }
            try await group.waitForAll()
        }
        var offered: Set<ConversationID> = []
        for agent in agents {
            let full = try await agent.snapshot()
            #expect(full.offered == 2 && full.cards.count == 2)
            offered.formUnion(full.cards.map(\.conversationId))
            for state in try agent.party.seen(Event.AgentStateChanged.self) {
                #expect(state.active + state.offered <= state.capacity)
            }
        }
        #expect(offered.count == 4)
    }

    @Test("Two of every program: guiche demo plays the path by the public contract and finds the protocol")
    func demo() async throws {
        let system = try await System.doubled()
        let played = try await system.guiche("demo", "--tenant", Scene.demo.name)
        #expect(played.code == 0, "\(played.errors)")
        let line = try #require(played.output.split(separator: "\n").last { $0.contains(" saved ") })
        #expect(line.split(separator: " ").last == "sim")
        let number = try #require(line.split(whereSeparator: { !$0.isNumber }).first)
        let shown = try await system.guiche("protocols", "show", String(number), "--tenant", Scene.demo.name)
        #expect(shown.code == 0 && shown.output.contains("saved"), "\(shown.errors)")
    }

    /// Waits by the replicas' own announcements, then looks where an operator would.
    private func bothRoutersOwn(_ system: System) async throws {
        let watch = MembersWatch(
            on: system.connection, topology: system.settings.topology, name: "scenario-\(getpid())")
        let (settled, settle) = AsyncStream.makeStream(of: Void.self)
        let owners = Owners()
        await withTaskGroup { group in
            group.addTask {
                await watch.run { if await owners.hear($0) >= 2 { settle.yield() } }
            }
            group.addTask { for await _ in settled { return } }
            group.addTask { try? await ContinuousClock().sleep(for: .seconds(15)) }
            await group.next()
            group.cancelAll()
        }
        let status = try await system.guiche("status", "--json")
        #expect(status.code == 0, "\(status.errors)")
        let members = try JSONDecoder().decode([Announcement].self, from: Data(status.output.utf8))
        for program in System.programs {
            #expect(members.count { $0.program == program && $0.isReady } == 2, "\(program)")
        }
        let routers = members.filter { $0.program == "router" }
        for stream in ["conversation", "desk"] {
            #expect(routers.allSatisfy { $0.owned[stream]?.isEmpty == false }, "\(stream): \(routers.map(\.owned))")
            #expect(routers.flatMap { $0.owned[stream] ?? [] }.sorted() == Array(0..<System.partitions), "\(stream)")
        }
    }
}

/// Which routers said that they own something.
private actor Owners {
    private var owning: [String: Bool] = [:]

    func hear(_ announcement: Announcement) -> Int {
        guard announcement.program == "router" else { return 0 }
        owning[announcement.replica] = ["conversation", "desk"].allSatisfy { announcement.owned[$0]?.isEmpty == false }
        return owning.values.count { $0 }
    }
}
