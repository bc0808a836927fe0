/// What the timer of a parked key remembers from one try to the next; a few words in the timer's row.
struct RedriveToken: Hashable {
    /// The operators know of the key.
    var isTold = false
    /// Trying the key has ended the program: its messages are tried one by one, each with a commit of its own.
    var isCareful = false
    /// At a door timers are handled at once, so a try is written down before it is made: in which epoch, and how often
    /// this timer's was. An epoch that is over means that the program ended in between.
    private(set) var epoch: Int64?
    private(set) var begins = 0

    init(isTold: Bool = false, isCareful: Bool = false) {
        self.isTold = isTold
        self.isCareful = isCareful
    }

    /// Words of another version are ignored: at worst the operators are told twice.
    init(_ text: String) {
        for word in text.split(separator: " ") {
            let parts = word.split(separator: "=")
            switch (parts.first, parts.count) {
            case ("told", 1): isTold = true
            case ("carefully", 1): isCareful = true
            case ("epoch", 2): epoch = Int64(parts[1])
            case ("begins", 2): begins = Int(parts[1]) ?? 0
            default: continue
            }
        }
    }

    var text: String {
        var words: [String] = []
        if isTold { words.append("told") }
        if isCareful { words.append("carefully") }
        if let epoch { words += ["epoch=\(epoch)", "begins=\(begins)"] }
        return words.joined(separator: " ")
    }

    /// A try begins in this epoch.
    func begun(in epoch: Int64) -> RedriveToken {
        var token = self
        token.epoch = epoch
        token.begins += 1
        token.isCareful = isCareful || token.begins > 1
        return token
    }
}
