/// Why a call of a webhook bot brought no answer.
enum CallFailure: Error, Equatable {
    /// No whole answer within the bot's time.
    case tooSlow(Duration)
    /// Nobody listens, the name is not known, or the connection broke.
    case noConnection(String)
    /// An HTTP status that is no success.
    case status(Int)
    /// A success whose body is not what a Rasa REST channel answers.
    case unreadable(String)

    /// Whether the same call may succeed later. What the bot says is wrong with the call stays wrong (4xx), except the
    /// statuses that only mean "later".
    var isWorthRetrying: Bool {
        switch self {
        case .tooSlow, .noConnection, .unreadable: true
        case .status(let code): code >= 500 || [408, 425, 429].contains(code)
        }
    }

    /// A word for the metrics.
    var label: String {
        switch self {
        case .tooSlow: "too_slow"
        case .noConnection: "no_connection"
        case .status: "status"
        case .unreadable: "unreadable"
        }
    }
}

extension CallFailure: CustomStringConvertible {
    /// For the log; never what the bot sent.
    var description: String {
        switch self {
        case .tooSlow(let limit): "there was no answer within \(limit)"
        case .noConnection(let why): "the connection failed: \(why)"
        case .status(let code): "the answer has the HTTP status \(code)"
        case .unreadable(let why): "the answer can't be read: \(why)"
        }
    }
}
