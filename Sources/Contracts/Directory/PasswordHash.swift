import Domain

/// A password as the directory file keeps it: never the password, but what scrypt (RFC 7914) makes of it, in the PHC
/// string format: `$scrypt$ln=15,r=8,p=3$SALT$HASH`, both in base64 without padding. `guiche passwd` writes one.
public struct PasswordHash: Hashable, Sendable {
    /// How dear each guess is.
    public struct Cost: Hashable, Sendable {
        /// The binary logarithm of scrypt's N.
        public let logN: Int
        /// scrypt's r: with N it decides the memory, 128 · N · r bytes.
        public let blockSize: Int
        /// scrypt's p: so often that work is done.
        public let parallelism: Int

        public init(logN: Int, blockSize: Int, parallelism: Int) {
            self.logN = logN
            self.blockSize = blockSize
            self.parallelism = parallelism
        }

        /// What the OWASP cheat sheet on password storage asks of scrypt today, in its variant with 32 MiB a guess.
        public static let current = Cost(logN: 15, blockSize: 8, parallelism: 3)
        /// Dearer ones are refused, so that a login can't be made to eat the machine: 128 MiB, some seconds.
        static let most = Cost(logN: 17, blockSize: 16, parallelism: 16)
        static let mostMemory = 128 * 1_024 * 1_024

        var isBounded: Bool {
            (10...Self.most.logN).contains(logN) && (1...Self.most.blockSize).contains(blockSize)
                && (1...Self.most.parallelism).contains(parallelism)
                && 128 * (1 << logN) * blockSize <= Self.mostMemory
        }
    }

    public let cost: Cost
    /// Base64 without padding.
    public let salt: String
    /// Base64 without padding.
    public let hash: String

    public init(cost: Cost, salt: String, hash: String) {
        self.cost = cost
        self.salt = salt
        self.hash = hash
    }

    /// Nil for what is no hash of this kind, or one that is too dear.
    public init?(_ text: String) {
        guard let match = try? Self.shape.wholeMatch(in: text), let logN = Int(match.1), let blockSize = Int(match.2),
            let parallelism = Int(match.3)
        else { return nil }
        cost = Cost(logN: logN, blockSize: blockSize, parallelism: parallelism)
        salt = String(match.4)
        hash = String(match.5)
        guard cost.isBounded else { return nil }
    }

    public var text: String {
        "$scrypt$ln=\(cost.logN),r=\(cost.blockSize),p=\(cost.parallelism)$\(salt)$\(hash)"
    }

    /// A directory file's text without its hashes, for whoever keeps the text: no password fits what stands there.
    public static func hidden(in yaml: String) -> String { yaml.replacing(somewhere, with: nobodys.text) }

    private static let nobodys = PasswordHash(
        cost: .current, salt: String(repeating: "A", count: 22), hash: String(repeating: "A", count: 43))

    // Proof for nonisolated(unsafe): a regular expression is never changed; Regex only lacks the word Sendable.
    private nonisolated(unsafe) static let shape =
        /\$scrypt\$ln=([0-9]{1,2}),r=([0-9]{1,2}),p=([0-9]{1,2})\$([A-Za-z0-9+\/]{16,86})\$([A-Za-z0-9+\/]{43,86})/
    // Proof for nonisolated(unsafe): as above.
    private nonisolated(unsafe) static let somewhere = /\$scrypt\$[A-Za-z0-9=,]+\$[A-Za-z0-9+\/]+\$[A-Za-z0-9+\/]+/
}

extension PasswordHash: SchemaDescribing {
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let hash = Self(try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(
                in: container, debugDescription: "expected a hash that `guiche passwd` made, never the password itself")
        }
        self = hash
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }

    public static var schema: JSONValue {
        [
            "type": "string",
            "pattern": .string(
                "^\\$scrypt\\$ln=[0-9]{1,2},r=[0-9]{1,2},p=[0-9]{1,2}\\$[A-Za-z0-9+/]{16,86}\\$[A-Za-z0-9+/]{43,86}$"),
        ]
    }

    public static var sample: Self { nobodys }
}
