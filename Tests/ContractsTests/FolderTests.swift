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

    @Test func `has each type once`() {
        #expect(Set(Catalog.types).count == Catalog.types.count)
    }
}
