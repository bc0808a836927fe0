import Storage

/// Rendezvous hashing: every replica computes the same order of candidates for a partition from nothing but the
/// names of the living, and when one goes only its own partitions move.
enum Rendezvous {
    /// The candidates, the owner first, then the first stand-by, and so on.
    static func order(of partition: Partition, among replicas: [String]) -> [String] {
        replicas.map { (score(partition, $0), $0) }.sorted { $0 > $1 }.map(\.1)
    }

    /// FNV-1a, mixed once more, because neighbouring names must not give neighbouring scores. It need not be
    /// secret, only the same everywhere.
    private static func score(_ partition: Partition, _ replica: String) -> UInt64 {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in "\(partition)|\(replica)".utf8 {
            hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3
        }
        hash = (hash ^ (hash >> 33)) &* 0xff51_afd7_ed55_8ccd
        hash = (hash ^ (hash >> 33)) &* 0xc4ce_b9fe_1a85_ec53
        return hash ^ (hash >> 33)
    }
}
