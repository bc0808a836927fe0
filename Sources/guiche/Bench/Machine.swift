import Foundation

/// What a figure was measured on, as the system says it.
struct Machine: Encodable, Equatable, Sendable {
    let processor: String
    let cores: Int
    let memoryGiB: Int
    let system: String

    static func here() -> Machine {
        let info = ProcessInfo.processInfo
        return Machine(
            processor: value(of: "model name", in: "/proc/cpuinfo") ?? "unknown processor",
            cores: info.activeProcessorCount, memoryGiB: Int(info.physicalMemory >> 30),
            system: info.operatingSystemVersionString)
    }

    var summary: String { "\(processor), \(cores) cores, \(memoryGiB) GiB, \(system)" }

    /// The first `key : value` of a file of the kernel's.
    private static func value(of key: String, in path: String) -> String? {
        guard let data = FileManager.default.contents(atPath: path) else { return nil }
        return String(decoding: data, as: UTF8.self).split(separator: "\n")
            .first { $0.hasPrefix(key) }
            .flatMap { $0.split(separator: ":", maxSplits: 1).last }
            .map { $0.trimmingCharacters(in: .whitespaces) }
    }
}
