import Domain

/// The folder `contracts/`: what this contract says to machines and to people, made from the Swift types. Pure; a test
/// compares it with what is committed, `guiche contracts --write` writes it.
public enum ContractsFolder {
    /// Path to content, stable from run to run.
    public static func files() throws -> [String: [UInt8]] {
        var files: [String: [UInt8]] = [
            "README.md": Array(GuidePage.text.utf8),
            "reference.md": Array(ReferencePage(topology: Topology()).text.utf8),
            "versions.md": Array(VersionsPage.text.utf8),
            "asyncapi.yaml": Array(YAMLText.text(AsyncAPI.document(Topology())).utf8),
            "directory.schema.json": try JSONBody.pretty(DirectoryLoader.schema),
        ]
        for message in Catalog.all { try add(message, to: &files) }
        return files
    }

    private static func add<M: Message>(_ message: M.Type, to files: inout [String: [UInt8]]) throws {
        let folder = "messages/\(M.type)"
        files["\(folder)/schema.json"] = try JSONBody.pretty(Schema.document(of: message))
        for size in Examples.Size.allCases {
            files["\(folder)/examples/\(size.rawValue).json"] = try JSONBody.pretty(Examples.body(of: message, size))
        }
    }
}
