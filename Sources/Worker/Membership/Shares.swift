import Storage

/// Who has which partition, computed by every replica alike from nothing but the names of the living.
///
/// Rendezvous hashing with quotas: every replica ranks high at some partitions, and of each stream nobody gets more
/// than his share, which differs by at most one. Without quotas chance would leave one of four replicas with nothing in
/// one start of twenty. When somebody comes or goes, his partitions move and few others.
struct Shares: Equatable, Sendable {
    /// The replicas these are the shares of, sorted.
    let replicas: [String]
    private let owners: [Partition: String]
    private let standbys: [Partition: String]

    init(of partitions: [Partition], among replicas: [String]) {
        let replicas = replicas.sorted()
        var owners: [Partition: String] = [:]
        var standbys: [Partition: String] = [:]
        for (stream, members) in Dictionary(grouping: partitions, by: \.stream) {
            var left = Self.quotas(stream, members.count, replicas)
            for partition in members.sorted() {
                let order = Self.order(of: "\(partition)", among: replicas)
                guard let owner = order.first(where: { left[$0, default: 0] > 0 }) else { continue }
                left[owner, default: 0] -= 1
                owners[partition] = owner
                standbys[partition] = order.first { $0 != owner }
            }
        }
        self.replicas = replicas
        self.owners = owners
        self.standbys = standbys
    }

    /// Whose partition it is; nil when there are no replicas.
    func owner(of partition: Partition) -> String? { owners[partition] }

    /// Whether it has the partition or stands by for it: only these two subscribe.
    func isCandidate(_ replica: String, for partition: Partition) -> Bool {
        owners[partition] == replica || standbys[partition] == replica
    }

    /// How many partitions of a stream each replica gets: as many as all others, and one more for the first few of an
    /// order that differs by stream.
    private static func quotas(_ stream: String, _ count: Int, _ replicas: [String]) -> [String: Int] {
        guard !replicas.isEmpty else { return [:] }
        let favoured = order(of: stream, among: replicas).prefix(count % replicas.count)
        return Dictionary(
            uniqueKeysWithValues: replicas.map { ($0, count / replicas.count + (favoured.contains($0) ? 1 : 0)) })
    }

    private static func order(of thing: String, among replicas: [String]) -> [String] {
        replicas.map { (score(thing, $0), $0) }.sorted { $0 > $1 }.map(\.1)
    }

    /// FNV-1a, mixed once more, because neighbouring names must not give neighbouring scores. It need not be
    /// secret, only the same everywhere.
    private static func score(_ thing: String, _ replica: String) -> UInt64 {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in "\(thing)|\(replica)".utf8 {
            hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3
        }
        hash = (hash ^ (hash >> 33)) &* 0xff51_afd7_ed55_8ccd
        hash = (hash ^ (hash >> 33)) &* 0xc4ce_b9fe_1a85_ec53
        return hash ^ (hash >> 33)
    }
}
