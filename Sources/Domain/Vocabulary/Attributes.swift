/// What a session or a bot gave along about a customer, by name. It goes into every card and every turn of a bot, so it
/// is bounded, whatever is put together from several messages.
public enum Attributes {
    /// The most of one conversation, as of one message.
    public static let countLimit = 50
    /// Bytes of all names and values of one conversation, as JSON; what others send at once is no more.
    public static let byteLimit = 64 * 1_024

    /// All the newer ones, and of the older ones those that are not replaced, by name, as long as there is room.
    static func merged(
        _ older: [String: String], with newer: [String: String]
    ) -> (all: [String: String], droppedNames: [String]) {
        var all = newer
        var bytes = newer.reduce(0) { $0 + size(of: $1.key) + size(of: $1.value) }
        var dropped: [String] = []
        for (name, value) in older.sorted(by: { $0.key < $1.key }) where all[name] == nil {
            let more = size(of: name) + size(of: value)
            if all.count < countLimit && bytes + more <= byteLimit {
                all[name] = value
                bytes += more
            } else {
                dropped.append(name)
            }
        }
        return (all, dropped)
    }

    /// Bytes of a text as JSON, with its quotation marks and the sign behind it; never too few.
    private static func size(of text: String) -> Int {
        text.utf8.reduce(3) { bytes, byte in
            switch byte {
            case 0..<0x20: bytes + 6
            case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes + 2
            default: bytes + 1
            }
        }
    }
}
