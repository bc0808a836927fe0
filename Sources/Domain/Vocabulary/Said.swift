/// A file, by reference only: the engine never sees its bytes.
public struct Attachment: Codable, Hashable, Sendable {
    public let url: String
    public let name: String
    public let contentType: String
    /// Bytes.
    public let size: Int

    public init(url: String, name: String, contentType: String, size: Int) {
        self.url = url
        self.name = name
        self.contentType = contentType
        self.size = size
    }
}

/// A button a bot offers.
public struct Option: Codable, Hashable, Sendable {
    public let id: String
    public let label: String

    public init(id: String, label: String) {
        self.id = id
        self.label = label
    }
}

/// What somebody said: text, a picked option, files, or several of these.
public struct Said: Codable, Hashable, Sendable {
    public let text: String?
    public let optionId: String?
    public let options: [Option]
    public let attachments: [Attachment]

    public init(
        text: String? = nil, optionId: String? = nil, options: [Option] = [], attachments: [Attachment] = []
    ) {
        self.text = text
        self.optionId = optionId
        self.options = options
        self.attachments = attachments
    }
}
