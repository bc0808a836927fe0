import Contracts

/// What a program does with its messages. Made and used on the loop's thread only, one message at a time.
///
/// Whatever it reads and writes goes through ``Work``; what it keeps in memory beside that is a cache, and it is told
/// when to forget.
public protocol Handler: AnyObject {
    /// The partition is ours from now on, in a new epoch: what is cached of it may be old. Only called for programs
    /// with a store.
    func take(_ stream: Stream, _ partition: Int, in work: Work) throws
    /// The partition is somebody else's from now on.
    func lose(_ stream: Stream, _ partition: Int)
    /// Handles one message. What it throws undoes everything this message did, and nothing else; the message is
    /// tried again, and in the end its key is parked.
    func handle(_ message: Inbound, in work: Work) throws
    /// What the message did was undone: forget what was cached because of it.
    func rollBack(_ message: Inbound)
    /// The message failed for the last time for now, and its key is parked: a chance to tell the operators.
    func parked(_ message: Inbound, because error: any Error, in work: Work) throws
    /// The key's messages have all been handled after all.
    func unparked(_ message: Inbound, in work: Work) throws
}

extension Handler {
    public func take(_ stream: Stream, _ partition: Int, in work: Work) throws {}
    public func lose(_ stream: Stream, _ partition: Int) {}
    public func rollBack(_ message: Inbound) {}
    public func parked(_ message: Inbound, because error: any Error, in work: Work) throws {}
    public func unparked(_ message: Inbound, in work: Work) throws {}
}
