import Accounts
import ArgumentParser
import Contracts
import Foundation
import Glibc

/// Makes the hash of a password for the directory file.
struct Passwd: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Makes the hash of a password, for the key \"password\" of an agent or supervisor in the directory.",
        discussion: "Asks twice on a terminal; else reads one line from standard input. Neither is ever stored.")

    func run() throws {
        let password = isatty(STDIN_FILENO) == 1 ? try Self.asked() : try Self.read()
        guard password.count >= PasswordHash.shortestPassword else {
            throw CommandFailure("A password has at least \(PasswordHash.shortestPassword) characters.")
        }
        guard password.utf8.count <= PasswordHash.longestPassword else {
            throw CommandFailure("A password has at most \(PasswordHash.longestPassword) bytes.")
        }
        Terminal.say("\"\(try PasswordHash.make(of: password).text)\"")
    }

    private static func asked() throws -> String {
        let password = try hidden("Password: ")
        guard try hidden("Again: ") == password else { throw CommandFailure("The two were not the same.") }
        return password
    }

    private static func read() throws -> String {
        guard let line = readLine(strippingNewline: true) else {
            throw CommandFailure("Standard input has no password: write it as one line.")
        }
        return line
    }

    /// A line of the terminal that is not shown.
    private static func hidden(_ prompt: String) throws -> String {
        FileHandle.standardError.write(Data(prompt.utf8))
        var shown = termios()
        tcgetattr(STDIN_FILENO, &shown)
        var quiet = shown
        quiet.c_lflag &= ~tcflag_t(ECHO)
        tcsetattr(STDIN_FILENO, TCSAFLUSH, &quiet)
        defer {
            tcsetattr(STDIN_FILENO, TCSAFLUSH, &shown)
            FileHandle.standardError.write(Data("\n".utf8))
        }
        return try read()
    }
}
