/// Who says a line. The raw value is its letter in the line's message-id.
enum Voice: String, CaseIterable, Sendable {
    case customer = "c"
    case agent = "a"
    case bot = "b"
}
