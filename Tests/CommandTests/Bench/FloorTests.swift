import Domain
import Identifiers
import Testing

@testable import guiche

/// What the load does with what it is shown.
@Suite struct FloorTests {
    @Test func `a session goes from its start to the saved record`() throws {
        var stage = Rehearsal()
        let started = stage.letIn()
        let place = try #require(stage.floor.visits[0]?.place)
        #expect(started == [.start(place)])
        stage.show(.opened(protocol: "1234"), of: 0, isLine: true)
        #expect(stage.show(.subjectsOffered, of: 0, isLine: true) == [.pick(place)])
        stage.serve()
        let last = stage.talkToTheEnd()
        #expect(last == [.finish(place, Rehearsal.ana), .save(place, Rehearsal.ana, revision: 1)])
        stage.end()
        #expect(stage.floor.live == 0)
        #expect(stage.floor.outcomes == ["answered": 1])
        #expect(stage.floor.ledger.isClean)
        #expect(stage.floor.measures.underWay == 0)
        #expect(stage.floor.sample.chosen.first?.protocolNumber == "1234")
    }

    @Test func `the card is accepted by the agent who got it`() throws {
        var stage = Rehearsal()
        _ = stage.letIn()
        let place = try #require(stage.floor.visits[0]?.place)
        stage.open()
        stage.show(.queued, of: 0)
        let acts = stage.show(.offered(Rehearsal.ana, Rehearsal.offer), of: 0, to: [.agent])
        #expect(acts == [.accept(place, Rehearsal.ana, Rehearsal.offer)])
    }

    @Test func `somebody else's card is declined at once`() {
        var stage = Rehearsal()
        let other = ConversationID(trusted: "other")
        let card = Sighting.event(.offered(Rehearsal.ana, Rehearsal.offer), of: other, seq: 5, line: nil)
        #expect(stage.floor.see(card, by: .agent, at: stage.now) == [.decline(other, Rehearsal.ana, Rehearsal.offer)])
    }

    @Test func `nobody speaks before both sides saw the acceptance and the record is open`() {
        var stage = Rehearsal()
        _ = stage.letIn()
        stage.open()
        stage.show(.queued, of: 0)
        stage.show(.offered(Rehearsal.ana, Rehearsal.offer), of: 0, to: [.agent])
        stage.show(.accepted, of: 0, to: [.customer, .agent], isLine: true)
        #expect(stage.floor.speak(due: stage.now) == nil)
        stage.record(0)
        #expect(stage.floor.speak(due: stage.now) != nil)
    }

    @Test func `latency counts from the moment a line was due`() throws {
        var stage = Rehearsal(meanLines: nil)
        _ = stage.letIn()
        stage.open()
        stage.serve()
        let due = stage.now
        stage.pass(.milliseconds(30))
        let line = try #require(stage.floor.speak(due: due)?.line)
        stage.pass(.milliseconds(10))
        stage.show(line, to: [.customer, .agent])
        let summary = stage.floor.measures.latencies.summary(of: .customerToAgent)
        #expect(summary.count == 1)
        #expect((39.9...40.1).contains(summary.max))
    }

    @Test func `the time to the next card counts when somebody waits for the freed agent, and only then`() throws {
        var stage = Rehearsal(sessions: 2, capacity: 1)
        _ = stage.letIn()
        stage.open(0)
        stage.serve(0)
        stage.open(1)
        stage.show(.queued, of: 1)
        _ = stage.talkToTheEnd()
        stage.pass(.milliseconds(25))
        stage.show(.offered(Rehearsal.ana, OfferID(trusted: "offer-2")), of: 1, to: [.agent])
        let summary = stage.floor.measures.latencies.summary(of: .freeAgentToCard)
        #expect(summary.count == 1)
        #expect((24.9...25.1).contains(summary.max))
        stage.show(.accepted, of: 1, to: [.customer, .agent], isLine: true)
        stage.record(1)
        _ = stage.talkToTheEnd()
        _ = stage.letIn()
        #expect(stage.floor.workplaces[Rehearsal.ana]?.freedAt.isEmpty == true)
    }

    @Test func `as many come as may be there, and the next when one has left`() {
        var stage = Rehearsal(sessions: 2)
        #expect(stage.letIn().count == 2)
        #expect(stage.letIn().isEmpty)
        stage.open()
        stage.serve()
        _ = stage.talkToTheEnd()
        stage.end()
        #expect(stage.letIn().count == 1)
    }

    @Test func `at the end nobody comes and everybody is served without another word`() throws {
        var stage = Rehearsal(meanLines: nil)
        _ = stage.letIn()
        stage.open()
        stage.serve()
        let place = try #require(stage.floor.visits[0]?.place)
        let acts = stage.floor.close(at: stage.now)
        #expect(acts == [.finish(place, Rehearsal.ana), .save(place, Rehearsal.ana, revision: 1)])
        #expect(stage.floor.speak(due: stage.now) == nil)
        stage.end()
        #expect(stage.letIn().isEmpty)
    }

    @Test func `the bot greets, answers, and hands over after the last line`() throws {
        var stage = Rehearsal(sessions: 20, bots: 1)
        _ = stage.letIn()
        let visit = try #require(stage.floor.visits.values.first { $0.part.bot != nil && $0.part.botLines == 1 })
        let number = visit.place.number
        let bot = BotID(trusted: "bot0")
        func turn(_ id: String, _ kind: TurnKind) -> [Act] {
            stage.floor.see(
                .turn(visit.place.conversation, TurnID(trusted: id), kind), by: .bot, at: stage.now)
        }
        stage.show(.opened(protocol: "1"), of: number, isLine: true)
        let greeting = try #require(turn("t1", .start).first?.line)
        #expect(turn("t1", .start).isEmpty, "a repeated turn is not answered again")
        #expect(stage.floor.speak(due: stage.now) == nil)
        stage.show(greeting, to: [.customer])
        let line = try #require(stage.floor.speak(due: stage.now)?.line)
        stage.show(line, to: [.customer])
        let answer = turn("t2", .message)
        #expect(answer.count == 2)
        #expect(answer.last == .handOver(visit.place, bot))
        #expect(stage.floor.measures.latencies.summary(of: .customerToBot).count == 1)
    }

    @Test func `a rejected command is a fault, a late acceptance is not`() {
        var stage = Rehearsal()
        func reject(_ type: String, _ code: String) {
            _ = stage.floor.see(.rejected(type: type, code: code, message: "x"), by: .agent, at: stage.now)
        }
        reject("agent.card.accepted.v1", "offer_expired")
        #expect(stage.floor.ledger.isClean)
        #expect(stage.floor.measures.missedCards == 1)
        reject("agent.protocol.saved.v1", "stale_revision")
        #expect(stage.floor.ledger[.rejected] == 1)
    }
}
