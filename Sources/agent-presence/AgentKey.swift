import Identifiers

/// One agent of one tenant. Agents' ids are unique only inside their tenant.
struct AgentKey: Hashable {
    let tenant: TenantID
    let agent: AgentID

    /// The key of his timers. No id has a slash in it.
    var text: String { "\(tenant)/\(agent)" }

    init(tenant: TenantID, agent: AgentID) {
        self.tenant = tenant
        self.agent = agent
    }

    /// Reads ``text`` back; nil if it is none.
    init?(text: String) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 2, let tenant = TenantID(parts[0]), let agent = AgentID(parts[1]) else { return nil }
        self.init(tenant: tenant, agent: agent)
    }
}
