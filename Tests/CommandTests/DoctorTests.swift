import Contracts
import Foundation
import Identifiers
import RabbitMQ
import Storage
import Testing
import Worker

@testable import guiche

/// What `guiche doctor` says of broker, programs, store and machine.
@Suite struct DoctorTests {
    @Test func `findings are counted, and only errors are a breakage`() {
        let findings: [Finding] = [.ok("a", "A."), .warning("b", "B.", advice: "C."), .ok("d", "D.")]
        #expect(findings.summary == "2 ok, 1 warning, 0 errors")
        #expect(findings.isHealthy)
        #expect(!(findings + [.error("e", "E.", advice: "F.")]).isHealthy)
    }

    @Test(arguments: [
        ("RabbitMQ", "3.10.8", Finding.Level.ok), ("RabbitMQ", "4.1.0", .ok), ("RabbitMQ", "3.9.27", .error),
        ("RabbitMQ", "", .warning), ("Qpid", "9.0.0", .warning),
    ])
    func `a broker is known by its name and version`(product: String, version: String, level: Finding.Level) throws {
        let finding = BrokerExamination.verdict(
            product: product, version: version, try Endpoint("amqp://u:secret@broker:5672/"))
        #expect(finding.level == level)
        #expect(!finding.found.contains("secret"))
    }

    @Test func `few descriptors are a warning, a clock that was never set an error`() {
        #expect(MachineExamination.descriptors(256).level == .warning)
        #expect(MachineExamination.descriptors(1_024).level == .ok)
        #expect(MachineExamination.descriptors(nil).level == .warning)
        #expect(MachineExamination.clock(Instant(milliseconds: 0)).level == .error)
        #expect(MachineExamination.clock(.now).level == .ok)
    }

    // MARK: Programs

    @Test func `with nobody there the advice is to start them`() {
        let findings = programs([])
        #expect(findings.map(\.level) == [.warning])
    }

    @Test func `everybody ready and every partition owned is fine`() {
        #expect(programs(everybody).allSatisfy { $0.level == .ok })
        #expect(programs(everybody).last?.found == "Each of the 16 partitions has an owner.")
    }

    @Test func `a program that is missing among others is an error`() {
        let findings = programs(everybody.filter { $0.announcement.program != "router" })
        #expect(findings.first?.subject == "router")
        #expect(findings.first?.level == .error)
        #expect(findings.last?.found == "4 partitions have no owner, the first is conversation.0.")
    }

    @Test func `a program that does not answer is an error, one that is not ready a warning`() {
        let hung = Member(announcement("ingress", isReady: true), .silence)
        let late = Member(announcement("ingress", isReady: false), .no)
        let others = everybody.filter { $0.announcement.program != "ingress" }
        #expect(programs([hung] + others)[0].level == .error)
        #expect(programs([late] + others)[0].level == .warning)
    }

    private func programs(_ members: [Member]) -> [Finding] {
        ProgramsVerdict(Topology(partitions: 2), members).findings()
    }

    private var everybody: [Member] {
        let streams = [
            "ingress": ["webchat"], "bot-bridge": ["bots", "bridge"], "router": ["conversation", "desk"],
            "agent-presence": ["agents", "presence"], "protocol-writer": ["record"],
        ]
        return streams.map { program, streams in
            let owned = Dictionary(uniqueKeysWithValues: streams.map { ($0, [0, 1]) })
            return Member(announcement(program, isReady: true, owned: owned), .yes)
        }
    }

    private func announcement(_ program: String, isReady: Bool, owned: [String: [Int]] = [:]) -> Announcement {
        Announcement(
            program: program, replica: "\(program)-1", pid: 1, opsPort: 20_001, isReady: isReady, isLeaving: false,
            subscribed: owned, owned: owned)
    }

    // MARK: Store

    @Test func `a store as it must be is fine`() throws {
        let finding = try verdict(Topology())
        #expect(finding.level == .ok)
        #expect(finding.found.contains("house-1, toy-1"))
    }

    @Test func `a store of another installation says which`() throws {
        let partitions = try verdict(Topology(partitions: 8))
        #expect(partitions.level == .error)
        #expect(partitions.advice?.contains("Set GUICHE_PARTITIONS to 16") == true)
        let prefix = try verdict(Topology(prefix: "outro"))
        #expect(prefix.level == .error)
        #expect(prefix.advice?.contains("Set GUICHE_PREFIX to guiche") == true)
    }

    /// What the doctor says of a fresh store with the usual settings when this topology is asked for.
    private func verdict(_ topology: Topology) throws -> Finding {
        let folder = FileManager.default.temporaryDirectory.appending(path: "guiche-\(UUID())").path
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let location = try StoreLocation("sqlite:\(folder)")
        let store = try Store(
            location, program: "toy", installation: Installation(prefix: "guiche", partitions: 16),
            migrations: [Migration("toy-1", "CREATE TABLE toys (id INTEGER PRIMARY KEY) STRICT")])
        try store.close()
        let inspection = try #require(try StoreInspection(location, program: "toy"))
        return StoreVerdict(inspection, topology, file: location.file(of: "toy")).finding("store toy")
    }
}
