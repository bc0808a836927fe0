/// What keeps the book from writing a message down. The conversation is parked and tried again: only a message that
/// was lost before or a fault of ours explains it.
struct BookError: Error, CustomStringConvertible {
    enum Code: String {
        case unknownConversation = "unknown_conversation"
        case gap
        case unreadable
    }

    let code: Code
    let description: String

    var isWorthRetrying: Bool { code == .unknownConversation || code == .gap }

    static func unknown(_ conversation: String) -> BookError {
        BookError(code: .unknownConversation, description: "conversation \(conversation) was never opened in the book")
    }

    static func gap(_ what: String, expected: Int, got: Int) -> BookError {
        BookError(code: .gap, description: "expected \(what) \(expected) next, got \(got)")
    }

    static func unreadable(_ type: String, _ why: any Error) -> BookError {
        BookError(code: .unreadable, description: "\(type) is not what its type promises: \(why)")
    }

    static func withoutText(_ line: Int) -> BookError {
        BookError(code: .unreadable, description: "line \(line) has no text or no speaker")
    }
}
