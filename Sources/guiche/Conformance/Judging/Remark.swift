import Contracts

/// The publication a finding is about, as far as it can be named.
struct Evidence: Hashable, Sendable, Encodable {
    let type: String?
    let messageId: String?
    /// The field of the body, e.g. `attachments[2].url`.
    let path: String?

    init(type: String? = nil, messageId: String? = nil, path: String? = nil) {
        self.type = type
        self.messageId = messageId
        self.path = path
    }

    init(_ letter: Letter, path: String? = nil) {
        self.init(type: letter.envelope.type?.rawValue, messageId: letter.envelope.messageId, path: path)
    }

    /// `webchat.message.sent.v1, message-id 0190…, field text`
    var text: String {
        [type, messageId.map { "message-id \($0)" }, path.flatMap { $0.isEmpty ? nil : "field \($0)" }]
            .compactMap { $0 }.joined(separator: ", ")
    }
}

/// Something a program did that the contract does not allow, or did not do that it asks for.
struct Remark: Hashable, Sendable {
    let requirement: Requirement
    /// What was got instead, in plain words.
    let got: String
    let evidence: Evidence?
}
