import Contracts
import Storage

/// What the content of one program's file means for this installation.
struct StoreVerdict {
    private let inspection: StoreInspection
    private let topology: Topology
    private let file: String

    init(_ inspection: StoreInspection, _ topology: Topology, file: String) {
        self.inspection = inspection
        self.topology = topology
        self.file = file
    }

    /// The worst of what there is to say.
    func finding(_ subject: String) -> Finding {
        brokenFile(subject) ?? otherVersion(subject) ?? otherInstallation(subject) ?? worthALook(subject)
            ?? .ok(subject, sound)
    }

    private var sound: String {
        let integrity =
            inspection.mistakes == nil
            ? "too large to be read whole here (stop the programs and run PRAGMA quick_check with sqlite3)"
            : "sound"
        let log = "write-ahead log of \(inspection.writeAheadBytes / 1_024) KiB"
        return "\(file) is \(integrity); \(inspection.migrations.joined(separator: ", ")); \(log)."
    }

    private func brokenFile(_ subject: String) -> Finding? {
        guard let first = inspection.mistakes?.first else { return nil }
        return .error(
            subject, "\(file) is broken: \(first).",
            advice: "Stop the programs, keep a copy of the folder, and put back the last good one.")
    }

    private func otherVersion(_ subject: String) -> Finding? {
        guard let foreign = inspection.foreignMigrations.first else { return nil }
        return .error(
            subject, "\(file) has the structure \(foreign) of another version.",
            advice: "Start the version that wrote it, or a newer one.")
    }

    private func otherInstallation(_ subject: String) -> Finding? {
        guard let made = inspection.installation else { return nil }
        if made.partitions != topology.partitions {
            return .error(
                subject,
                "\(file) was made for \(made.partitions) partitions, and GUICHE_PARTITIONS is "
                    + "\(topology.partitions).",
                advice: "Set GUICHE_PARTITIONS to \(made.partitions): the number is fixed at installation.")
        }
        guard made.prefix == topology.prefix else {
            return .error(
                subject, "\(file) was made for the prefix \(made.prefix), and GUICHE_PREFIX is \(topology.prefix).",
                advice: "Set GUICHE_PREFIX to \(made.prefix), or name another folder in GUICHE_STORE.")
        }
        return nil
    }

    private func worthALook(_ subject: String) -> Finding? {
        if !inspection.hasWriteAheadLog {
            return .warning(
                subject, "\(file) has no write-ahead log.",
                advice: "Start the program: it switches the log on; if it does not stay so, the disk does not allow it."
            )
        }
        if inspection.parked > 0 {
            return .warning(
                subject, "\(file) has \(inspection.parked) messages set aside because handling them failed.",
                advice:
                    "They are tried again by themselves; \"guiche dead-letters list\" names them with the cause, and "
                    + "\"redrive\" tries them now.")
        }
        guard inspection.writeAheadBytes > StoreExamination.largeLog else { return nil }
        return .warning(
            subject, "The write-ahead log of \(file) has grown to \(inspection.writeAheadBytes / 1_048_576) MiB.",
            advice: "Look for a program that reads the file for long, such as a copy or sqlite3, and end it.")
    }
}
