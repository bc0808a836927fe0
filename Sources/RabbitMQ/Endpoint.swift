/// Where a broker listens and who asks: read from an `amqp://` or `amqps://` address.
///
/// The password is never printed: neither the description nor a dump shows it.
public struct Endpoint: Hashable, Sendable {
    /// The longest address accepted, in bytes.
    public static let maximumLength = 2048

    /// Whether the connection is encrypted (`amqps`).
    public let isEncrypted: Bool
    /// The host's name or number, without brackets.
    public let host: String
    /// The TCP port; 5672 or 5671 when the address names none.
    public let port: Int
    /// The user's name; `guest` when the address names none.
    public private(set) var user: String
    /// The password in clear text; `guest` when the address names none.
    private(set) var password: String
    /// The virtual host; `/` when the address names none.
    public let virtualHost: String

    /// Reads an address such as `amqp://user:pass@host:5672/vhost`; names and password are percent-decoded.
    ///
    /// An empty path means the virtual host `/`, as most clients read it. Throws `invalidURL`, saying what is wrong.
    public init(_ url: String) throws(RabbitMQError) {
        guard url.utf8.count <= Self.maximumLength else { throw Self.wrong("it is longer than 2048 bytes") }
        guard let separator = url.firstRange(of: "://") else {
            throw Self.wrong("it does not begin with amqp:// or amqps://")
        }
        switch url[..<separator.lowerBound].lowercased() {
        case "amqp": isEncrypted = false
        case "amqps": isEncrypted = true
        default: throw Self.wrong("it does not begin with amqp:// or amqps://")
        }
        let rest = url[separator.upperBound...]
        if rest.contains("?") || rest.contains("#") { throw Self.wrong("options after ? or # are not supported") }
        let slash = rest.firstIndex(of: "/") ?? rest.endIndex
        let authority = rest[..<slash]
        let path = rest[slash...].dropFirst()
        if path.contains("/") { throw Self.wrong("a / inside the virtual host must be written %2F") }
        virtualHost = path.isEmpty ? "/" : try percentDecoded(path, "the virtual host")
        let at = authority.lastIndex(of: "@")
        let credentials = at.map { authority[..<$0] } ?? "guest:guest"
        let colon = credentials.firstIndex(of: ":")
        user = try percentDecoded(credentials[..<(colon ?? credentials.endIndex)], "the user's name")
        let secret = colon.map { credentials[$0...].dropFirst() } ?? ""
        password = try percentDecoded(secret, "the password")
        if user.isEmpty { throw Self.wrong("the user's name is empty") }
        let address = at.map { authority[authority.index(after: $0)...] } ?? authority
        (host, port) = try hostAndPort(address, defaultPort: isEncrypted ? 5671 : 5672)
    }

    /// The same place for somebody else.
    public func login(_ user: String, password: String) -> Endpoint {
        var endpoint = self
        endpoint.user = user
        endpoint.password = password
        return endpoint
    }

    /// The whole address with its password, as ``init(_:)`` reads it: for the environment of a child process, never for
    /// a log.
    public var secretURL: String {
        let shownHost = host.contains(":") ? "[\(host)]" : host
        return "\(isEncrypted ? "amqps" : "amqp")://\(percentEncoded(user)):\(percentEncoded(password))"
            + "@\(shownHost):\(port)/\(percentEncoded(virtualHost))"
    }

    static func wrong(_ reason: String) -> RabbitMQError {
        RabbitMQError(.invalidURL, "The broker's address cannot be used: \(reason).")
    }
}

private func hostAndPort(_ text: Substring, defaultPort: Int) throws(RabbitMQError) -> (String, Int) {
    var host = text
    var port: Substring?
    if text.first == "[" {
        guard let end = text.firstIndex(of: "]") else { throw Endpoint.wrong("a [ has no ]") }
        host = text[..<end].dropFirst()
        let after = text[end...].dropFirst()
        if !after.isEmpty, after.first != ":" { throw Endpoint.wrong("after ] only a port may follow") }
        port = after.isEmpty ? nil : after.dropFirst()
    } else if let colon = text.firstIndex(of: ":") {
        host = text[..<colon]
        port = text[colon...].dropFirst()
    }
    if host.isEmpty { throw Endpoint.wrong("it names no host") }
    guard let port else { return (String(host), defaultPort) }
    guard let number = Int(port), (1...65535).contains(number) else {
        throw Endpoint.wrong("the port is not a number from 1 to 65535")
    }
    return (String(host), number)
}

private func percentDecoded(_ text: Substring, _ part: String) throws(RabbitMQError) -> String {
    var bytes: [UInt8] = []
    var rest = Substring(text).utf8
    while let byte = rest.popFirst() {
        guard byte == UInt8(ascii: "%") else {
            bytes.append(byte)
            continue
        }
        guard let high = rest.popFirst().flatMap(hexadecimal), let low = rest.popFirst().flatMap(hexadecimal) else {
            throw Endpoint.wrong("\(part) has a % without two hexadecimal digits")
        }
        bytes.append(high << 4 | low)
    }
    guard let decoded = String(validating: bytes, as: UTF8.self), !bytes.contains(0) else {
        throw Endpoint.wrong("\(part) is not valid text")
    }
    return decoded
}

/// Everything but what RFC 3986, section 2.3, calls unreserved.
private func percentEncoded(_ text: String) -> String {
    text.utf8.reduce(into: "") { encoded, byte in
        let scalar = Unicode.Scalar(byte)
        if scalar.isASCII, scalar.properties.isAlphabetic || "0123456789-._~".unicodeScalars.contains(scalar) {
            encoded.unicodeScalars.append(scalar)
        } else {
            encoded += "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
        }
    }
}

private func hexadecimal(_ byte: UInt8) -> UInt8? {
    Character(Unicode.Scalar(byte)).hexDigitValue.map { UInt8($0) }
}

extension Endpoint: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// The address without the password.
    public var description: String {
        let shownHost = host.contains(":") ? "[\(host)]" : host
        let shownVirtualHost = virtualHost == "/" ? "" : virtualHost
        return "\(isEncrypted ? "amqps" : "amqp")://\(user)@\(shownHost):\(port)/\(shownVirtualHost)"
    }

    /// The address without the password.
    public var debugDescription: String { description }

    /// Shows the address without the password.
    public var customMirror: Mirror { Mirror(self, children: ["address": description]) }
}
