/// The metadata of log lines; there are no others, and no value is ever a body or personal data (rule 16).
public enum LogKey {
    public static let attempt = "attempt"
    public static let bot = "bot"
    public static let conversation = "conversation"
    public static let count = "count"
    public static let error = "error"
    public static let key = "key"
    public static let partition = "partition"
    public static let queue = "queue"
    public static let reason = "reason"
    public static let replica = "replica"
    public static let seconds = "seconds"
    public static let stream = "stream"
    public static let tenant = "tenant"
    public static let turn = "turn"
    public static let type = "type"
}
