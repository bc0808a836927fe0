import Contracts
import Crypto

/// What a dead letter, or a parked key, is called on the command line. The same thing has the same name every time.
enum LetterID: Hashable, Sendable {
    /// In the queue: the beginning of the SHA-256 of message-id and body, and which of those that are alike (from 1).
    case queued(digest: String, twin: Int)
    /// In a store: a whole key with all that waits in its line.
    case parked(program: String, stream: String, partition: Int, key: String)

    /// How many digits of the digest are shown: of a thousand letters two are confused once in ten thousand times.
    static let digits = 8
    private static let queue = "queue"

    /// Of one letter.
    static func digest(messageId: String, body: [UInt8]) -> String {
        let hash = SHA256.hash(data: Array(messageId.utf8) + body)
        return String(
            hash.map { $0 < 16 ? "0\(String($0, radix: 16))" : String($0, radix: 16) }.joined().prefix(digits))
    }

    /// Reads what was typed; nil if nothing can be called so.
    init?(_ text: String) {
        let parts = text.split(separator: "/", maxSplits: 3, omittingEmptySubsequences: false).map(String.init)
        if parts.count == 2, parts[0] == Self.queue {
            let words = parts[1].split(separator: "-", omittingEmptySubsequences: false).map(String.init)
            guard words.count <= 2, words[0].count == Self.digits, let twin = words.count == 1 ? 1 : Int(words[1]),
                twin > 0
            else { return nil }
            self = .queued(digest: words[0], twin: twin)
        } else if parts.count == 4, let partition = Int(parts[2]) {
            self = .parked(program: parts[0], stream: parts[1], partition: partition, key: parts[3])
        } else {
            return nil
        }
    }
}

extension LetterID: CustomStringConvertible {
    var description: String {
        switch self {
        case .queued(let digest, 1): "\(Self.queue)/\(digest)"
        case .queued(let digest, let twin): "\(Self.queue)/\(digest)-\(twin)"
        case .parked(let program, let stream, let partition, let key): "\(program)/\(stream)/\(partition)/\(key)"
        }
    }
}
