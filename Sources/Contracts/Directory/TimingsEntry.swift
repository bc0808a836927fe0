import Domain

/// The times of the rules a tenant changes; the names are those of ``Domain/Timings`` with the unit.
struct TimingsEntry: Codable {
    let offerSeconds: Seconds?
    let reservationGraceSeconds: Seconds?
    let exclusionSeconds: Seconds?
    let missedOffersUntilAway: Revision?
    let nobodyLoggedInGraceSeconds: Seconds?
    let agentLostNoticeSeconds: Seconds?
    let agentLostReturnSeconds: Seconds?
    let idleBeforeServiceSeconds: Seconds?
    let idleInServiceSeconds: Seconds?
    let idleWarningSeconds: Seconds?
    let awayWhileWaitingSeconds: Seconds?
    let awayInServiceSeconds: Seconds?
    let botAnswerSeconds: Seconds?
    let botAcknowledgedSeconds: Seconds?
    let botAfterRefusalSeconds: Seconds?
    let formDueSeconds: Seconds?
    let wrapUpSeconds: Seconds?
    let closingGraceSeconds: Seconds?
    let transferSeconds: Seconds?
    let answerTargetSeconds: Seconds?
    let leaseSeconds: Seconds?

    var timings: Timings { timings(over: Timings()) }

    /// What is written here, and what is not as it was.
    func timings(over base: Timings) -> Timings {
        var timings = base
        if let missedOffersUntilAway { timings.missedOffersUntilAway = missedOffersUntilAway.value }
        let changes: [(WritableKeyPath<Timings, Duration>, Seconds?)] = [
            (\.offer, offerSeconds), (\.reservationGrace, reservationGraceSeconds), (\.exclusion, exclusionSeconds),
            (\.nobodyLoggedInGrace, nobodyLoggedInGraceSeconds), (\.agentLostNotice, agentLostNoticeSeconds),
            (\.agentLostReturn, agentLostReturnSeconds), (\.idleBeforeService, idleBeforeServiceSeconds),
            (\.idleInService, idleInServiceSeconds), (\.idleWarning, idleWarningSeconds),
            (\.awayWhileWaiting, awayWhileWaitingSeconds), (\.awayInService, awayInServiceSeconds),
            (\.botAnswer, botAnswerSeconds), (\.botAcknowledged, botAcknowledgedSeconds),
            (\.botAfterRefusal, botAfterRefusalSeconds), (\.formDue, formDueSeconds),
            (\.wrapUp, wrapUpSeconds), (\.closingGrace, closingGraceSeconds), (\.transfer, transferSeconds),
            (\.answerTarget, answerTargetSeconds),
            (\.lease, leaseSeconds),
        ]
        for (timing, seconds) in changes {
            if let seconds { timings[keyPath: timing] = seconds.duration }
        }
        return timings
    }
}
