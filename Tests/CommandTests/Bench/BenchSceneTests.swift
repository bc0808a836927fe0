import Contracts
import Domain
import Identifiers
import Testing

@testable import guiche

/// The directory a load asks for, and what it says when it is too small.
@Suite struct BenchSceneTests {
    private func directory(agents: Int, bots: Int) throws -> Directory {
        try DirectoryLoader.load(yaml: BenchDirectory.yaml(agents: agents, bots: bots), path: "bench.yaml")
    }

    @Test func `the directory that is written has what was asked for`() throws {
        let directory = try directory(agents: 120, bots: 3)
        let scene = try BenchScene(directory, .init(bots: 3, agents: 120))
        #expect(scene.agents.count == 120)
        #expect(scene.agents.first?.text == "a001")
        #expect(scene.bots.map(\.bot.text) == ["bot01", "bot02", "bot03"])
        #expect(scene.channel.text == "site")
        #expect(scene.queue.maxWaiting == BenchDirectory.maxWaiting)
    }

    @Test func `without a number all agents that fit are taken`() throws {
        #expect(try BenchScene(directory(agents: 7, bots: 0), .init()).agents.count == 7)
    }

    @Test func `too few agents or bots are a sentence that names the way out`() throws {
        let directory = try directory(agents: 2, bots: 1)
        for wish in [
            BenchScene.Wish(agents: 3), .init(bots: 2), .init(botChannel: ChannelID(trusted: "site"), bots: 1),
        ] {
            let failure = #expect(throws: CommandFailure.self) { try BenchScene(directory, wish) }
            #expect(failure?.sentence.contains("--write-directory") == true)
        }
    }

    @Test func `a bot that somebody else plays is left alone`() throws {
        let yaml = BenchDirectory.yaml(agents: 2, bots: 2)
            .replacing("{ id: bot01 }", with: "{ id: bot01, demo: true }")
        let scene = try BenchScene(DirectoryLoader.load(yaml: yaml, path: "x"), .init(bots: 1))
        #expect(scene.bots.map(\.bot.text) == ["bot02"])
    }
}
