import ArgumentParser
import Contracts
import Foundation

/// The project's `contracts/` folder: written from the Swift types, or compared with them.
struct ContractFolder: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "contracts", abstract: "Writes the contracts folder, or checks that it says what the programs do.")

    @Option(help: "Write everything into this folder.") var write: String?
    @Option(help: "Compare this folder with the programs; ends with 1 if it differs.") var check: String?

    func validate() throws {
        guard (write == nil) != (check == nil) else { throw ValidationError("Give either --write DIR or --check DIR.") }
    }

    func run() async throws {
        let files = try ContractsFolder.files()
        if let write {
            try refuseBreaks(in: write)
            try store(files, in: write)
        }
        if let check { try compare(files, with: check) }
    }

    private func store(_ files: [String: [UInt8]], in folder: String) throws {
        for (path, bytes) in files {
            let file = URL(fileURLWithPath: folder).appending(path: path)
            do {
                try FileManager.default.createDirectory(
                    at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
                try Data(bytes).write(to: file)
            } catch {
                throw CommandFailure("\(file.path) can't be written: \(error.localizedDescription).")
            }
        }
        Terminal.say("\(files.count) files written to \(folder).")
    }

    /// A published message is never edited: whoever has to change one in a way that breaks others makes a new type.
    private func refuseBreaks(in folder: String) throws {
        let breaks = try ContractsFolder.breaks(of: contents(of: folder))
        guard breaks.isEmpty else {
            throw CommandFailure(
                "Nothing was written: these changes break programs written against \(folder); make a new version of "
                    + "the message instead (versions.md).\n\(breaks.joined(separator: "\n"))")
        }
    }

    private func contents(of folder: String) -> [String: [UInt8]] {
        let paths = (FileManager.default.subpaths(atPath: folder) ?? []).filter { isFile("\(folder)/\($0)") }
        return Dictionary(
            uniqueKeysWithValues: paths.map { path in
                (path, FileManager.default.contents(atPath: "\(folder)/\(path)").map { [UInt8]($0) } ?? [])
            })
    }

    private func compare(_ files: [String: [UInt8]], with folder: String) throws {
        let found = Set(FileManager.default.subpaths(atPath: folder) ?? []).filter { isFile("\(folder)/\($0)") }
        var faults: [String] = []
        for path in Set(files.keys).union(found).sorted() {
            let bytes = FileManager.default.contents(atPath: "\(folder)/\(path)").map { [UInt8]($0) }
            if bytes == nil { faults.append("\(path) is missing") }
            if files[path] == nil { faults.append("\(path) does not belong there") }
            if let bytes, let wanted = files[path], bytes != wanted { faults.append("\(path) differs") }
        }
        for fault in faults { Terminal.say(fault) }
        guard faults.isEmpty else {
            throw CommandFailure("\(folder) is not what the programs do: write it with \"guiche contracts --write\".")
        }
        Terminal.say("\(folder) agrees with the programs: \(files.count) files.")
    }

    private func isFile(_ path: String) -> Bool {
        var isFolder: ObjCBool = false
        return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && !isFolder.boolValue
    }
}
