import Contracts
import Crypto
import Foundation
import Identifiers

/// One customer's session on one channel.
struct CustomerSession: Hashable, Sendable {
    let tenant: TenantID
    let channel: ChannelID
    let id: SessionID

    /// The browser holds a random token; the session's id is a SHA-256 of it and of the channel. So who reads the id in
    /// an event can't speak for the customer, no replica has to remember tokens, and a token means something else on
    /// another channel.
    init?(tenant: TenantID, channel: ChannelID, token: String) {
        guard let id = Self.id(of: token, tenant: tenant, channel: channel) else { return nil }
        self.init(tenant: tenant, channel: channel, id: id)
    }

    init(tenant: TenantID, channel: ChannelID, id: SessionID) {
        self.tenant = tenant
        self.channel = channel
        self.id = id
    }

    /// Of a token: 256 bits as 43 characters of base64url. Nil for anything else.
    static func id(of token: String, tenant: TenantID, channel: ChannelID) -> SessionID? {
        guard token.utf8.count == 43, SessionID(token) != nil else { return nil }
        let digest = Data(SHA256.hash(data: Array("guiche session \(tenant)/\(channel)/\(token)".utf8)))
        return SessionID(
            trusted: digest.base64EncodedString().replacing("+", with: "-").replacing("/", with: "_")
                .replacing("=", with: ""))
    }
}
