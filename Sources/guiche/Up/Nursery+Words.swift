extension Nursery {
    /// Every limit, with its source.
    struct Limits {
        /// Contract page: a child that answers no health check for so long is killed.
        var silence: Duration = .seconds(5)
        /// How long a child may wait for the broker and its store before its first answer.
        var firstAnswer: Duration = .seconds(90)
        /// Between two questions once it is ready.
        var question: Duration = .seconds(1)
        /// Between two questions until it is ready.
        var firstQuestion: Duration = .milliseconds(50)
        /// Who was ready and is not for so long may miss a queue that somebody deleted: all are declared again, and not
        /// more often than this.
        var unready: Duration = .seconds(2)
        /// Contract page: everything has stopped within 15 s; a worker drains in under 10 s (proof page).
        var stop: Duration = .seconds(12)
        /// The first pause before a restart; fail-over takes under 1 s (proof page).
        var firstPause: Duration = .milliseconds(50)
        /// Contract page: the longest pause before a restart.
        var longestPause: Duration = .seconds(2)
        /// Who ran so long starts again with the first pause.
        var goodRun: Duration = .seconds(10)
        /// A gap between two ticks that only a stopped process or machine explains.
        var ownSleep: Duration = .seconds(3)
    }

    struct Child {
        let name: String
        var state: State
        /// Exits in a row, each soon after its start.
        private var falls = 0

        init(name: String, startAt moment: Duration) {
            self.name = name
            state = .due(moment)
        }

        var running: Running? { if case .running(let running) = state { running } else { nil } }

        /// How long to wait before the next start.
        mutating func fell(at now: Duration, _ limits: Limits) -> Duration {
            if let running, now - running.startedAt >= limits.goodRun { falls = 0 }
            falls = min(falls + 1, 16)
            return min(limits.firstPause * (1 << (falls - 1)), limits.longestPause)
        }
    }

    enum State {
        case due(Duration)
        case running(Running)
        /// Not to be started again.
        case gone
    }

    struct Running {
        let pid: Int32
        let port: Int
        let startedAt: Duration
        var isReady = false
        var hasAnswered = false
        /// What it was asked and has not answered yet.
        var asked: Question?
        private var wasAskedForLife = false
        /// Since when it says that it is not ready, after it was.
        var unreadySince: Duration?
        var isKilled = false
        var lastAnswer: Duration
        var nextQuestion: Duration

        init(pid: Int32, port: Int, at now: Duration) {
            self.pid = pid
            self.port = port
            startedAt = now
            lastAnswer = now
            nextQuestion = now
        }

        /// Until it is ready it is asked for that alone; then for its life, and at once for its readiness, too.
        var nextKind: Question { isReady && !wasAskedForLife ? .live : .ready }

        /// Before it is ready any answer is a sign of life. Later only that it lives is one: a program may be stuck and
        /// still say what it was.
        mutating func hear(_ answer: Answer, at now: Duration, _ limits: Limits) {
            let question = asked
            asked = nil
            wasAskedForLife = question == .live
            if question == .live ? answer == .yes : !isReady && answer != .silence {
                hasAnswered = true
                lastAnswer = now
            }
            if question == .ready {
                if answer == .yes { isReady = true }
                unreadySince = isReady && answer == .no ? unreadySince ?? now : nil
            }
            nextQuestion = now + (wasAskedForLife ? .zero : isReady ? limits.question : limits.firstQuestion)
        }
    }

    enum Event {
        case tick
        case started(Int, pid: Int32, port: Int)
        case notStarted(Int, String)
        case exited(Int, Exit)
        case answered(Int, Answer)
        case stop
    }

    enum Action: Equatable {
        case spawn(Int)
        case ask(Int, port: Int, Question)
        case terminate(Int32)
        case kill(Int32)
        case say(String)
        /// Everybody is ready, for the first time.
        case ready
        /// Declare exchanges and queues again: one may be missing.
        case declare
        case end(Ending)
    }

    enum Question: String {
        case live = "/health/live"
        case ready = "/health/ready"
    }

    enum Answer {
        case yes
        case no
        case silence
    }

    enum Ending: Equatable, Sendable {
        /// It was told to.
        case stopped
        /// A program refused to start.
        case failed(String)
    }

    enum Exit: Equatable, CustomStringConvertible {
        case code(Int32)
        case signal(Int32)
        case couldNotStart(String)

        /// True for a program that says by its exit code that starting it again the same way is useless.
        var isMistake: Bool {
            switch self {
            case .code(let code): code != 0
            case .signal: false
            case .couldNotStart: true
            }
        }

        var description: String {
            switch self {
            case .code(let code): "ended with code \(code)"
            case .signal(let number): "was ended by signal \(number)"
            case .couldNotStart(let sentence): "could not be started: \(sentence)"
            }
        }
    }
}
