import Contracts
import Crypto
import Identifiers

/// A person of the directory who may sign in.
struct Account: Hashable, Sendable {
    enum Kind: String, Codable, Sendable {
        case agent
        case supervisor
    }

    let kind: Kind
    let tenant: TenantID
    /// The agent's or the supervisor's id.
    let id: String
    let name: String
    let password: PasswordHash

    /// Changes with the password, so that a new one ends every session of the old one.
    var fingerprint: String {
        SHA256.hash(data: Array(password.text.utf8)).prefix(8).map { byte in
            String(byte >> 4, radix: 16) + String(byte & 15, radix: 16)
        }.joined()
    }
}
