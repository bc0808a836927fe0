import Foundation
import Identifiers

/// Everything one batch sends to one partition of an internal stream, in one AMQP message: queue writes are most of
/// what a message costs (broker facts page).
///
/// The body is lines: head, body, head, body, all JSON. JSON never contains a raw newline, and one that others put
/// between the tokens of a body is replaced by a space.
public enum Bundle {
    /// The AMQP type of a bundle.
    public static let type: MessageType = "guiche.bundle.v1"
    /// What fits in one bundle, in bytes. A single entry that is larger goes alone.
    public static let maximumBytes = 256 * 1_024

    /// One message of a bundle.
    public struct Entry: Hashable, Sendable {
        public var head: Head
        /// JSON.
        public var body: [UInt8]

        public init(head: Head, body: [UInt8]) {
            self.head = head
            self.body = body
        }
    }

    /// Why one entry could not be read; its neighbours are not harmed.
    public struct Unreadable: Error, Hashable, Sendable, CustomStringConvertible {
        /// From 0, in the order of the bundle.
        public let index: Int
        public let description: String
        /// Its two lines as they came: a bundle of one, which can be sent again.
        public let lines: [UInt8]
    }

    /// The bodies of as many bundles as the entries need, in order; none for no entries.
    public static func encode(_ entries: [Entry]) -> [[UInt8]] {
        var bundles: [[UInt8]] = []
        var current: [UInt8] = []
        var line: [UInt8] = []
        for entry in entries {
            line.removeAll(keepingCapacity: true)
            write(entry, into: &line)
            if !current.isEmpty, current.count + line.count > maximumBytes {
                bundles.append(current)
                current.removeAll(keepingCapacity: true)
            }
            current.append(contentsOf: line)
        }
        if !current.isEmpty { bundles.append(current) }
        return bundles
    }

    /// The entries of one bundle, in order, each on its own: read or not.
    public static func decode(_ bytes: [UInt8]) -> [Result<Entry, Unreadable>] {
        let decoder = JSONDecoder()
        var result: [Result<Entry, Unreadable>] = []
        let lines = bytes.split(separator: newline, omittingEmptySubsequences: false)
        for start in stride(from: 0, to: lines.count, by: 2) {
            if start == lines.count - 1, lines[start].isEmpty { break }
            let index = start / 2
            func unreadable(_ why: String) -> Result<Entry, Unreadable> {
                let own = lines[start..<min(start + 2, lines.count)].flatMap { $0 + [newline] }
                return .failure(Unreadable(index: index, description: why, lines: own))
            }
            guard start + 1 < lines.count else {
                result.append(unreadable("a head without a body"))
                break
            }
            do {
                let head = try HeadReader.read(lines[start]) ?? decoder.decode(Head.self, from: Data(lines[start]))
                result.append(.success(Entry(head: head, body: Array(lines[start + 1]))))
            } catch {
                result.append(unreadable("an unreadable head: \(error)"))
            }
        }
        return result
    }

    private static let newline = UInt8(ascii: "\n")

    private static func write(_ entry: Entry, into line: inout [UInt8]) {
        entry.head.write(into: &line)
        line.append(newline)
        let start = line.count
        line.append(contentsOf: entry.body)
        for index in start..<line.count where line[index] == newline || line[index] == UInt8(ascii: "\r") {
            line[index] = UInt8(ascii: " ")
        }
        line.append(newline)
    }
}

/// Where a numbered bundle comes from: a receiver skips what is at or below the last number it has of that source.
public struct BundleOrigin: Hashable, Sendable {
    /// `program/stream/partition` of the sender's store.
    public let source: String
    /// Grows by source, without going back.
    public let number: Int64

    public init(source: String, number: Int64) {
        self.source = source
        self.number = number
    }

    /// Nil when the headers name none, as those of a door without a store.
    public init?(_ headers: [String: HeaderValue]) {
        guard let source = headers[HeaderName.source]?.text, let number = headers[HeaderName.number]?.number else {
            return nil
        }
        self.init(source: source, number: number)
    }

    public var headers: [String: HeaderValue] {
        [HeaderName.source: .string(source), HeaderName.number: .integer(number)]
    }
}
