import Foundation

/// What a worker says of itself when it is asked.
struct Health: Codable, Sendable {
    let program: String
    let pid: Int32
    let replica: String
    let ready: Bool
    /// The partitions it owns, by stream.
    let partitions: [String: [Int]]

    var json: String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        guard let data = try? encoder.encode(self) else { return "{}" }
        return String(decoding: data, as: UTF8.self)
    }
}
