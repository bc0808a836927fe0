import RabbitMQ
import Testing

@Suite struct `The broker's address` {
    @Test func `names everything`() throws {
        let endpoint = try Endpoint("amqps://ana:p%40ss%2Fword@broker.example:5999/web%2Fchat")
        #expect(endpoint.isEncrypted)
        #expect(endpoint.host == "broker.example")
        #expect(endpoint.port == 5999)
        #expect(endpoint.user == "ana")
        #expect(endpoint.virtualHost == "web/chat")
    }

    @Test func `may be short`() throws {
        let endpoint = try Endpoint("amqp://localhost")
        #expect(endpoint.port == 5672)
        #expect(endpoint.user == "guest")
        #expect(endpoint.virtualHost == "/")
        #expect(try Endpoint("amqps://localhost/").port == 5671)
        #expect(try Endpoint("amqp://localhost/").virtualHost == "/")
    }

    @Test func `may be a number of six bytes`() throws {
        let endpoint = try Endpoint("amqp://[::1]:5673/%2F")
        #expect(endpoint.host == "::1")
        #expect(endpoint.port == 5673)
        #expect(endpoint.description == "amqp://guest@[::1]:5673/")
    }

    @Test(arguments: [
        "amqp://guest@localhost/", "amqps://guest@[::1]:5999/", "amqp://guest@10.0.0.1:5/web%2Fchat%20%C3%A7",
    ])
    func `comes back as it was, with somebody else's login`(_ url: String) throws {
        let endpoint = try Endpoint(url)
        let login = endpoint.login("ana/:@%", password: "p@ss:/?#[]%20 ção~")
        #expect(login.user == "ana/:@%")
        let again = try Endpoint(login.secretURL)
        #expect(again == login)
        #expect(again.login(endpoint.user, password: "x") == endpoint.login(endpoint.user, password: "x"))
    }

    @Test func `never shows the password`() throws {
        let endpoint = try Endpoint("amqp://ana:secret@localhost/")
        var dumped = ""
        dump(endpoint, to: &dumped)
        #expect(!"\(endpoint) \(String(reflecting: endpoint)) \(dumped)".contains("secret"))
    }

    @Test(arguments: [
        "", "localhost", "http://localhost", "amqp://", "amqp://:5672", "amqp://host:0", "amqp://host:65536",
        "amqp://host:x", "amqp://[::1", "amqp://[::1]x", "amqp://host/a/b", "amqp://a%zz@host", "amqp://a%2@host",
        "amqp://@host", "amqp://host?heartbeat=1", "amqp://u:%ff@host", "amqp://u:%00@host",
    ])
    func `that is wrong is refused with a reason`(_ url: String) {
        let error = #expect(throws: RabbitMQError.self) { try Endpoint(url) }
        #expect(error?.code == .invalidURL)
        #expect(error?.isRetriable == false)
        #expect(error?.sentence.hasSuffix(".") == true)
    }

    @Test func `that is too long is refused`() {
        #expect(throws: RabbitMQError.self) { try Endpoint("amqp://" + String(repeating: "a", count: 3000)) }
    }
}
