/// What went wrong, as a sentence, a code and whether trying the same again can help.
public struct RabbitMQError: Error, Hashable, Sendable {
    /// The kinds of failure a caller can tell apart.
    public enum Code: String, Hashable, Sendable {
        /// The broker's address cannot be read.
        case invalidURL
        /// Nobody answered at the address, or the answer came too late.
        case unreachable
        /// The broker refused the credentials or a permission (AMQP 403).
        case accessRefused
        /// The virtual host does not exist or is not open to this user (AMQP 530).
        case virtualHostRefused
        /// The encrypted connection could not be made, or the certificate could not be verified.
        case tlsFailed
        /// A queue, exchange or virtual host does not exist (AMQP 404).
        case notFound
        /// It exists with other settings (AMQP 406).
        case preconditionFailed
        /// It is in exclusive use by somebody else (AMQP 405, or 403 for an exclusive consumer).
        case resourceLocked
        /// The connection broke while something was under way; what happened to it is not known.
        case connectionLost
        /// The connection was closed by this program.
        case closed
        /// The broker did not answer within the time given.
        case timeout
        /// The message cannot be put on the wire, for example because a name is longer than 255 bytes.
        case invalidMessage
        /// All channel numbers of the connection are in use.
        case tooManyChannels
        /// Two tasks waited for the next batch of one consumer at the same time.
        case alreadyWaiting
        /// The task was cancelled.
        case cancelled
        /// Anything else the broker said.
        case refusedByBroker
    }

    /// The kind of failure.
    public let code: Code
    /// What happened, as a whole sentence without secrets.
    public let sentence: String
    /// The AMQP reply code, where the broker gave one.
    public let replyCode: Int?

    /// Makes an error; `replyCode` is the broker's own number where there is one.
    public init(_ code: Code, _ sentence: String, replyCode: Int? = nil) {
        self.code = code
        self.sentence = sentence
        self.replyCode = replyCode
    }

    /// Whether the same call can succeed later without anybody changing a setting.
    public var isRetriable: Bool {
        switch code {
        case .unreachable, .connectionLost, .timeout, .resourceLocked, .tooManyChannels: true
        case .refusedByBroker: replyCode.map { $0 == 320 || $0 >= 500 } ?? true
        case .invalidURL, .accessRefused, .virtualHostRefused, .tlsFailed, .notFound, .preconditionFailed, .closed,
            .invalidMessage, .alreadyWaiting, .cancelled:
            false
        }
    }
}

extension RabbitMQError: CustomStringConvertible {
    /// The sentence and the code, for people.
    public var description: String { "\(sentence) [\(code.rawValue)]" }
}

extension RabbitMQError {
    /// The error for a reply code of the broker (AMQP 0-9-1, "Constants"); 403 also means an exclusive consumer.
    init(replyCode: Int, text: String, during action: String) {
        let code: Code =
            switch replyCode {
            case 403 where text.contains("exclusive"): .resourceLocked
            case 403: .accessRefused
            case 404: .notFound
            case 405: .resourceLocked
            case 406: .preconditionFailed
            case 530: .virtualHostRefused
            default: .refusedByBroker
            }
        self.init(code, "The broker refused \(action): \(text) (\(replyCode)).", replyCode: replyCode)
    }

    static let closedHere = RabbitMQError(.closed, "The connection was closed by this program.")
}
