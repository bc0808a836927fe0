/// A routing decision with everything that led to it (rule 24).
public struct Decision: Codable, Hashable, Sendable {
    /// What was decided.
    public let decision: Verdict
    /// What was checked, in order.
    public let checks: [Check]
    /// The chosen agent and at most ``Decision/candidateLimit`` others.
    public let candidates: [Candidate]
    /// How many agents there were in all.
    public let candidateCount: Int

    /// The most other agents a published decision names (contract page, `routing.decided.v1`).
    public static let candidateLimit = 200

    public enum Verdict: String, Codable, Sendable, CaseIterable {
        case bot
        case offerSubjects = "offer_subjects"
        case enqueue
        case assign
        case refuse
        /// A bot's hand-over was refused; the bot may speak (rule 14).
        case refuseHandOver = "refuse_hand_over"
        case requeue
        /// An agent or a supervisor hands a conversation in service to somebody else (rule 15).
        case transfer
        /// A supervisor put it somewhere else (rule 22).
        case reassign
        /// It ended; the check says by whom and why.
        case close
    }

    public init(_ decision: Verdict, checks: [Check], candidates: [Candidate] = [], candidateCount: Int = 0) {
        self.decision = decision
        self.checks = checks
        self.candidates = candidates
        self.candidateCount = candidateCount
    }
}
