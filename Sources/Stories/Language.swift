/// In which language a story is told. Each sentence is written once in both, side by side.
public enum Language: String, CaseIterable, Sendable {
    case portuguese = "pt"
    case english = "en"

    func callAsFunction(_ portuguese: String, _ english: String) -> String {
        switch self {
        case .portuguese: portuguese
        case .english: english
        }
    }

    /// A span of time as people say it: `8 s`, `3 min 20 s`, `1 h 5 min`.
    public func span(_ duration: Duration) -> String {
        let seconds = max(0, Int(duration.components.seconds))
        if seconds < 60 { return "\(seconds) s" }
        if seconds < 3_600 { return "\(seconds / 60) min" + (seconds % 60 == 0 ? "" : " \(seconds % 60) s") }
        return "\(seconds / 3_600) h" + (seconds / 60 % 60 == 0 ? "" : " \(seconds / 60 % 60) min")
    }

    /// `a, b and c`.
    func list(_ parts: [String]) -> String {
        guard let last = parts.last else { return "" }
        let rest = parts.dropLast()
        return rest.isEmpty ? last : rest.joined(separator: ", ") + self(" e ", " and ") + last
    }
}
