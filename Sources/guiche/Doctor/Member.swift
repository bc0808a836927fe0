import Worker

/// One replica: what it says of itself, and what its health check says.
struct Member: Sendable {
    let announcement: Announcement
    /// Nil if it has no port for it.
    let health: Nursery.Answer?

    init(_ announcement: Announcement, _ health: Nursery.Answer?) {
        self.announcement = announcement
        self.health = health
    }
}
