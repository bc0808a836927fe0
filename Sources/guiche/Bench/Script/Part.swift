/// What one session does, decided before it comes.
struct Part: Equatable, Sendable {
    /// From the session before it to this one.
    let gap: Duration
    /// The number of the bot it starts with; nil for a channel without one.
    let bot: Int?
    /// Lines to the bot before it hands over.
    let botLines: Int
    /// Lines of customer and agent together in service.
    let lines: Int
    /// Where what is said, and by whom, is drawn from.
    private let words: UInt64
    private let onlyCustomers: Bool

    /// The mean number of lines to a bot before it hands over.
    private static let meanBotLines = 2

    init(_ script: Script, _ number: Int) {
        var chance = SeededRandom(seed: script.seed, row: number)
        gap = chance.exponential(mean: script.meanGap)
        let bot = script.bots > 0 && chance.below(2) == 0 ? chance.below(script.bots) : nil
        self.bot = bot
        botLines = bot == nil ? 0 : 1 + chance.below(2 * Self.meanBotLines - 1)
        lines = script.meanLines.map { max(1, chance.below(2 * $0)) } ?? .max
        onlyCustomers = script.meanLines == nil
        words = chance.next()
    }

    /// Who says the line of this number in service. The customer begins.
    func speaker(of line: Int) -> Voice {
        if onlyCustomers || line == 0 { return .customer }
        var chance = SeededRandom(seed: words, row: line)
        return chance.below(2) == 0 ? .customer : .agent
    }

    func text(of voice: Voice, _ number: Int) -> String {
        var chance = SeededRandom(seed: words ^ UInt64(voice.hashCode), row: number)
        let sentences = Sentences.of(voice)
        return sentences[chance.below(sentences.count)]
    }
}

extension Voice {
    /// The same in every run, which `hashValue` is not.
    fileprivate var hashCode: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}
