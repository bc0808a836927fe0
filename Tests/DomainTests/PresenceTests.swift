import Domain
import Identifiers
import Testing

/// One agent at his door, with as much time as a test needs.
private struct Doorway {
    var presence = Presence(agent: AgentID(trusted: "ana"))
    var now = Instant(milliseconds: 1_000_000)
    let start = Instant(milliseconds: 1_000_000)
    static let cause = Cause(id: "m1", type: "agent.channel.logout.v1", sender: .agent(AgentID(trusted: "ana")))

    mutating func apply(_ event: Presence.Event, after seconds: Int = 0) -> [Presence.Action] {
        now = now + .seconds(seconds)
        return presence.apply(event, timings: Timings(), at: now)
    }

    mutating func logIn(_ channels: String..., lease: Int = 30) -> [Presence.Action] {
        apply(.loggedIn(channels.map { ChannelID(trusted: $0) }, lease: .seconds(lease)))
    }

    /// The moment so many seconds after the beginning.
    func second(_ second: Int) -> Instant { start + .seconds(second) }

    /// Lets the lease run out 30 s after a login at the beginning.
    mutating func lose() {
        _ = logIn("site")
        _ = apply(.leaseTimer(due: second(30), renewedAt: start), after: 30)
    }
}

private func codes(_ actions: [Presence.Action]) -> [RejectionCode] {
    actions.compactMap { if case .refuse(let code, _) = $0 { code } else { nil } }
}

private let site = ChannelID(trusted: "site")
private let loja = ChannelID(trusted: "loja")

@Suite struct PresenceTests {
    @Test func `A login tells the desk and sets the lease`() {
        var door = Doorway()
        #expect(
            door.logIn("site") == [
                .desk(.loggedIn([site], at: door.second(0))), .setTimer(.lease, at: door.second(30)),
            ])
        #expect(door.presence.isLive)
    }

    @Test func `Whoever is not logged in may neither pause, beat nor log out`() {
        var door = Doorway()
        #expect(codes(door.apply(.heartbeat)) == [.notLoggedIn])
        #expect(codes(door.apply(.paused)) == [.notLoggedIn])
        #expect(codes(door.apply(.resumed)) == [.notLoggedIn])
        #expect(codes(door.apply(.logoutRequested(nil, Doorway.cause))) == [.notLoggedIn])
        #expect(door.presence.isAbsent)
    }

    @Test func `A renewed lease only moves its timer`() {
        var door = Doorway()
        _ = door.logIn("site")
        let actions = door.apply(.leaseTimer(due: door.second(30), renewedAt: door.second(20)), after: 30)
        #expect(actions == [.setTimer(.lease, at: door.second(50))])
        #expect(door.presence.isLive)
    }

    @Test func `A lease that ran out is lost, and a heartbeat within 60 s resumes it`() {
        var door = Doorway()
        _ = door.logIn("site")
        let lost = door.apply(.leaseTimer(due: door.second(30), renewedAt: door.start), after: 30)
        #expect(
            lost == [.desk(.leaseExpired(at: door.second(30))), .setTimer(.return, at: door.second(90))])
        #expect(codes(door.apply(.paused)) == [.notLoggedIn])
        #expect(
            door.apply(.heartbeat, after: 59) == [.desk(.leaseResumed), .setTimer(.lease, at: door.second(119))])
        #expect(door.presence.isLive)
        #expect(door.apply(.returnTimer(renewedAt: door.start), after: 1) == [])
    }

    @Test func `After 60 s a lost agent is logged out and has to log in again`() {
        var door = Doorway()
        door.lose()
        #expect(door.apply(.returnTimer(renewedAt: door.start), after: 60) == [.desk(.leaseEnded)])
        #expect(door.presence.isAbsent)
        #expect(codes(door.apply(.heartbeat)) == [.notLoggedIn])
    }

    @Test func `A login within the 60 s resumes, too`() {
        var door = Doorway()
        door.lose()
        #expect(
            door.logIn("site", lease: 10) == [
                .desk(.loggedIn([site], at: door.second(30))), .setTimer(.lease, at: door.second(40)),
            ])
        #expect(door.presence.isLive)
    }

    @Test func `A lease timer that comes late shows an outage and gives a new lease`() {
        var door = Doorway()
        _ = door.logIn("site")
        let actions = door.apply(.leaseTimer(due: door.second(30), renewedAt: door.start), after: 33)
        #expect(actions == [.setTimer(.lease, at: door.second(63))])
    }

    @Test func `After an outage a lost agent has one lease time to be heard`() {
        var door = Doorway()
        door.lose()
        let actions = door.apply(.returnTimer(renewedAt: door.second(100)), after: 70)
        #expect(actions == [.setTimer(.return, at: door.second(130))])
    }

    @Test func `A logout is asked of the desk and done when it says so`() {
        var door = Doorway()
        _ = door.logIn("site", "loja")
        #expect(
            door.apply(.logoutRequested([site], Doorway.cause)) == [.desk(.logoutRequested([site], Doorway.cause))])
        #expect(door.presence.isLive)
        #expect(door.apply(.loggedOut([site], loggedInAt: door.second(0))) == [])
        #expect(door.presence.channels == [loja: door.second(0)])
        _ = door.apply(.logoutRequested(nil, Doorway.cause))
        _ = door.apply(.loggedOut([loja], loggedInAt: door.second(0)))
        #expect(door.presence.isAbsent)
    }

    @Test func `A login that follows a logout outlives the desk's answer to the logout`() {
        var door = Doorway()
        _ = door.logIn("site")
        _ = door.apply(.logoutRequested(nil, Doorway.cause))
        _ = door.logIn("site")
        _ = door.apply(.loggedOut([site], loggedInAt: door.second(0)))
        #expect(door.presence.isLive)
    }

    @Test func `Timers of an agent who is gone find nothing to do`() {
        var door = Doorway()
        #expect(door.apply(.leaseTimer(due: door.now, renewedAt: door.now)) == [])
        #expect(door.apply(.returnTimer(renewedAt: door.now)) == [])
        #expect(door.apply(.loggedOut([site], loggedInAt: nil)) == [])
    }

    @Test func `A supervisor ends the login he saw, and none that came after it`() {
        var door = Doorway()
        _ = door.logIn("site")
        let first = door.second(0)
        // Twice in the same moment is two logins.
        _ = door.logIn("site")
        #expect(door.apply(.loggedOut([site], loggedInAt: first)).isEmpty)
        #expect(door.presence.isLive)
        #expect(door.apply(.loggedOut([site], loggedInAt: first + .milliseconds(1))).isEmpty)
        #expect(door.presence.isAbsent)
        #expect(codes(door.apply(.heartbeat)) == [.notLoggedIn])
    }

    @Test func `Of several channels only those are logged out that he has not logged in to again`() {
        var door = Doorway()
        _ = door.logIn("site", "loja")
        _ = door.apply(.heartbeat, after: 1)
        _ = door.logIn("loja")
        _ = door.apply(.loggedOut([site, loja], loggedInAt: door.second(0)))
        #expect(door.presence.channels == [loja: door.second(1)])
    }
}
