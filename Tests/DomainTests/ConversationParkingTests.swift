import Domain
import Identifiers
import Testing

/// A conversation that is set aside and comes back. Each of these once left somebody in limbo; the simulation found it.
struct ConversationParkingTests {
    private static func asked() -> Scene {
        var scene = Scene()
        scene.selectSubject()
        return scene
    }

    @Test func `what the desk had answered before the place was given back comes too late`() {
        var scene = Self.asked()
        scene.apply(.parked(.handlingFailed))
        #expect(scene.toldDesk == [.placeGivenBack])
        scene.desk(.enqueued(position: 1, checks: [], ticket: 1))
        scene.desk(.assigned(scene.offer, Decision(.assign, checks: []), ticket: 1))
        #expect(scene.told.isEmpty)
        scene.apply(.unparked(.handlingFailed))
        #expect(scene.places == 1)
    }

    @Test func `who asked for a place while he was set aside does not ask twice`() {
        var scene = Scene()
        scene.apply(.parked(.handlingFailed))
        scene.selectSubject()
        #expect(scene.places == 1)
        scene.apply(.unparked(.handlingFailed))
        #expect(scene.places == 0)
    }

    @Test func `an open card is void and the old place is asked for again`() {
        var scene = Scene.offered()
        scene.apply(.parked(.handlingFailed))
        #expect(scene.told == ["parked", "withdrawn requeued"])
        scene.accept()
        #expect(scene.rejection == .offerExpired)
        scene.apply(.unparked(.handlingFailed))
        guard case .enqueue(let place)? = scene.toldDesk.first else { Issue.record("no place was asked for"); return }
        #expect(place.hadPlace == true)
    }

    @Test func `a transfer that is under way comes back to its agent`() {
        var scene = Scene.inService()
        scene.transfer(to: .queue(Scene.sup))
        scene.apply(.parked(.handlingFailed))
        #expect(scene.told == ["parked", "transferred cancelled requeued"])
        scene.apply(.unparked(.handlingFailed))
        #expect(scene.places == 0)
    }
}

extension Scene {
    /// How many places the last event asked for.
    fileprivate var places: Int {
        toldDesk.count { if case .enqueue = $0 { true } else { false } }
    }
}
