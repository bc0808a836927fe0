import Contracts
import Domain
import Identifiers

/// What a webhook bot's answer comes to within the limits of the public contract. Pure. What does not fit is split or
/// cut, and named in `losses`.
struct BotSpeech: Equatable {
    /// Lines of one answer; nobody reads more.
    static let lineLimit = 100
    /// Bytes of lines in one publication: what others send is at most 64 KiB, and the ids need their place.
    static let byteLimit = JSONBody.maximumBytesFromOthers - 4_096

    /// What could not be said as the bot meant it.
    enum Loss: String {
        case tooManyLines = "too_many_lines"
        case tooManyOptions = "too_many_options"
        case emptyOption = "empty_option"
        case labelCut = "label_cut"
        case payloadReplaced = "payload_replaced"
        case badAddress = "bad_address"
        case unknownContent = "unknown_content"
        case secondTransfer = "second_transfer"
        case twoTargets = "two_targets"
        case malformedTarget = "malformed_target"
        case summaryCut = "summary_cut"
    }

    /// Each is one `bot.replied.v1`.
    private(set) var replies: [[FromBot.Reply]] = []
    private(set) var transfer: Transfer?
    /// Each once.
    private(set) var losses: [Loss] = []

    init(_ answer: RasaAnswer) {
        var lines: [FromBot.Reply] = []
        for message in answer.messages {
            lines += SpokenLines(message, &losses).replies
            hear(message.custom)
        }
        if lines.count > Self.lineLimit { losses.note(.tooManyLines) }
        replies = Self.publications(of: lines.prefix(Self.lineLimit))
    }

    /// Nothing to publish at all.
    var isSilent: Bool { replies.isEmpty && transfer == nil }

    private mutating func hear(_ custom: JSONValue?) {
        guard let custom, custom != .null else { return }
        guard let wish = custom["guiche"]?["transfer"], wish.members != nil else { return losses.note(.unknownContent) }
        guard transfer == nil else { return losses.note(.secondTransfer) }
        transfer = Transfer(wish, &losses)
    }

    /// In order, at most so many lines and bytes in each.
    private static func publications(of lines: some Sequence<FromBot.Reply>) -> [[FromBot.Reply]] {
        var publications: [[FromBot.Reply]] = []
        var bytes = 0
        for line in lines {
            let size = line.size
            let isFull = publications.last?.count == FromBot.Reply.listLimits.upperBound
            if isFull || publications.isEmpty || bytes + size > byteLimit {
                publications.append([])
                bytes = 0
            }
            publications[publications.count - 1].append(line)
            bytes += size
        }
        return publications
    }
}

extension BotSpeech {
    /// A hand-over: to a subject, to a queue, or to nothing in particular.
    struct Transfer: Equatable {
        private(set) var subject: SubjectID?
        private(set) var queue: QueueID?
        private(set) var summary: LongText?

        init(_ wish: JSONValue, _ losses: inout [Loss]) {
            subject = wish["subjectId"]?.text.flatMap { SubjectID($0) }
            queue = wish["queueId"]?.text.flatMap { QueueID($0) }
            let isNamed = ["subjectId", "queueId"].contains { wish[$0] != nil && wish[$0] != .null }
            // What is no id at all names nothing: then the customer picks (rule 14, never limbo).
            if isNamed, subject == nil, queue == nil { losses.note(.malformedTarget) }
            if subject != nil, queue != nil {
                losses.note(.twoTargets)
                queue = nil
            }
            guard let text = wish["summary"]?.text else { return }
            let pieces = TextPieces(text, limit: TextLimit.Long.length.upperBound).pieces
            if pieces.count > 1 { losses.note(.summaryCut) }
            summary = pieces.first.map { LongText(trusted: $0) }
        }
    }
}

extension [BotSpeech.Loss] {
    mutating func note(_ loss: BotSpeech.Loss) {
        if !contains(loss) { append(loss) }
    }
}

extension FromBot.Reply {
    /// Bytes as JSON. What can't be written is as large as nothing else, and travels alone.
    var size: Int { (try? InternalBody.encode(self).count) ?? BotSpeech.byteLimit }
}
