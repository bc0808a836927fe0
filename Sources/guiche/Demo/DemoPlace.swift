import Domain
import Identifiers

/// The channel on which a flow is played.
struct DemoPlace: Sendable {
    let tenant: Tenant
    let channel: Channel

    /// The channel asked for, or the one made for the flow; nil if no tenant of the directory has it.
    init?(_ flow: Flow, in directory: Directory, tenant wanted: TenantID?, channel name: ChannelID?) {
        let tenants = directory.tenants.values.sorted { $0.id < $1.id }.filter { wanted == nil || $0.id == wanted }
        for tenant in tenants {
            guard let channel = tenant.channels[name ?? flow.channel] else { continue }
            self.tenant = tenant
            self.channel = channel
            return
        }
        return nil
    }

    /// The first subject; a channel of the flows after "sem assuntos" has one.
    ///
    /// - Throws: a sentence when it has none.
    func subject() throws -> Subject {
        guard let subject = channel.subjects.first else {
            throw CommandFailure("The channel \(channel.id) has no subject the customer could pick.")
        }
        return subject
    }
}
