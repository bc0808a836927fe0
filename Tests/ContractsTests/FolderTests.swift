import Domain
import Foundation
import Testing

@testable import Contracts

@Suite struct `The contracts folder` {
    /// The checkout's root, from where this file is.
    private static let root = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath()
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    @Test func `is what the Swift types say, file by file`() throws {
        let folder = Self.root.appendingPathComponent("contracts")
        var left = Set(try FileManager.default.subpathsOfDirectory(atPath: folder.path)).filter {
            var isFolder: ObjCBool = false
            _ = FileManager.default.fileExists(atPath: folder.appendingPathComponent($0).path, isDirectory: &isFolder)
            return !isFolder.boolValue
        }
        for (path, content) in try ContractsFolder.files() {
            let url = folder.appendingPathComponent(path)
            let found = try? Data(contentsOf: url)
            #expect(
                found == Data(content),
                "contracts/\(path) differs: write it anew with guiche contracts --write contracts")
            left.remove(path)
        }
        #expect(left.isEmpty, "nobody makes these files")
    }

    @Test func `describes every type`() throws {
        for (path, content) in try ContractsFolder.files() {
            #expect(!String(decoding: content, as: UTF8.self).contains("not describable"), "\(path)")
        }
    }

    @Test func `names every type in one release, and no other`() {
        let released = ContractRelease.all.flatMap(\.types)
        #expect(released.count == Set(released).count)
        #expect(Set(released) == Set(Catalog.types))
    }

    @Test func `says of every event for whom it is`() {
        #expect(Set(Catalog.audiences.keys) == Set(Origin.guiche.types))
        for kind in Audience.Kind.allCases { #expect(!Catalog.events(for: kind).isEmpty) }
    }

    @Test func `writes routing keys as the programs do`() throws {
        let ids = ["tenant": "t", "channelId": "c", "sessionId": "s", "agentId": "a", "queueId": "q"]
            .merging(["conversationId": "x", "supervisorId": "r", "type": "e.v1"]) { first, _ in first }
        for kind in Audience.Kind.allCases {
            let key = ids.reduce(kind.routingKey) { $0.replacing("{\($1.key)}", with: $1.value) }
            let audience = try #require(Audience(name: String(key.dropLast(".e.v1".count))))
            #expect(audience.routingKey(for: "e.v1") == key)
        }
    }

    @Test func `explains every key of the directory file`() {
        func unexplained(_ node: JSONValue, _ path: String) -> [String] {
            let fields = (node["properties"]?.members ?? [:]).flatMap { name, field in
                (field["description"] == nil ? ["\(path).\(name)"] : []) + unexplained(field, "\(path).\(name)")
            }
            let choices = (node["anyOf"]?.elements ?? []).flatMap { unexplained($0, path) }
            return fields + choices + (node["items"].map { unexplained($0, path) } ?? [])
        }
        #expect(unexplained(DirectoryLoader.schema, "").sorted() == [])
    }

    @Test func `has each type once`() {
        #expect(Set(Catalog.types).count == Catalog.types.count)
    }
}
