import Foundation
import Logging

/// One line for each event on standard error: readable text, or one JSON object.
struct LogStyle: LogHandler {
    var logLevel: Logger.Level
    var metadata: Logger.Metadata = [:]
    let program: String
    let format: Settings.LogFormat

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        var all = metadata
        if let more = event.metadata { all.merge(more) { $1 } }
        let pairs = all.map { ($0.key, "\($0.value)") }.sorted { $0.0 < $1.0 }
        let now = WallClock.now().rfc3339
        let line =
            switch format {
            case .text: text(event, pairs, now)
            case .json: json(event, pairs, now)
            }
        FileHandle.standardError.write(Data((line + "\n").utf8))
    }

    private func text(_ event: LogEvent, _ pairs: [(String, String)], _ now: String) -> String {
        let tail = pairs.map { " \($0.0)=\(Self.quoted($0.1))" }.joined()
        return "\(now) \(event.level) \(program): \(event.message)\(tail)"
    }

    private func json(_ event: LogEvent, _ pairs: [(String, String)], _ now: String) -> String {
        var fields = ["at": now, "level": "\(event.level)", "program": program, "message": "\(event.message)"]
        for (key, value) in pairs { fields[key] = value }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        guard let data = try? encoder.encode(fields) else { return "{}" }
        return String(decoding: data, as: UTF8.self)
    }

    /// A line stays a line whatever a value holds.
    private static func quoted(_ text: String) -> String {
        let isPlain = !text.isEmpty && text.utf8.allSatisfy { $0 > 0x20 && $0 != 0x22 && $0 != 0x7F }
        return isPlain ? text : text.debugDescription
    }
}
