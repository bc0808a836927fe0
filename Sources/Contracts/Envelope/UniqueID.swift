import Crypto
import Identifiers

/// UUIDs as lower-case text. Pure: time and randomness come in as arguments (house rule 4).
public enum UniqueID {
    /// The name space of conversation ids. Fixed for ever: every program computes the same id from the same session.
    public static let conversations = "5b0f4cf2-8a0e-5c53-9d1c-3f6a7b1e2d94"
    /// The name space of ids that are derived from a cause, e.g. of a door's rejections.
    public static let derivations = "c7f1f1f4-5d43-5b6e-8a59-0d2e8c6b7a13"

    /// A UUID version 7 (RFC 9562): 48 bits of milliseconds, then 74 of the 128 random bits given.
    public static func v7(at moment: Instant, random: (UInt64, UInt64)) -> String {
        let time = UInt64(bitPattern: moment.milliseconds) & 0xFFFF_FFFF_FFFF
        let high = time << 16 | 0x7000 | random.0 & 0x0FFF
        let low = 0x8000_0000_0000_0000 | random.1 & 0x3FFF_FFFF_FFFF_FFFF
        return text(high, low)
    }

    /// A UUID version 5: the same name in the same name space is always the same id.
    public static func v5(namespace: String, name: String) -> String {
        var hash = Insecure.SHA1()
        hash.update(data: bytes(of: namespace))
        hash.update(data: Array(name.utf8))
        var high: UInt64 = 0
        var low: UInt64 = 0
        for (index, byte) in hash.finalize().prefix(16).enumerated() {
            if index < 8 { high = high << 8 | UInt64(byte) } else { low = low << 8 | UInt64(byte) }
        }
        return text(high & ~0xF000 | 0x5000, low & 0x3FFF_FFFF_FFFF_FFFF | 0x8000_0000_0000_0000)
    }

    /// An id that the same causes always give again, so that a repeat of the cause repeats the effect's id.
    public static func derived(from causes: String...) -> String {
        v5(namespace: derivations, name: causes.map { "\($0.utf8.count):\($0)" }.joined())
    }

    private static func bytes(of uuid: String) -> [UInt8] {
        let digits = uuid.utf8.compactMap { Character(UnicodeScalar($0)).hexDigitValue }
        return stride(from: 0, to: digits.count - 1, by: 2).map { UInt8(digits[$0] << 4 | digits[$0 + 1]) }
    }

    private static func text(_ high: UInt64, _ low: UInt64) -> String {
        var result: [UInt8] = []
        result.reserveCapacity(36)
        for index in 0..<32 {
            if [8, 12, 16, 20].contains(index) { result.append(UInt8(ascii: "-")) }
            let word = index < 16 ? high : low
            let digit = UInt8(truncatingIfNeeded: word >> UInt64(60 - index % 16 * 4) & 0xF)
            result.append(digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10)
        }
        return String(decoding: result, as: UTF8.self)
    }
}

extension Identifier where Kind == Identifiers.Kind.Conversation {
    /// The conversation of one session: a UUID v5 of `tenant/channel/session` (architecture page), so that starting
    /// twice is idempotent and the doors need no state.
    public init(tenant: TenantID, channel: ChannelID, session: SessionID) {
        self.init(
            trusted: UniqueID.v5(
                namespace: UniqueID.conversations, name: "\(tenant.text)/\(channel.text)/\(session.text)"))
    }
}
