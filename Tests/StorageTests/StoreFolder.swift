import Foundation
import Storage

/// A store in a folder of its own, gone with the test.
final class StoreFolder {
    let path: String
    let installation = Installation(prefix: "guiche", partitions: 16)

    init() {
        path = NSTemporaryDirectory() + "guiche-store-\(UUID().uuidString)"
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    func open(
        _ installation: Installation? = nil, migrations: [Migration] = []
    ) throws -> Store {
        try Store(
            StoreLocation("sqlite:\(path)"), program: "toy", installation: installation ?? self.installation,
            migrations: migrations)
    }
}

let partition = Partition(stream: "conversation", number: 3)

/// The error a call ends with.
func storeError(_ body: () throws -> Void) -> StoreError? {
    do {
        try body()
        return nil
    } catch {
        return error as? StoreError
    }
}
