import Foundation
import Glibc
import Storage
import Worker

/// The store: its folder, the room left on its disk, and the file of every program that has one.
struct StoreExamination {
    static let subject = "store"
    /// Below this something should be done soon, in bytes.
    static let littleRoom: Int64 = 1_024 * 1_024 * 1_024
    /// Below this the next burst may fill the disk, in bytes.
    static let leastRoom: Int64 = 128 * 1_024 * 1_024
    /// A write-ahead log of this size is written back too seldom: a reader holds it, in bytes.
    static let largeLog: Int64 = 256 * 1_024 * 1_024

    private let settings: Settings

    init(_ settings: Settings) { self.settings = settings }

    func findings() -> [Finding] {
        guard let text = settings.store else {
            return [
                .error(
                    Self.subject, "GUICHE_STORE is missing.", advice: "Set GUICHE_STORE to sqlite:/path/to/folder.")
            ]
        }
        do {
            let location = try StoreLocation(text)
            let folder = folder(location.folder)
            guard folder.level == .ok else { return [folder] }
            return [folder, room(location.folder)]
                + Program.allCases.filter(\.hasStore).map { file(of: $0.rawValue, location) }
        } catch {
            return [.error(Self.subject, "\(error.sentence).", advice: "Set GUICHE_STORE to sqlite:/path/to/folder.")]
        }
    }

    private func folder(_ path: String) -> Finding {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
            return .warning(
                Self.subject, "The folder \(path) is not there.",
                advice: "Start \"guiche up\", which makes it, or correct GUICHE_STORE.")
        }
        guard isFolder.boolValue else {
            return .error(Self.subject, "\(path) is no folder.", advice: "Name a folder in GUICHE_STORE.")
        }
        guard access(path, R_OK | W_OK | X_OK) == 0 else {
            let why = String(cString: strerror(errno))
            return .error(
                Self.subject, "The folder \(path) can't be written by this user (\(why)).",
                advice: "Give the user of \"guiche up\" the right to write there, or name another folder.")
        }
        return .ok(Self.subject, "The folder \(path) can be written.")
    }

    private func room(_ path: String) -> Finding {
        let subject = "disk"
        var disk = statvfs()
        guard statvfs(path, &disk) == 0 else {
            let why = String(cString: strerror(errno))
            return .warning(subject, "The room left is not known (\(why)).", advice: "Look at it with df.")
        }
        let free = Int64(clamping: UInt64(disk.f_bavail) * UInt64(disk.f_frsize))
        let found = "\(free / 1_048_576) MiB are free where the store is."
        if free >= Self.littleRoom { return .ok(subject, found) }
        let advice = "Make room: when the disk is full nothing is accepted any more."
        return free < Self.leastRoom
            ? .error(subject, found, advice: advice) : .warning(subject, found, advice: advice)
    }

    private func file(of program: String, _ location: StoreLocation) -> Finding {
        let subject = "\(Self.subject) \(program)"
        do {
            guard let inspection = try StoreInspection(location, program: program) else {
                return .ok(subject, "There is no file yet; the program makes it.")
            }
            let file = location.file(of: program)
            guard access(file, R_OK | W_OK) == 0 else {
                return .error(
                    subject, "\(file) can't be written by this user.",
                    advice: "Give the user of \"guiche up\" the right to write it.")
            }
            return StoreVerdict(inspection, settings.topology, file: file).finding(subject)
        } catch {
            return .error(
                subject, "\(error.sentence).",
                advice: "Stop the programs, keep a copy of the folder, and put back the last good one.")
        }
    }
}
