/// The metadata of log lines; there are no others, and no value is ever a body or personal data (rule 16).
enum LogKey {
    static let attempt = "attempt"
    static let count = "count"
    static let error = "error"
    static let key = "key"
    static let partition = "partition"
    static let queue = "queue"
    static let reason = "reason"
    static let replica = "replica"
    static let seconds = "seconds"
    static let stream = "stream"
    static let type = "type"
}
