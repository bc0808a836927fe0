import Foundation
import Glibc

/// Obeys the nursery on a thread of its own, which makes all children, listens to their lifelines and asks after their
/// health. The thread sleeps in `poll` until something happens or is due.
final class Keeper: Sendable {
    private let words: (read: Int32, write: Int32)
    private let cast: Cast
    private let spawner: Spawner
    private let limits: Nursery.Limits
    private let declare: @Sendable () -> Void

    /// - Parameter declare: asks for exchanges and queues to be declared again; returns at once.
    /// - Throws: a sentence if the system has no pipe left.
    init(
        _ cast: Cast, _ spawner: Spawner, limits: Nursery.Limits, declare: @escaping @Sendable () -> Void
    ) throws {
        words = try Pipe.make()
        for end in [words.read, words.write] { _ = fcntl(end, F_SETFL, O_NONBLOCK) }
        self.cast = cast
        self.spawner = spawner
        self.limits = limits
        self.declare = declare
    }

    deinit {
        close(words.read)
        close(words.write)
    }

    /// What can be said to the running keeper from any thread.
    enum Word: UInt8 {
        case stop = 1
        case reload
    }

    /// A full pipe means that as many words wait already; losing one more changes nothing.
    func say(_ word: Word) {
        var byte = word.rawValue
        _ = write(words.write, &byte, 1)
    }

    /// Starts everything, keeps it running and returns when all have stopped.
    func run() async -> Nursery.Ending {
        await withCheckedContinuation { continuation in
            let thread = Thread { [self] in
                var shift = Shift(
                    words: words.read, cast: cast, spawner: spawner, limits: limits, declare: declare)
                continuation.resume(returning: shift.work())
            }
            thread.name = "nursery"
            thread.start()
        }
    }
}

/// The keeper's work, on its thread.
private struct Shift {
    let words: Int32
    let cast: Cast
    let spawner: Spawner
    let declare: @Sendable () -> Void
    private let start = ContinuousClock.now
    private var nursery: Nursery
    private var lifelines: [Int: Int32] = [:]
    private var questions: [HealthQuestion] = []
    private var ending: Nursery.Ending?

    init(
        words: Int32, cast: Cast, spawner: Spawner, limits: Nursery.Limits, declare: @escaping @Sendable () -> Void
    ) {
        self.words = words
        self.cast = cast
        self.spawner = spawner
        self.declare = declare
        nursery = Nursery(names: cast.roles.map(\.name), limits: limits, at: .zero)
    }

    private var now: Duration { ContinuousClock.now - start }

    mutating func work() -> Nursery.Ending {
        while true {
            apply(.tick)
            if let ending { return ending }
            wait()
        }
    }

    private mutating func apply(_ event: Nursery.Event) {
        for action in nursery.apply(event, at: now) { obey(action) }
    }

    private mutating func obey(_ action: Nursery.Action) {
        switch action {
        case .spawn(let child): spawn(child)
        case .ask(let child, let port, let question): ask(child, port, question)
        case .terminate(let pid): kill(pid, SIGTERM)
        case .kill(let pid): kill(pid, SIGKILL)
        case .say(let line): Terminal.note(line)
        case .ready: Terminal.say("guiche: ready")
        case .declare: declare()
        case .end(let ending): self.ending = ending
        }
    }

    private mutating func spawn(_ child: Int) {
        do {
            let port = try FreePort.find(except: Set(nursery.children.compactMap { $0.running?.port }))
            let spawned = try spawner.spawn(cast.roles[child], port: port)
            lifelines[child] = spawned.lifeline
            apply(.started(child, pid: spawned.pid, port: port))
        } catch {
            apply(.notStarted(child, "\(error)"))
        }
    }

    private mutating func ask(_ child: Int, _ port: Int, _ question: Nursery.Question) {
        if let question = HealthQuestion(child: child, port: port, question, at: now) {
            questions.append(question)
        } else {
            apply(.answered(child, .silence))
        }
    }

    /// Sleeps until a word, the end of a child, a part of an answer, or the next tick.
    private mutating func wait() {
        let order = lifelines.keys.sorted()
        var polled = [pollfd(fd: words, events: Int16(POLLIN), revents: 0)]
        polled += order.map { pollfd(fd: lifelines[$0] ?? -1, events: 0, revents: 0) }
        polled += questions.map { pollfd(fd: $0.socket, events: $0.events, revents: 0) }
        _ = poll(&polled, nfds_t(polled.count), timeout)
        if polled[0].revents != 0 { listen() }
        let answers = polled.suffix(questions.count).map { $0.revents != 0 }
        moveQuestions(answers)
        for (child, entry) in zip(order, polled[1...]) where entry.revents != 0 { bury(child) }
    }

    private var timeout: Int32 {
        let next = ([nursery.nextTick] + questions.map { Optional($0.deadline) }).compactMap { $0 }.min()
        guard let next else { return 1_000 }
        return Int32(clamping: max(0, min((next - now).wholeMilliseconds + 1, 1_000)))
    }

    private mutating func listen() {
        var bytes = [UInt8](repeating: 0, count: 64)
        let count = read(words, &bytes, bytes.count)
        for byte in bytes.prefix(max(0, count)) {
            switch Keeper.Word(rawValue: byte) {
            case .stop: apply(.stop)
            case .reload: for pid in nursery.pids { kill(pid, SIGHUP) }
            case nil: continue
            }
        }
    }

    private mutating func moveQuestions(_ hasMoved: [Bool]) {
        var left: [HealthQuestion] = []
        var answers: [(Int, Nursery.Answer)] = []
        for (moved, question) in zip(hasMoved, questions) {
            var question = question
            if let answer = moved ? question.move() : now >= question.deadline ? .silence : nil {
                close(question.socket)
                answers.append((question.child, answer))
            } else {
                left.append(question)
            }
        }
        questions = left
        for (child, answer) in answers { apply(.answered(child, answer)) }
    }

    /// The lifeline ended, so the process is ending: its status is there at once.
    private mutating func bury(_ child: Int) {
        guard let lifeline = lifelines.removeValue(forKey: child), let pid = nursery.children[child].running?.pid
        else { return }
        close(lifeline)
        var status: Int32 = 0
        while waitpid(pid, &status, 0) < 0 && errno == EINTR {}
        for question in questions where question.child == child { close(question.socket) }
        questions.removeAll { $0.child == child }
        apply(.exited(child, Nursery.Exit(waitStatus: status)))
    }
}

extension Nursery.Exit {
    /// What `waitpid` reported: the low seven bits are the signal, the next byte the code.
    init(waitStatus: Int32) {
        let number = waitStatus & 0x7F
        self = number == 0 ? .code(waitStatus >> 8 & 0xFF) : .signal(number)
    }
}

extension Duration {
    /// Cut off towards zero.
    var wholeMilliseconds: Int64 { components.seconds * 1_000 + components.attoseconds / 1_000_000_000_000_000 }
}
