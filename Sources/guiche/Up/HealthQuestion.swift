import Glibc

/// One question to a child's ops port under way: a small HTTP exchange without waiting, moved on by `poll`.
struct HealthQuestion {
    /// One question may take so long; the next one follows.
    static let limit: Duration = .seconds(2)

    let child: Int
    let socket: Int32
    let deadline: Duration
    private let request: [UInt8]
    private var isSent = false
    private var answer: [UInt8] = []

    /// Nil if the system has no socket left or refuses at once.
    init?(child: Int, port: Int, _ question: Nursery.Question, at now: Duration) {
        let kind = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_NONBLOCK.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
        let made = Glibc.socket(AF_INET, kind, 0)
        guard made >= 0 else { return nil }
        let code = withLoopback(port) { connect(made, $0, $1) }
        guard code == 0 || errno == EINPROGRESS else {
            close(made)
            return nil
        }
        self.child = child
        socket = made
        deadline = now + Self.limit
        request = Array("GET \(question.rawValue) HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n".utf8)
    }

    /// What `poll` is to wait for.
    var events: Int16 { Int16(isSent ? POLLIN : POLLOUT) }

    /// Moves on after `poll`; an answer when it is over. The socket is the caller's to close then.
    mutating func move() -> Nursery.Answer? {
        if !isSent {
            guard send(socket, request, request.count, Int32(MSG_NOSIGNAL)) == request.count else { return .silence }
            isSent = true
            return nil
        }
        var part = [UInt8](repeating: 0, count: 512)
        let count = recv(socket, &part, part.count, 0)
        if count < 0 { return errno == EAGAIN || errno == EINTR ? nil : .silence }
        answer += part.prefix(count)
        if let status { return status == "200" ? .yes : .no }
        return count == 0 || answer.count > 4_096 ? .silence : nil
    }

    /// The three digits after `HTTP/1.1 `.
    private var status: String? {
        guard answer.count >= 12, answer.starts(with: "HTTP/1.".utf8) else { return nil }
        return String(decoding: answer[9..<12], as: UTF8.self)
    }
}
