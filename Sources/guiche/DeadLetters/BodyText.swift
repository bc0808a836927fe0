import Foundation

/// A body for people: JSON with every field on a line of its own, everything else as hexadecimal digits.
enum BodyText {
    /// More bytes are not shown in hexadecimal digits.
    static let mostBytes = 4_096
    private static let bytesInLine = 32

    static func lines(_ body: [UInt8]) -> [String] {
        if let pretty = json(body) { return pretty.split(separator: "\n").map(String.init) }
        let shown = body.prefix(mostBytes)
        let lines = stride(from: 0, to: shown.count, by: bytesInLine).map { start in
            shown[start..<min(start + bytesInLine, shown.count)].map { $0 < 16 ? "0\(hex($0))" : hex($0) }
                .joined(separator: " ")
        }
        return body.count > mostBytes ? lines + ["… and \(body.count - mostBytes) bytes more"] : lines
    }

    private static func hex(_ byte: UInt8) -> String { String(byte, radix: 16) }

    private static func json(_ body: [UInt8]) -> String? {
        guard let value = try? JSONSerialization.jsonObject(with: Data(body), options: [.fragmentsAllowed]),
            let pretty = try? JSONSerialization.data(
                withJSONObject: value,
                options: [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes, .fragmentsAllowed])
        else { return nil }
        return String(decoding: pretty, as: UTF8.self)
    }
}
