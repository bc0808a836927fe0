import Foundation
import Glibc
import Identifiers

/// What this machine gives to processes: file descriptors and a clock.
enum MachineExamination {
    /// A program needs some 30 descriptors, a web gateway one more for each browser.
    static let fewDescriptors: UInt64 = 1_024
    /// Earlier than the first line of this program: the clock was never set.
    static let earliest = Instant(milliseconds: 1_735_689_600_000)

    static func findings() -> [Finding] { [descriptors(limit()), clock(.now)] }

    /// The soft limit on open files of this process, which its children inherit; nil if the system does not say.
    private static func limit() -> UInt64? {
        var limit = rlimit()
        return getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 ? UInt64(limit.rlim_cur) : nil
    }

    static func descriptors(_ limit: UInt64?) -> Finding {
        let subject = "descriptors"
        guard let limit else {
            return .warning(
                subject, "The limit on open files is not known.", advice: "Look at it with \"ulimit -n\".")
        }
        guard limit < fewDescriptors else { return .ok(subject, "A process may open \(limit) files.") }
        return .warning(
            subject, "A process may open \(limit) files only.",
            advice: "Raise it before \"guiche up\", e.g. with \"ulimit -n 65536\" or systemd's LimitNOFILE.")
    }

    static func clock(_ now: Instant) -> Finding {
        let subject = "clock"
        guard now < earliest else { return .ok(subject, "It is \(now.rfc3339).") }
        return .error(
            subject, "The clock says \(now.rfc3339).",
            advice: "Set it: calendars and every time in the protocols follow it.")
    }
}
