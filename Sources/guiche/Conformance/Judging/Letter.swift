import Contracts

/// One publication as it came over the wire, not judged yet.
struct Letter: Sendable {
    let exchange: String
    let routingKey: String
    var envelope: Envelope
    let body: [UInt8]
    /// True while the broker answers publications with a nack: the publisher is to send this again.
    var wasRefused = false
}

/// One publication after it was judged.
struct Hearing: Sendable {
    let letter: Letter
    /// The body as its type promises; nil if it does not read.
    let message: (any Message)?
    /// What Guichê's door would say; nil for a query.
    let verdict: DoorVerdict?
    /// The same message-id came before.
    let isRepeat: Bool

    var type: MessageType? { letter.envelope.type }
    var messageId: String { letter.envelope.messageId ?? "" }
    var evidence: Evidence { Evidence(letter) }
    /// Whether it counts: what the broker refused, and a repeat, has no effect.
    var hasEffect: Bool { !isRepeat && !letter.wasRefused }
}
