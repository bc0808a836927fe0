import Identifiers

/// Whether somebody can be served now by the calendar alone, and when again if not.
public enum Hours: Hashable, Sendable {
    case open
    /// `nextOpenAt` is nil if it never opens again.
    case closed(RefusalReason, nextOpenAt: Instant?)
}
