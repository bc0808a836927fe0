/// A setting that can't be used. Trying again without changing it never helps.
public struct SettingsError: Error, Equatable, CustomStringConvertible {
    /// The environment variable.
    public let name: String
    public let problem: String

    public init(_ name: String, _ problem: String) {
        self.name = name
        self.problem = problem
    }

    static let noDirectory = SettingsError("GUICHE_DIRECTORY", "is missing: set it to the path of the directory file")

    public var description: String { "\(name) \(problem)" }
}
