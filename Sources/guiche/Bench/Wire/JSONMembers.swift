/// The members of a JSON object as places in its bytes. One pass and no decoding: decoding both copies of every message
/// would cost this program what it measures. Only for bodies that were encoded properly, as Guichê's are; of anything
/// else it finds less, and never reads beyond the end.
struct JSONMembers {
    private struct Member {
        let name: Range<Int>
        let value: Range<Int>
    }

    private let body: [UInt8]
    private let members: [Member]

    init(_ body: [UInt8]) {
        self.body = body
        members = body.withUnsafeBufferPointer { Self.scan($0) }
    }

    /// A whole number.
    func number(_ name: StaticString) -> Int? { slice(name).flatMap { Int(String(decoding: $0, as: UTF8.self)) } }

    /// A text without escapes, as all ids and words are.
    func text(_ name: StaticString) -> String? {
        guard let slice = slice(name), slice.count >= 2, slice.first == Self.quote, !slice.contains(Self.backslash)
        else {
            return nil
        }
        return String(decoding: slice.dropFirst().dropLast(), as: UTF8.self)
    }

    private func slice(_ name: StaticString) -> ArraySlice<UInt8>? {
        name.withUTF8Buffer { wanted in
            members.first { body[$0.name].elementsEqual(wanted) }.map { body[$0.value] }
        }
    }

    /// No event has more members than this; more would only cost another allocation.
    private static let usual = 24
    private static let quote = UInt8(ascii: "\"")
    private static let backslash = UInt8(ascii: "\\")
    private static let blanks = " \n\r\t".utf8

    private static func scan(_ bytes: UnsafeBufferPointer<UInt8>) -> [Member] {
        var members: [Member] = []
        members.reserveCapacity(usual)
        var at = 0
        var depth = 0
        var name: Range<Int>?
        var valueBegan: Int?
        while at < bytes.count {
            switch bytes[at] {
            case quote:
                let end = endOfText(bytes, from: at)
                if depth == 1, valueBegan == nil {
                    if name == nil { name = at + 1..<end } else { valueBegan = at }
                }
                at = end
            case UInt8(ascii: "{"), UInt8(ascii: "["):
                if depth == 1, name != nil, valueBegan == nil { valueBegan = at }
                depth += 1
            case UInt8(ascii: ","), UInt8(ascii: "}"), UInt8(ascii: "]"):
                if depth == 1, let found = name, let began = valueBegan {
                    members.append(Member(name: found, value: began..<endOfValue(bytes, before: at)))
                    (name, valueBegan) = (nil, nil)
                }
                if bytes[at] != UInt8(ascii: ",") { depth -= 1 }
            case UInt8(ascii: ":"), UInt8(ascii: " "), UInt8(ascii: "\n"), UInt8(ascii: "\r"), UInt8(ascii: "\t"): break
            default: if depth == 1, name != nil, valueBegan == nil { valueBegan = at }
            }
            at += 1
        }
        return members
    }

    /// A value ends before the blanks that follow it.
    private static func endOfValue(_ bytes: UnsafeBufferPointer<UInt8>, before end: Int) -> Int {
        var at = end
        while at > 0, blanks.contains(bytes[at - 1]) { at -= 1 }
        return at
    }

    /// The place of the quote that ends the text which begins at `start`; the end of the bytes if there is none.
    private static func endOfText(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
        var at = start + 1
        while at < bytes.count, bytes[at] != quote { at += bytes[at] == backslash ? 2 : 1 }
        return min(at, bytes.count)
    }
}
