import Foundation

/// Replicas of a program that start together open their common file one after the other: switching the write-ahead
/// log on does not wait for a lock but fails. The turn is an advisory lock on a file beside the store, which the
/// system gives back even if the holder is killed.
struct StartTurn: ~Copyable {
    private let descriptor: Int32

    init(file: String) throws {
        descriptor = open("\(file).start", O_CREAT | O_RDWR | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else {
            let why = String(cString: strerror(errno))
            throw StoreError(
                .notWritable,
                "the store \(file) can't be written (\(why)): name a folder this user may write in GUICHE_STORE")
        }
        while flock(descriptor, LOCK_EX) != 0, errno == EINTR {}
    }

    func end() {
        flock(descriptor, LOCK_UN)
        close(descriptor)
    }
}
