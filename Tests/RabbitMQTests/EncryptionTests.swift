import Foundation
import RabbitMQ
import Testing

/// A TLS end before the broker, with a certificate of its own for `localhost`; needs `openssl` and `python3`.
private struct EncryptedDoor {
    private static let program = """
        import socket, ssl, sys, threading
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(sys.argv[1], sys.argv[2])
        if sys.argv[4] == 'old':
            context.set_ciphers('ALL:@SECLEVEL=0')
            context.minimum_version = ssl.TLSVersion.TLSv1
            context.maximum_version = ssl.TLSVersion.TLSv1_1
        listener = socket.create_server(('127.0.0.1', 0))
        print(listener.getsockname()[1], flush=True)
        def copy(source, target):
            try:
                while data := source.recv(65536): target.sendall(data)
            except OSError: pass
            finally: target.close()
        while True:
            try: client = context.wrap_socket(listener.accept()[0], server_side=True)
            except OSError: continue
            broker = socket.create_connection(('127.0.0.1', int(sys.argv[3])))
            for pair in (client, broker), (broker, client):
                threading.Thread(target=copy, args=pair, daemon=True).start()
        """

    let folder = NSTemporaryDirectory() + "tls-" + UUID().uuidString
    let port: Int
    var certificate: String { folder + "/certificate.pem" }
    private let process = Process()

    init(version: String = "new") throws {
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let key = folder + "/key.pem"
        _ = try run(
            "/usr/bin/openssl",
            [
                "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost", "-addext",
                "subjectAltName=DNS:localhost", "-keyout", key, "-out", folder + "/certificate.pem",
            ])
        let output = Pipe()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = [
            "python3", "-c", Self.program, folder + "/certificate.pem", key, "\(try TestBroker.port)", version,
        ]
        process.standardOutput = output
        try process.run()
        let line = String(decoding: output.fileHandleForReading.availableData, as: UTF8.self)
        port = try #require(Int(line.trimmingCharacters(in: .whitespacesAndNewlines)))
    }

    func configuration(host: String = "localhost", trusting file: String? = nil) throws -> Connection.Configuration {
        var configuration = try TestBroker.configuration("amqps://guest:guest@\(host):\(port)/")
        configuration.tls.authorityFile = file ?? certificate
        return configuration
    }

    func close() throws {
        // The pool's threads block SIGTERM and the child inherits that.
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
        try FileManager.default.removeItem(atPath: folder)
    }
}

@Suite(.timeLimit(.minutes(1))) struct `Encryption` {
    private func firstError(_ configuration: Connection.Configuration) async -> RabbitMQError? {
        await #expect(throws: RabbitMQError.self) { try await Connection(configuration).run() }
    }

    @Test func `carries everything when the certificate is trusted and names the host`() async throws {
        let door = try EncryptedDoor()
        try await withConnection(try door.configuration()) { connection in
            try await withQueue(connection) { queue in
                let consumer = Consumer(on: connection)
                try await consumer.subscribe(to: queue)
                let texts = (0..<500).map { "\($0) " + String(repeating: "x", count: $0 * 20) }
                let outcomes = try await Publisher(on: connection).publish(texts.map { Publication(to: queue, $0) })
                #expect(outcomes.allSatisfy { $0 == .confirmed })
                #expect(try await consumer.texts(500) == texts)
            }
        }
        try door.close()
    }

    @Test func `is refused at once with a stranger's certificate, another name, or no file`() async throws {
        let door = try EncryptedDoor()
        let stranger = try EncryptedDoor()
        #expect(await firstError(try door.configuration(trusting: stranger.certificate))?.code == .tlsFailed)
        #expect(await firstError(try door.configuration(host: "127.0.0.1"))?.code == .tlsFailed)
        #expect(await firstError(try door.configuration(trusting: "/nowhere.pem"))?.code == .tlsFailed)
        var unnamed = try door.configuration(host: "127.0.0.1")
        unnamed.tls.verifiesHostName = false
        try await withConnection(unnamed) { try await $0.connected() }
        try door.close()
        try stranger.close()
    }

    @Test func `is refused below TLS 1·2`() async throws {
        let door = try EncryptedDoor(version: "old")
        #expect(await firstError(try door.configuration())?.code == .tlsFailed)
        try door.close()
    }
}
