/// What one examination of `guiche doctor` found.
struct Finding: Codable, Hashable, Sendable {
    enum Level: String, Codable, CaseIterable, Sendable {
        case ok
        /// It works, and somebody should look at it.
        case warning
        /// Something does not work, or will not at the next start.
        case error
    }

    let level: Level
    /// What was looked at, e.g. `broker` or `store`.
    let subject: String
    /// What was found, as a sentence.
    let found: String
    /// What to do about it, as a sentence; nil only where nothing is to be done.
    let advice: String?

    static func ok(_ subject: String, _ found: String) -> Finding {
        Finding(level: .ok, subject: subject, found: found, advice: nil)
    }

    static func warning(_ subject: String, _ found: String, advice: String) -> Finding {
        Finding(level: .warning, subject: subject, found: found, advice: advice)
    }

    static func error(_ subject: String, _ found: String, advice: String) -> Finding {
        Finding(level: .error, subject: subject, found: found, advice: advice)
    }
}

extension [Finding] {
    /// Whether nothing is broken; warnings are no breakage.
    var isHealthy: Bool { !contains { $0.level == .error } }

    /// `11 ok, 1 warning, 0 errors`
    var summary: String {
        let counts = Finding.Level.allCases.map { level in count { $0.level == level } }
        return "\(counts[0]) ok, \(counts[1]) warning\(counts[1] == 1 ? "" : "s"), "
            + "\(counts[2]) error\(counts[2] == 1 ? "" : "s")"
    }
}
