import Foundation
import Testing

/// Runs a command to its end. Not with Foundation's `Process`: it waits until every daemon that the command leaves
/// behind has ended too, and hands on the signals that the pool's threads block.
func run(_ command: String, _ arguments: [String]) throws -> String {
    let output = NSTemporaryDirectory() + "output-" + UUID().uuidString
    defer { unlink(output) }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 1, output, O_WRONLY | O_CREAT, 0o600)
    posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var mask = sigset_t()
    sigemptyset(&mask)
    posix_spawnattr_setsigmask(&attributes, &mask)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))
    var words: [UnsafeMutablePointer<CChar>?] = ([command] + arguments).map { strdup($0) }
    defer { for word in words { free(word) } }
    words.append(nil)
    var process = pid_t()
    try #require(posix_spawn(&process, command, &actions, &attributes, words, environ) == 0)
    var status: Int32 = 0
    try #require(waitpid(process, &status, 0) == process)
    try #require(status == 0, "\(arguments.joined(separator: " ")) failed.")
    let text = try String(contentsOfFile: output, encoding: .utf8)
    return text.trimmingCharacters(in: .whitespacesAndNewlines)
}
