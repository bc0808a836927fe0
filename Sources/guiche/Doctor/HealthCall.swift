import Glibc

/// One question for readiness to a program's ops port on this machine, waited for.
enum HealthCall {
    /// Nil if there is no port. Takes at most ``HealthQuestion/limit``.
    static func ask(_ port: Int) -> Nursery.Answer? {
        guard port != 0 else { return nil }
        let clock = ContinuousClock()
        let began = clock.now
        guard var question = HealthQuestion(child: 0, port: port, .ready, at: .zero) else { return .silence }
        defer { close(question.socket) }
        while true {
            let left = question.deadline - (clock.now - began)
            guard left > .zero else { return .silence }
            var waiting = pollfd(fd: question.socket, events: question.events, revents: 0)
            guard poll(&waiting, 1, Int32(clamping: left.wholeMilliseconds + 1)) > 0 else { continue }
            if let answer = question.move() { return answer }
        }
    }
}
