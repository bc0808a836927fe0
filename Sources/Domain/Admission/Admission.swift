import Identifiers

/// Flows 1 to 4 of the manual as decision tables: what becomes of a customer who starts a session, picks a subject or
/// is handed over by a bot. The only place that decides it (complaints T45 and T54). Pure.
///
/// | bot | subjects | at the start                  |
/// |-----|----------|-------------------------------|
/// | yes |          | ``Opening/toBot(_:)``         |
/// | no  | some     | ``Opening/offerSubjects(_:)`` |
/// | no  | none     | refuse: `no_subjects`         |
///
/// | hours  | form | desk             | once a queue is chosen                                |
/// |--------|------|------------------|-------------------------------------------------------|
/// | closed | no   |                  | refuse: `out_of_hours` or `holiday`, and the next opening |
/// | closed | yes  |                  | the same, with the form                               |
/// | open   |      | nobody logged in | refuse: `no_agent_logged_in`                          |
/// | open   |      | full             | refuse: `queue_full`                                  |
/// | open   |      | has room         | nothing stands in the way                             |
public enum Admission {
    /// What happens at the start of a session, and again when a bot is replaced.
    public enum Opening: Hashable, Sendable {
        case toBot(BotID)
        case offerSubjects([Subject])
        case refuse(Obstacle)
    }

    /// What the desk says of a queue (rule 2).
    public enum DeskView: String, Hashable, Sendable, CaseIterable {
        /// Nobody who is a member of the queue is logged in to the channel.
        case nobodyLoggedIn
        /// Somebody is, but as many wait as may, and nobody could take one more at once.
        case full
        case hasRoom
    }

    /// Why a customer cannot be served now.
    public struct Obstacle: Hashable, Sendable {
        public let reason: RefusalReason
        /// Nil if it is not known, or never.
        public let nextOpenAt: Instant?
        /// Offered instead (rule 1).
        public let form: Form?

        public init(_ reason: RefusalReason, nextOpenAt: Instant? = nil, form: Form? = nil) {
            self.reason = reason
            self.nextOpenAt = nextOpenAt
            self.form = form
        }
    }

    /// The first table. A bot that was replaced does not answer again.
    public static func opening(bot: BotID?, subjects: [Subject]) -> Opening {
        if let bot { return .toBot(bot) }
        return subjects.isEmpty ? .refuse(Obstacle(.noSubjects)) : .offerSubjects(subjects)
    }

    /// The second table, as far as the calendar decides it; nil: it is the desk's turn.
    public static func obstacle(_ hours: Hours, form: Form?) -> Obstacle? {
        switch hours {
        case .open: nil
        case .closed(let reason, let nextOpenAt): Obstacle(reason, nextOpenAt: nextOpenAt, form: form)
        }
    }

    /// The second table where the hours are open; nil: nothing stands in the way.
    public static func obstacle(_ desk: DeskView) -> Obstacle? {
        switch desk {
        case .nobodyLoggedIn: Obstacle(.noAgentLoggedIn)
        case .full: Obstacle(.queueFull)
        case .hasRoom: nil
        }
    }
}
