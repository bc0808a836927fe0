import Domain

/// How fast one session of a customer may send; the defaults are those of ``Domain/Pace``.
struct PaceEntry: Codable {
    let sessionMessagesPerSecond: MessageRate?
    let sessionMessagesBurst: MessageRate?

    var pace: Pace {
        let usual = Pace()
        return Pace(
            perSecond: sessionMessagesPerSecond?.value ?? usual.perSecond,
            burst: sessionMessagesBurst?.value ?? usual.burst)
    }
}

enum MessageRateLimits: WholeLimits {
    static let range = 1...1_000_000
    static let sample = 500
}

/// So many messages, at once or in a second: 1 to 1,000,000.
typealias MessageRate = Whole<MessageRateLimits>
