import Domain
import Yams

/// Reads the directory file: syntax, then unknown keys, then every value, then what refers to what.
public enum DirectoryLoader {
    /// A longer file is refused; a thousand tenants with a hundred agents each are far below it. In bytes.
    public static let maximumBytes = 64 * 1_024 * 1_024

    /// The schema of the file.
    public static var schema: JSONValue {
        let described = Described(meaning: DirectoryMeanings.meaning)
            .node(Schema.node(of: DirectoryFile.self), parent: "")
        guard case .object(var members) = described else { return [:] }
        members["$schema"] = "https://json-schema.org/draft/2020-12/schema"
        members["$id"] = "urn:guiche:directory"
        members["title"] = "Directory file"
        return .object(members)
    }

    /// The directory that `yaml` describes. `path` only names the file in errors.
    public static func load(yaml: String, path file: String) throws(DirectoryError) -> Directory {
        guard yaml.utf8.count <= maximumBytes else {
            throw DirectoryError(file: file, line: nil, path: "", expected: "expected at most \(maximumBytes) bytes")
        }
        let root = try compose(yaml, file)
        if let unknown = root.unknownKey(in: schema) {
            throw DirectoryError(
                file: file, line: root.line(at: unknown), path: unknown.text, expected: "this key is not known here")
        }
        let entries = try read(root, file)
        let names = Set(entries.tenants.map(\.timeZone.value))
        let zones = Dictionary(
            uniqueKeysWithValues: names.compactMap { name in Zone(ianaName: name).map { (name, $0) } })
        if let mistake = DirectoryReferences(entries, zones: zones).firstMistake() {
            throw DirectoryError(
                file: file, line: root.line(at: mistake.path), path: mistake.path.text, expected: mistake.expected)
        }
        return Directory(tenants: entries.tenants.map { $0.tenant(in: zones[$0.timeZone.value] ?? .utc) })
    }

    private static func compose(_ yaml: String, _ file: String) throws(DirectoryError) -> Node {
        let root: Node?
        do {
            root = try Yams.compose(yaml: yaml)
        } catch {
            throw DirectoryError(file: file, syntax: error)
        }
        guard let root, root.mapping != nil else {
            throw DirectoryError(file: file, line: 1, path: "", expected: "expected a mapping with the key tenants")
        }
        return root
    }

    private static func read(_ root: Node, _ file: String) throws(DirectoryError) -> DirectoryFile {
        do {
            return try YAMLDecoder().decode(DirectoryFile.self, from: root)
        } catch {
            let place = Self.place(of: error)
            throw DirectoryError(
                file: file, line: root.line(at: place), path: place.text, expected: ContractError(error).expected)
        }
    }

    private static func place(of error: any Error) -> [DirectoryStep] {
        switch error {
        case DecodingError.keyNotFound(let key, let context): [DirectoryStep](context.codingPath + [key])
        case DecodingError.valueNotFound(_, let context), DecodingError.typeMismatch(_, let context),
            DecodingError.dataCorrupted(let context):
            [DirectoryStep](context.codingPath)
        default: []
        }
    }
}

extension DirectoryError {
    /// What the YAML reader said, with the line it said it of.
    init(file: String, syntax error: any Error) {
        switch error {
        case YamlError.scanner(_, let problem, let mark, _), YamlError.parser(_, let problem, let mark, _),
            YamlError.composer(_, let problem, let mark, _):
            self.init(file: file, line: mark.line, path: "", expected: "expected valid YAML: \(problem)")
        case YamlError.duplicatedKeysInMapping(let duplicates, let context):
            let names = duplicates.joined(separator: ", ")
            self.init(file: file, line: context.mark.line, path: "", expected: "expected each key once: \(names)")
        default:
            self.init(file: file, line: nil, path: "", expected: "expected valid YAML: \(error)")
        }
    }
}
