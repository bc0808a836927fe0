import Foundation
import GRDB

/// Reads one program's file while the program goes on writing, or while it does not run. Nothing is changed, and no
/// file is made beside it: not even the index of the write-ahead log, which a wrong owner would lock the programs out
/// of.
public struct StoreReader {
    private let file: String
    private let queue: DatabaseQueue

    /// Opens the file of `program`; nil if it was never made.
    ///
    /// - Throws: ``StoreError`` if it can't be read.
    public init?(_ location: StoreLocation, program: String) throws(StoreError) {
        file = location.file(of: program)
        guard Self.size(file) != nil else { return nil }
        do {
            queue = try Self.queue(file)
        } catch {
            throw StoreError(error, file: file)
        }
    }

    func read<Result>(_ body: (Transaction) throws -> Result) throws(StoreError) -> Result {
        do {
            return try queue.read { try body(Transaction(database: $0)) }
        } catch {
            throw StoreError(error, file: file)
        }
    }

    /// Where there is a write-ahead log, its index is there too and is only read. Without one nobody has the file
    /// open, and it is read as a file that does not change: otherwise SQLite would make the index.
    static func queue(_ file: String) throws -> DatabaseQueue {
        var configuration = Configuration()
        configuration.readonly = true
        guard size("\(file)-wal") == nil else { return try DatabaseQueue(path: file, configuration: configuration) }
        let address = URL(fileURLWithPath: file).absoluteString
        return try DatabaseQueue(path: "\(address)?immutable=1", configuration: configuration)
    }

    /// In bytes; nil if there is no such file.
    static func size(_ file: String) -> Int64? {
        let attributes = try? FileManager.default.attributesOfItem(atPath: file)
        return (attributes?[.size] as? NSNumber)?.int64Value
    }
}

extension Transaction {
    func hasTable(_ name: String) throws -> Bool {
        try row("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?", [name]) != nil
    }
}
