import Domain
import Identifiers
import Testing

/// Rules 11 and 16: when a customer is away, and what ends it.
struct ConversationAbsenceTests {
    @Test func `an absent customer keeps his place for ninety seconds`() {
        var scene = waiting()
        scene.away()
        #expect(scene.clocks == [.away: .seconds(90)])
        scene.fire(.away, after: .seconds(90))
        #expect(scene.told == ["decided close", "closed abandoned_queue"])
        #expect(scene.toldDesk == [.left])
    }

    @Test func `whatever the customer does ends an absence`() {
        let acts: [(inout Scene) -> Void] = [
            { $0.say("estou aqui") }, { $0.selectSubject() }, { $0.submit([:]) }, { $0.startAgain() },
            { $0.returned() },
        ]
        for act in acts {
            var scene = waiting()
            scene.away()
            act(&scene)
            #expect(scene.actions.contains(.cancelTimer(.away)))
            scene.fire(.away, after: .seconds(90))
            #expect(scene.actions.isEmpty)
        }
    }

    @Test func `in service the agent sees him go and come back, before the line that shows it`() {
        var scene = Scene.inService()
        scene.away()
        #expect(scene.told == ["away"])
        #expect(scene.clocks == [.away: .seconds(600)])
        scene.say("voltei")
        #expect(scene.told == ["returned", "message"])
        scene.away()
        scene.fire(.away, after: .seconds(600))
        #expect(scene.told == ["decided close", "finished customer left"])
    }

    @Test func `an identification by the company's systems does not show that anybody is there`() {
        var scene = waiting()
        scene.away()
        scene.identify(Customer(name: "Maria"))
        #expect(!scene.actions.contains(.cancelTimer(.away)))
    }

    @Test func `T30: the customer is away when the last known connection is`() {
        var scene = waiting()
        scene.returned("aba-1")
        scene.returned("aba-2")
        scene.away("aba-1")
        #expect(scene.actions.isEmpty)
        scene.away("aba-1")
        #expect(scene.actions.isEmpty)
        scene.away("aba-2")
        #expect(scene.clocks == [.away: .seconds(90)])
    }

    @Test func `an absence without a connection is of all of them`() {
        var scene = waiting()
        scene.returned("aba-1")
        scene.away()
        #expect(scene.clocks == [.away: .seconds(90)])
    }

    @Test func `of very many connections the newest are known`() {
        var scene = waiting()
        for number in 1...500 { scene.returned("aba-\(number)") }
        #expect(scene.conversation.facts.connections?.count == 50)
        for number in 451..<500 { scene.away("aba-\(number)") }
        #expect(scene.actions.isEmpty)
        scene.away("aba-500")
        #expect(scene.clocks == [.away: .seconds(90)])
    }

    @Test func `who went away while the bot answered and is queued then keeps his place for ninety seconds from there`()
    {
        var scene = Scene(channel: "robot")
        scene.away()
        #expect(scene.actions.isEmpty)
        scene.now = scene.now + .seconds(300)
        scene.handOver(subject: "boleto")
        scene.desk(.enqueued(position: 1, checks: []))
        #expect(scene.clocks == [.away: .seconds(90)])
        scene.fire(.away, after: .seconds(90))
        #expect(scene.told == ["decided close", "closed abandoned_queue"])
    }

    @Test func `who is away when his agent is lost keeps his new place for ninety seconds`() {
        var scene = Scene.inService()
        scene.away()
        let since = scene.now
        scene.desk(.agentLost(Scene.ana, since: since))
        scene.fire(.agentLostReturn, token: "\(since.milliseconds)", after: .seconds(60))
        #expect(scene.clocks == [.away: .seconds(90)])
    }

    private func waiting() -> Scene {
        var scene = Scene()
        scene.selectSubject()
        scene.desk(.enqueued(position: 1, checks: []))
        return scene
    }
}
