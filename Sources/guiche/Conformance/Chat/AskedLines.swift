/// The lines that a person was asked to write, once each, and the message-ids they came under. Pure.
struct AskedLines: Sendable {
    private var ids: [String: String?] = [:]

    /// Notes that this is asked for.
    mutating func ask(_ text: String) { ids[text] = .some(nil) }

    /// The message-id this line came under before, if it now comes under another: then a program repeated it, nobody
    /// said it again.
    mutating func hear(_ text: String?, id: String) -> String? {
        guard let text, let known = ids[text] else { return nil }
        guard let before = known else {
            ids[text] = .some(id)
            return nil
        }
        return before == id ? nil : before
    }
}
