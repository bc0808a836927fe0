import Foundation
import Storage

/// What a replica says of itself four times a second on the members' exchange.
public struct Announcement: Codable, Hashable, Sendable {
    public let program: String
    /// Unique for each start of a process.
    public let replica: String
    public let pid: Int32
    /// 0 if it has none.
    public let opsPort: Int
    public let isReady: Bool
    /// True once, when it goes: its partitions are free from now on.
    public let isLeaving: Bool
    /// The partitions it has a consumer on, by stream.
    public let subscribed: [String: [Int]]
    /// Those of them it has taken: it is their owner now.
    public let owned: [String: [Int]]

    public init(
        program: String, replica: String, pid: Int32, opsPort: Int, isReady: Bool, isLeaving: Bool,
        subscribed: [String: [Int]], owned: [String: [Int]]
    ) {
        self.program = program
        self.replica = replica
        self.pid = pid
        self.opsPort = opsPort
        self.isReady = isReady
        self.isLeaving = isLeaving
        self.subscribed = subscribed
        self.owned = owned
    }

    func isSubscribed(to partition: Partition) -> Bool {
        subscribed[partition.stream]?.contains(partition.number) ?? false
    }

    func owns(_ partition: Partition) -> Bool {
        owned[partition.stream]?.contains(partition.number) ?? false
    }
}

extension Announcement {
    /// The AMQP type of an announcement.
    static let type = "guiche.member.v1"

    /// The body on the wire.
    var json: [UInt8] {
        // Strings and numbers only: encoding them can't fail; an empty body is ignored by every reader.
        (try? JSONEncoder().encode(self)).map { [UInt8]($0) } ?? []
    }

    /// Nil for anything that is not an announcement.
    init?(json: [UInt8]) {
        guard let known = try? JSONDecoder().decode(Self.self, from: Data(json)) else { return nil }
        self = known
    }
}
