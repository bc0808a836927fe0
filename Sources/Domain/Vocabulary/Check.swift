/// One thing that was checked on the way to a routing decision (rule 24).
public struct Check: Codable, Hashable, Sendable {
    public let check: String
    public let result: String
    public let detail: String?

    public init(_ check: String, _ result: String, detail: String? = nil) {
        self.check = check
        self.result = result
        self.detail = detail
    }
}
