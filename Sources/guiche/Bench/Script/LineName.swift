/// Which line a message is: the n-th of one voice in one session. It is written into the message-id, so that every copy
/// and every line of a transcript can be told apart without a table: `run-session-c12`.
struct LineName: Hashable, Sendable {
    let visit: Int
    let voice: Voice
    /// From 0 in each voice.
    let number: Int

    init(visit: Int, voice: Voice, number: Int) {
        self.visit = visit
        self.voice = voice
        self.number = number
    }

    /// Nil for a message-id of another run or of another kind.
    init?(messageId: some StringProtocol, run: String) {
        let parts = messageId.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 3, parts[0] == run, let visit = Int(parts[1]),
            let voice = parts[2].first.flatMap({ Voice(rawValue: String($0)) }),
            let number = Int(parts[2].dropFirst())
        else { return nil }
        self.init(visit: visit, voice: voice, number: number)
    }

    func messageId(run: String) -> String { "\(run)-\(visit)-\(voice.rawValue)\(number)" }
}
