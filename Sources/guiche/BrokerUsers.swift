import Foundation
import Glibc
import RabbitMQ
import Worker
import Yams

/// Who is who on the broker: the file that `GUICHE_AMQP_USERS` names, with a user and a password for each program and
/// for `guiche` itself. So nobody has more rights than its work needs, and nobody sees another's password: `guiche up`
/// hands each program its own.
///
/// No sentence of an error shows anything of the file but the names of its keys.
struct BrokerUsers: Sendable {
    /// The key of the operator's command.
    static let command = "guiche"
    /// A longer file is refused, in bytes.
    static let maximumBytes = 64 * 1_024

    private struct Account: Sendable {
        let user: String
        let password: String
    }

    private let file: String
    private let accounts: [String: Account]

    /// - Throws: ``SettingsError`` naming the file, the key and what is wrong.
    init(file: String) throws {
        self.file = file
        accounts = try Self.accounts(try Self.mapping(try Self.text(of: file), file), file)
    }

    /// The address with the user of one program.
    ///
    /// - Throws: ``SettingsError`` if the file does not name the program.
    func endpoint(of program: String, at endpoint: Endpoint) throws -> Endpoint {
        guard let account = accounts[program] else { throw Self.mistake(file, "has no user for \(program)") }
        return endpoint.login(account.user, password: account.password)
    }

    /// What `GUICHE_AMQP_URL` is to be for each of these programs.
    ///
    /// - Throws: ``SettingsError`` naming the first program that the file does not name.
    func addresses(of programs: [String], at endpoint: Endpoint) throws -> [String: String] {
        var addresses: [String: String] = [:]
        for program in programs { addresses[program] = try self.endpoint(of: program, at: endpoint).secretURL }
        return addresses
    }

    private static func mistake(_ file: String, _ problem: String) -> SettingsError {
        SettingsError("GUICHE_AMQP_USERS", "names \(file), which \(problem)")
    }

    private static func text(of file: String) throws -> String {
        var status = stat()
        guard stat(file, &status) == 0 else {
            throw mistake(file, "can't be read: \(String(cString: strerror(errno)))")
        }
        guard status.st_mode & 0o077 == 0 else {
            throw mistake(file, "others than its owner may use: run \"chmod 600 \(file)\"")
        }
        guard status.st_size <= maximumBytes else { throw mistake(file, "has more than \(maximumBytes) bytes") }
        do {
            return try String(contentsOfFile: file, encoding: .utf8)
        } catch {
            throw mistake(file, "can't be read: \(error.localizedDescription)")
        }
    }

    private static func mapping(_ text: String, _ file: String) throws -> Node.Mapping {
        let root: Node?
        do {
            root = try Yams.compose(yaml: text)
        } catch {
            // Its description repeats the line it stumbled over, which may hold a password.
            throw mistake(file, "is no valid YAML\(line(of: error))")
        }
        guard let mapping = root?.mapping else {
            throw mistake(file, "is to hold a line \"PROGRAM: { user: NAME, password: PASSWORD }\" for each program")
        }
        return mapping
    }

    private static func line(of error: any Error) -> String {
        switch error {
        case YamlError.scanner(_, _, let mark, _), YamlError.parser(_, _, let mark, _),
            YamlError.composer(_, _, let mark, _):
            " (line \(mark.line))"
        case YamlError.duplicatedKeysInMapping(let duplicates, _): " (\(duplicates.joined(separator: ", ")) twice)"
        default: ""
        }
    }

    private static func accounts(_ mapping: Node.Mapping, _ file: String) throws -> [String: Account] {
        let known = [command] + Program.allCases.map(\.rawValue)
        var accounts: [String: Account] = [:]
        for (key, value) in mapping {
            guard let name = key.string, known.contains(name) else {
                let names = known.joined(separator: ", ")
                throw mistake(file, "has the unknown key \"\(key.string ?? "")\"; there are \(names)")
            }
            accounts[name] = try account(value, of: name, file)
        }
        return accounts
    }

    private static func account(_ node: Node, of name: String, _ file: String) throws -> Account {
        let expected = "expected \"\(name): { user: NAME, password: PASSWORD }\""
        guard let fields = node.mapping else { throw mistake(file, "says nothing of \(name): \(expected)") }
        for (key, _) in fields where key.string != "user" && key.string != "password" {
            throw mistake(file, "has the unknown key \"\(key.string ?? "")\" of \(name): \(expected)")
        }
        guard let user = fields["user"]?.string, let password = fields["password"]?.string, !user.isEmpty,
            !password.isEmpty
        else { throw mistake(file, "lacks a user or a password of \(name): \(expected)") }
        return Account(user: user, password: password)
    }
}
