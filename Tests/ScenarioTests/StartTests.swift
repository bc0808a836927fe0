import Foundation
import Testing

@testable import guiche

/// What is wrong with an installation is said at start: what, where, and what to do; no stack trace.
@Suite struct StartTests {
    @Test("Start: a mistake in the directory file is told with its line and path")
    func directory() async throws {
        let folder = try Folder()
        let text = Scene.file([.path]).replacing("timeZone: America/Sao_Paulo", with: "timeZone: Marte/Olympus")
        let file = try folder.write("wrong.yaml", text)
        let ended = try await up(["GUICHE_DIRECTORY": file, "GUICHE_STORE": folder.store])
        try expectSentence(ended, naming: [file, "line 4", "timeZone"])
    }

    @Test("Start: refused credentials are told with the user and without the password")
    func credentials() async throws {
        let folder = try Folder()
        let url = try #require(try Programs.environment["GUICHE_AMQP_URL"])
        let wrong = url.replacing(#/\/\/[^@]*@/#, with: "//ninguem:segredo@")
        let ended = try await up(folder.environment.merging(["GUICHE_AMQP_URL": wrong]) { _, new in new })
        try expectSentence(ended, naming: ["ninguem"])
        #expect(!ended.errors.contains("segredo"))
    }

    @Test("Start: a store folder that can't be written is named")
    func store() async throws {
        let folder = try Folder()
        let file = try folder.write("file", "")
        let ended = try await up(folder.environment.merging(["GUICHE_STORE": "sqlite:\(file)/store"]) { _, new in new })
        try expectSentence(ended, naming: ["\(file)/store", "GUICHE_STORE"])
    }

    @Test("Start: a broker that does not listen is waited for, saying so, and then named")
    func broker() async throws {
        let folder = try Folder()
        let ended = try await up(
            folder.environment.merging([
                "GUICHE_AMQP_URL": "amqp://guest:guest@127.0.0.1:1/", "GUICHE_CONNECT_PATIENCE": "1",
            ]) { _, new in new })
        try expectSentence(ended, naming: ["127.0.0.1:1"], lines: 10)
    }

    @Test("Start: another partition count than the store was made with is refused")
    func partitions() async throws {
        let system = try await System.shared()
        let other = system.environment.merging(["GUICHE_PARTITIONS": "\(System.fewPartitions - 1)"]) { _, new in new }
        let ended = try await Processes.run([Programs.path("router")], environment: other)
        try expectSentence(ended, naming: ["\(System.fewPartitions)", "\(System.fewPartitions - 1)"], lines: 5)
    }

    /// `guiche up` that is expected to end by itself.
    private func up(_ environment: [String: String]) async throws -> Finished {
        let environment = try Programs.environment.merging(environment) { _, new in new }
            .merging(["GUICHE_PREFIX": "scenario-\(getpid())-start", "GUICHE_PARTITIONS": "1"]) { _, new in new }
        return try await Processes.run(
            [Programs.path("guiche"), "up", "--without", "web-gateway,demo-bot"], environment: environment)
    }

    private func expectSentence(_ ended: Finished, naming words: [String], lines: Int = 1) throws {
        #expect(ended.code != 0 && ended.code != 124, "code \(ended.code): \(ended.errors)")
        #expect(ended.code < 128, "It was ended by a signal: \(ended.errors)")
        for word in words { #expect(ended.errors.contains(word), "\(ended.errors)") }
        #expect(!ended.errors.contains("Fatal error") && !ended.errors.contains(" at 0x") && ended.output.isEmpty)
        let said = ended.errors.split(separator: "\n")
        #expect((1...lines).contains(said.count), "\(ended.errors)")
    }
}

/// A folder of one test, with a directory file that is right; it goes with the test.
private final class Folder {
    private let place: URL

    init() throws {
        place = FileManager.default.temporaryDirectory.appending(path: "guiche-start-\(UUID())")
        try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: place) }

    var store: String { "sqlite:\(place.path)/store" }

    var environment: [String: String] {
        get throws {
            ["GUICHE_DIRECTORY": try write("directory.yaml", Scene.file([.path])), "GUICHE_STORE": store]
        }
    }

    func write(_ name: String, _ text: String) throws -> String {
        let file = place.appending(path: name)
        try text.write(to: file, atomically: true, encoding: .utf8)
        return file.path
    }
}
