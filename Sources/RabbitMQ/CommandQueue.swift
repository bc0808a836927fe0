import CRabbitMQ
import Synchronization

/// The way to the connection's thread: a locked list and an eventfd that wakes its poll.
final class CommandQueue: Sendable {
    private struct State {
        var commands: [Command] = []
        var isSignalled = false
        var refusal: RabbitMQError?
    }

    private let state = Mutex(State())
    /// Readable while commands wait; -1 if the system had none to give, then the poll's own timeout serves them.
    let descriptor: Int32

    init() { descriptor = eventfd(0, Int32(EFD_NONBLOCK) | Int32(EFD_CLOEXEC)) }

    deinit { closeIfOpen(descriptor) }

    /// Hands a command over; one that comes after the end is refused at once.
    func submit(_ command: Command) {
        let (wake, refusal) = state.withLock { state -> (Bool, RabbitMQError?) in
            if let refusal = state.refusal { return (false, refusal) }
            state.commands.append(command)
            defer { state.isSignalled = true }
            return (!state.isSignalled, nil)
        }
        if let refusal { command.refuse(refusal) }
        if wake { eventfd_write(descriptor, 1) }
    }

    /// Everything that waits, in the order it came.
    func take() -> [Command] {
        state.withLock { state in
            if state.isSignalled {
                var value: eventfd_t = 0
                eventfd_read(descriptor, &value)
                state.isSignalled = false
            }
            guard !state.commands.isEmpty else { return [] }
            var taken: [Command] = []
            swap(&taken, &state.commands)
            return taken
        }
    }

    /// Refuses everything that waits and everything that comes later.
    func close(_ refusal: RabbitMQError) {
        let waiting = state.withLock { state in
            state.refusal = refusal
            defer { state.commands = [] }
            return state.commands
        }
        for command in waiting { command.refuse(refusal) }
    }
}

private func closeIfOpen(_ descriptor: Int32) {
    if descriptor >= 0 { close(descriptor) }
}
