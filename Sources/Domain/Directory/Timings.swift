/// Every time the rules of the product page use, with that page's defaults. All are durations, never moments.
public struct Timings: Sendable, Equatable {
    /// Rule 4: how long an offer stands.
    public var offer: Duration = .seconds(30)
    /// Page 2: how long after an unanswered offer's end the desk asks for its reservation back.
    public var reservationGrace: Duration = .seconds(10)
    /// Rule 6: how long an agent who declined or missed is not offered the same conversation.
    public var exclusion: Duration = .seconds(60)
    /// Rule 6: so many missed offers in a row set the agent to away.
    public var missedOffersUntilAway = 2
    /// Rule 8: how long customers wait on when everybody has logged out.
    public var nobodyLoggedInGrace: Duration = .seconds(120)
    /// Rule 10: when the customer is told that the agent is gone, counted from the lease's end.
    public var agentLostNotice: Duration = .seconds(15)
    /// Rule 10: how long a lost agent may resume, counted from the lease's end.
    public var agentLostReturn: Duration = .seconds(60)
    /// Rule 12: silence at the choice of subject, with the bot or before a form.
    public var idleBeforeService: Duration = .seconds(1_800)
    /// Rule 12: silence in service before the warning.
    public var idleInService: Duration = .seconds(1_200)
    /// Rule 12: from the warning to the end.
    public var idleWarning: Duration = .seconds(120)
    /// Rule 11: how long an absent customer keeps his place.
    public var awayWhileWaiting: Duration = .seconds(90)
    /// Rule 11: how long an agent waits for an absent customer.
    public var awayInService: Duration = .seconds(600)
    /// Rule 13: how long a bot may take to answer.
    public var botAnswer: Duration = .seconds(20)
    /// Rule 13: how long it may take once it acknowledged the turn.
    public var botAcknowledged: Duration = .seconds(60)
    /// Rule 14: how long a bot whose hand-over was refused may speak.
    public var botAfterRefusal: Duration = .seconds(10)
    /// Rule 1: within what time a form is to be answered.
    public var formDue: Duration = .seconds(7 * 86_400)
    /// Rule 9: how long customers keep their place once the calendar has closed.
    public var closingGrace: Duration = .seconds(900)
    /// Wallboards: an accept within this is within the target.
    public var answerTarget: Duration = .seconds(20)
    /// Rule 15: how long a transfer may wait to be accepted.
    public var transfer: Duration = .seconds(120)
    /// Rule 17: how long the wrap-up may take.
    public var wrapUp: Duration = .seconds(900)
    /// Contract page: the lease when the login names none.
    public var lease: Duration = .seconds(30)

    public init() {}
}
