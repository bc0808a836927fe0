import Contracts
import Domain
import Identifiers
import Testing

@testable import web_gateway

@Suite struct `What a stream knows of an agent's login` {
    private let now = Instant(milliseconds: 1_700_000_000_000)

    private func state(loggedIn: Bool) throws -> Frame {
        let channel = Event.AgentChannel(
            channelId: ChannelID(trusted: "site"), name: "Site", type: "webchat", loggedIn: loggedIn)
        let state = Event.AgentStateChanged(
            tenant: TenantID(trusted: "acme"), agentId: AgentID(trusted: "ana"), at: now, version: 1,
            status: .available, channels: [channel], active: 0, offered: 0, capacity: 1)
        return Frame(type: Event.AgentStateChanged.type, seq: nil, body: try state.encoded())
    }

    private func rejection(of type: MessageType) throws -> Frame {
        let rejected = Event.CommandRejected(
            tenant: TenantID(trusted: "acme"), at: now, commandId: "m1", commandType: type.rawValue,
            code: .notLoggedIn, message: "no")
        return Frame(type: Event.CommandRejected.type, seq: nil, body: try rejected.encoded())
    }

    @Test func `begins with none: opening a tab never logs in`() {
        #expect(!AgentLease().isHeld)
    }

    @Test func `follows his state`() throws {
        var lease = AgentLease()
        lease.saw(try state(loggedIn: true))
        #expect(lease.isHeld)
        lease.saw(try state(loggedIn: false))
        #expect(!lease.isHeld)
    }

    @Test func `ends with the refusal of a heartbeat, which nobody else has to see`() throws {
        var lease = AgentLease()
        lease.saw(try state(loggedIn: true))
        lease.renewed(by: "m1")
        let own = lease.isAbout(try rejection(of: FromAgent.Heartbeat.type))
        let others = lease.isAbout(try rejection(of: FromAgent.MessageSent.type))
        #expect(own)
        #expect(!others)
        #expect(!lease.isHeld)
    }
}
