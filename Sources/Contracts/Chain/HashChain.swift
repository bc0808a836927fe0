import Crypto
import Domain
import Identifiers

/// The hash chain over the lines of a transcript (contract page, "Hash chain"; rule 23), for whoever writes it and
/// whoever verifies it.
public enum HashChain {
    /// Random bytes in front of a text, so that an erased text can't be guessed from its hash.
    public struct Salt: Hashable, Sendable {
        public let bytes: [UInt8]

        /// 16 random bytes.
        public init(_ random: (UInt64, UInt64)) {
            bytes = withUnsafeBytes(of: (random.0.bigEndian, random.1.bigEndian)) { Array($0) }
        }

        /// Nil if `text` is not hexadecimal.
        public init?(text: String) {
            guard let bytes = Hexadecimal.bytes(of: text) else { return nil }
            self.bytes = bytes
        }

        /// Hexadecimal, as it is written down.
        public var text: String { Hexadecimal.text(of: bytes) }
    }

    /// SHA-256 of the salt's bytes and the text in UTF-8.
    public static func textHash(_ salt: Salt, _ text: String) -> String {
        var hash = SHA256()
        hash.update(data: salt.bytes)
        hash.update(data: Array(text.utf8))
        return Hexadecimal.text(of: hash.finalize())
    }

    /// The same with the salt as it is written down; nil if that is not hexadecimal.
    public static func textHash(salt: String, text: String) -> String? {
        Salt(text: salt).map { textHash($0, text) }
    }

    /// The hash of one line: SHA-256 of the previous hash as ASCII and the line's canonical JSON.
    public static func hash(after previous: String, _ line: TranscriptLine, textHash: String) -> String {
        var hash = SHA256()
        hash.update(data: Array(previous.utf8))
        hash.update(data: Array(line.canonical(textHash: textHash).utf8))
        return Hexadecimal.text(of: hash.finalize())
    }
}

/// Bytes as lower-case hexadecimal digits.
enum Hexadecimal {
    private static let digits = Array("0123456789abcdef".utf8)

    static func text(of bytes: some Sequence<UInt8>) -> String {
        var text: [UInt8] = []
        text.reserveCapacity(64)
        for byte in bytes {
            text.append(digits[Int(byte >> 4)])
            text.append(digits[Int(byte & 0xF)])
        }
        return String(decoding: text, as: UTF8.self)
    }

    static func bytes(of text: String) -> [UInt8]? {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.utf8.count / 2)
        var high: UInt8?
        for byte in text.utf8 {
            guard let value = value(of: byte) else { return nil }
            if let first = high {
                bytes.append(first << 4 | value)
                high = nil
            } else {
                high = value
            }
        }
        return high == nil ? bytes : nil
    }

    private static func value(of digit: UInt8) -> UInt8? {
        switch digit {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): digit - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): digit - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): digit - UInt8(ascii: "A") + 10
        default: nil
        }
    }
}
