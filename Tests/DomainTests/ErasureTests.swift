import Domain
import Identifiers
import Testing

/// Rule 25, from the conversation's side.
struct ErasureTests {
    private static func closed() -> Scene {
        var scene = Scene()
        scene.identify(Customer(name: "Maria"))
        scene.leave()
        return scene
    }

    @Test func `a conversation that has ended is erased, once, and its numbers stay`() {
        var scene = Self.closed()
        let (seq, line) = (scene.conversation.progress.seq, scene.conversation.progress.line)
        scene.supervise(.erase)
        #expect(scene.conversation.facts.customer == nil)
        guard case .erase(let cause?)? = scene.toldBook.first else { Issue.record("the book was not told"); return }
        #expect(cause.sender == .supervisor(SupervisorID(trusted: "rui")))
        #expect(scene.conversation.progress.seq == seq && scene.conversation.progress.line == line)
        scene.supervise(.erase)
        #expect(scene.rejection == .wrongState)
    }

    @Test func `one that goes on is not`() {
        var scene = Scene.inService()
        scene.supervise(.erase)
        #expect(scene.rejection == .wrongState)
        #expect(scene.toldBook.isEmpty)
    }

    @Test func `what was kept long enough is erased by itself`() {
        var scene = Self.closed()
        scene.apply(.retentionEnded)
        #expect(scene.toldBook == [.erase(nil)])
        scene.apply(.retentionEnded)
        #expect(scene.toldBook.isEmpty)
        var running = Scene.inService()
        running.apply(.retentionEnded)
        #expect(running.actions.isEmpty)
    }

    @Test func `nobody writes into an erased record`() {
        var scene = Scene.inService()
        scene.finish()
        scene.fire(.wrapUp, after: .seconds(900))
        scene.supervise(.erase)
        scene.save(final: true)
        #expect(scene.rejection == .wrongState)
        scene.supervise(.save(RecordChange(revision: 1, customer: nil, service: nil, final: true)))
        #expect(scene.rejection == .wrongState)
    }
}
