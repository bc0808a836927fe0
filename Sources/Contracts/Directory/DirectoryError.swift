/// A mistake in the directory file: where it is and what was expected there. Trying again helps only after a change of
/// the file.
public struct DirectoryError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The file as it was named.
    public let file: String
    /// From 1; nil when nothing was read.
    public let line: Int?
    /// E.g. `tenants[0].queues[1].calendar`; empty for the file as a whole.
    public let path: String
    /// What was expected there.
    public let expected: String

    public static let code = "directory_invalid"
    public static let isWorthRetrying = false

    public var description: String {
        let place = line.map { "\(file), line \($0)" } ?? file
        return "\(place): \(path.isEmpty ? "" : "\(path): ")\(expected)"
    }
}
