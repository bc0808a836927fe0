import Contracts
import NIOCore

/// One server-sent event (HTML standard, section 9.2).
struct Frame: Hashable, Sendable {
    let type: MessageType
    /// The id a browser names when it comes back: the conversation's `seq`. Nil for what has none.
    let seq: Int?
    /// One line of JSON.
    let body: [UInt8]

    /// A comment: keeps the connection alive, and proves it to both ends.
    static let ping = ByteBuffer(string: ": ping\n\n")

    var buffer: ByteBuffer {
        var buffer = ByteBuffer()
        buffer.reserveCapacity(body.count + 96)
        buffer.writeString("event: \(type)\n")
        if let seq { buffer.writeString("id: \(seq)\n") }
        for line in body.split(separator: UInt8(ascii: "\n")) {
            buffer.writeString("data: ")
            buffer.writeBytes(line)
            buffer.writeString("\n")
        }
        buffer.writeString("\n")
        return buffer
    }
}
