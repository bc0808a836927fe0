import Identifiers

/// A flow that was played to its end.
struct Played: Sendable {
    let flow: Flow
    let tenant: TenantID
    /// The protocol's number.
    let number: String
}
