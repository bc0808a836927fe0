import Contracts
import Crypto
import CryptoExtras
import Foundation

extension PasswordHash {
    /// The shortest password that is taken, in characters (OWASP ASVS 5.0, 6.2.1).
    public static let shortestPassword = 8
    /// The longest one that is looked at, in bytes: hashing more would only cost time.
    public static let longestPassword = 1_024
    /// Of a new hash, in bytes.
    private static let saltLength = 16
    private static let hashLength = 32

    /// Hashes a password with a salt from the system's generator. Takes a tenth of a second or more of one core.
    ///
    /// - Throws: what the cryptographic library says when it has no memory.
    public static func make(of password: String, cost: Cost = .current) throws -> PasswordHash {
        var generator = SystemRandomNumberGenerator()
        let salt = (0..<saltLength).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
        let key = try derive(password, Data(salt), cost, hashLength)
        return PasswordHash(cost: cost, salt: base64(Data(salt)), hash: base64(key))
    }

    /// Whether this is the hash of `password`. Takes as long as making it; compares in constant time.
    public func fits(_ password: String) -> Bool {
        guard password.utf8.count <= Self.longestPassword, let salt = Self.data(salt), let expected = Self.data(hash),
            let derived = try? Self.derive(password, salt, cost, expected.count)
        else { return false }
        // Keys are compared in constant time.
        return SymmetricKey(data: derived) == SymmetricKey(data: expected)
    }

    private static func derive(_ password: String, _ salt: Data, _ cost: Cost, _ length: Int) throws -> Data {
        // The same letters typed on another keyboard can be other code points.
        let typed = Data(password.precomposedStringWithCompatibilityMapping.utf8)
        let key = try KDF.Scrypt.deriveKey(
            from: typed, salt: salt, outputByteCount: length, rounds: 1 << cost.logN, blockSize: cost.blockSize,
            parallelism: cost.parallelism)
        return key.withUnsafeBytes { Data($0) }
    }

    private static func base64(_ data: Data) -> String {
        data.base64EncodedString().replacing("=", with: "")
    }

    private static func data(_ base64: String) -> Data? {
        Data(base64Encoded: base64 + String(repeating: "=", count: (4 - base64.count % 4) % 4))
    }
}
