import Contracts
import RabbitMQ
import Synchronization

/// Who of the messages of one run has arrived, and when.
final class Ledger: Sendable {
    private struct Book {
        var run = ""
        var sentAt: [ContinuousClock.Instant?] = []
        var latencies: [Duration] = []
        var missing = 0
        var lastAt = ContinuousClock.now
        var waiter: CheckedContinuation<Void, Never>?
    }

    private let book = Mutex(Book())

    /// Counts what belongs to the current run; repeats are not counted twice.
    var tap: PublicClient.Tap {
        { [self] delivery, now in
            guard delivery.properties.type == Event.ConversationMessage.type.rawValue else { return false }
            note(delivery.body, now)
            return true
        }
    }

    func begin(run: String, messages: Int) {
        book.withLock {
            $0 = Book(run: "\"messageId\":\"\(run)-", sentAt: Array(repeating: nil, count: messages), missing: messages)
            $0.latencies.reserveCapacity(messages)
        }
    }

    func sent(_ numbers: Range<Int>, at now: ContinuousClock.Instant) {
        book.withLock { book in for number in numbers { book.sentAt[number] = now } }
    }

    private func note(_ body: [UInt8], _ now: ContinuousClock.Instant) {
        let waiter = book.withLock { book -> CheckedContinuation<Void, Never>? in
            guard let number = Self.number(in: body, after: book.run), number < book.sentAt.count,
                let sentAt = book.sentAt[number]
            else { return nil }
            book.sentAt[number] = nil
            book.latencies.append(now - sentAt)
            book.lastAt = max(book.lastAt, now)
            book.missing -= 1
            guard book.missing == 0 else { return nil }
            defer { book.waiter = nil }
            return book.waiter
        }
        waiter?.resume()
    }

    /// Waits until everything has arrived.
    ///
    /// - Throws: a sentence saying how many are missing when nothing arrived for `patience`.
    func complete() async throws {
        while true {
            let before = missing
            let isDone = await withTaskGroup(of: Bool.self) { group in
                group.addTask {
                    await self.wait()
                    return true
                }
                group.addTask {
                    // Cancelled when everything is there.
                    try? await ContinuousClock().sleep(for: PublicClient.patience)
                    return false
                }
                defer {
                    group.cancelAll()
                    letGo()
                }
                return await group.next() ?? false
            }
            if isDone && missing == 0 { return }
            if missing == before {
                throw CommandFailure("\(before) messages did not arrive: look at \"guiche status\".")
            }
        }
    }

    private func wait() async {
        await withCheckedContinuation { continuation in
            let isDone = book.withLock { book in
                if book.missing > 0 && !Task.isCancelled { book.waiter = continuation }
                return book.missing == 0 || Task.isCancelled
            }
            if isDone { continuation.resume() }
        }
    }

    private func letGo() {
        let waiter = book.withLock { book in
            defer { book.waiter = nil }
            return book.waiter
        }
        waiter?.resume()
    }

    private var missing: Int { book.withLock { $0.missing } }
    var latencies: [Duration] { book.withLock { $0.latencies } }
    var lastAt: ContinuousClock.Instant { book.withLock { $0.lastAt } }

    /// The digits that follow `mark` in the body. A scan, because decoding both copies of every message would cost this
    /// program what it measures.
    static func number(in body: [UInt8], after mark: String) -> Int? {
        let mark = Array(mark.utf8)
        guard !mark.isEmpty, body.count > mark.count else { return nil }
        var start = 0
        let last = body.count - mark.count
        while start < last {
            var length = 0
            while length < mark.count && body[start + length] == mark[length] { length += 1 }
            if length == mark.count { return digits(of: body, from: start + length) }
            start += 1
        }
        return nil
    }

    private static func digits(of body: [UInt8], from start: Int) -> Int? {
        var number: Int?
        for byte in body[start...].prefix(10) {
            guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { break }
            number = (number ?? 0) * 10 + Int(byte - UInt8(ascii: "0"))
        }
        return number
    }
}
