import Contracts
import Testing

@testable import Worker

@Suite(.serialized)
struct StartTests {
    @Test func `a topology that was never declared is an error that says what to do`() async throws {
        try await TestInstallation.use { installation in
            let other = Declaration(Topology(prefix: "nobody", partitions: 2))
            let error = await #expect(throws: TopologyError.self) {
                try await other.verify([.conversation], on: installation.client)
            }
            #expect(error?.sentence.contains("guiche up") == true)
        }
    }

    @Test func `fewer partitions than were declared are refused`() async throws {
        try await TestInstallation.use(partitions: 3) { installation in
            let fewer = Declaration(Topology(prefix: installation.topology.prefix, partitions: 2))
            let error = await #expect(throws: TopologyError.self) {
                try await fewer.verify([.conversation], on: installation.client)
            }
            #expect(error?.sentence.contains("GUICHE_PARTITIONS") == true)
        }
    }
}
