import Contracts
import Domain
import Identifiers

/// One public door of a program: what comes through it is checked, and what is wrong is answered here.
public struct Door: Sendable {
    private let stream: Contracts.Stream
    private let topology: Topology
    private let directory: DirectorySource
    private let ownUser: String

    /// - Throws: a sentence if the program was started without a directory.
    public init(_ stream: Contracts.Stream, _ context: WorkerContext) throws {
        self.stream = stream
        topology = context.topology
        directory = try context.requireDirectory()
        ownUser = context.settings.endpoint.user
    }

    /// Checks one message.
    ///
    /// - Returns: the message and the head to forward it with, or nil if it was refused; then its sender, or the dead
    ///   letters, will know.
    public func admit(_ message: Inbound, in work: Work) throws -> (message: DoorMessage, head: Head)? {
        let check = DoorCheck(stream, of: topology, directory: directory.current, ownUser: ownUser)
        let envelope = message.publication?.envelope ?? Envelope()
        let verdict = check.judge(
            routingKey: message.publication?.routingKey ?? "", envelope: envelope, body: message.body,
            now: message.head.at)
        switch verdict {
        case .accept(let accepted, let head): return (accepted, head)
        case .reject(let rejection): try work.reject(rejection, trace: message.head.trace)
        case .deadLetter(let letter): work.bury(letter)
        }
        return nil
    }
}
